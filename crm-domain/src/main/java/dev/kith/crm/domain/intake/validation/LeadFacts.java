package dev.kith.crm.domain.intake.validation;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead that somebody is about to capture.
 *
 * @param capturable whether it would be captured as it is: an address that no mail reaches is
 *     invalid, but no reason to refuse the lead
 * @param email null if there is none that could be read
 * @param phone null if there is none that could be read
 */
public record LeadFacts(
    boolean capturable, @Nullable EmailFacts email, @Nullable PhoneFacts phone) {}
