package dev.kith.crm.domain.relationship;

/**
 * A role that somebody may well have, by their title.
 *
 * @param role its key
 * @param pattern the words by which their title is known
 * @param confidence in percent
 */
public record RoleSuggestion(String role, String pattern, int confidence) {}
