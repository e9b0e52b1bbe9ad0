package dev.kith.crm.domain.intake.duplicates;

/**
 * What one field says about a pair.
 *
 * @param field the field's code, such as {@code email}; {@code name} and {@code address} stand for
 *     several fields that are weighed together
 * @param code how the two values compare, such as {@code same} or {@code different}
 * @param similarity between 0 and 1
 * @param weight in bits (log2 of the likelihood ratio): above 0 speaks for, below 0 against
 */
public record MatchReason(String field, String code, double similarity, double weight) {}
