package dev.kith.crm.domain.intake.validation;

import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a telephone number.
 *
 * @param country to which the number belongs; null for numbers of no country, such as +800, and for
 *     numbers that no line has
 * @param extension null if there is none
 * @param national as it is written within its country
 * @param international as it is written elsewhere
 */
public record PhoneFacts(
    PhoneNumber number,
    PhoneLine line,
    @Nullable Country country,
    @Nullable String extension,
    String national,
    String international) {}
