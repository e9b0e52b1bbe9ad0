package dev.kith.crm.domain.intake.validation;

import dev.kith.crm.domain.intake.taxid.TaxNumber;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tax number.
 *
 * @param registration null if nobody was asked
 */
public record VatFacts(TaxNumber number, @Nullable Registration registration) {}
