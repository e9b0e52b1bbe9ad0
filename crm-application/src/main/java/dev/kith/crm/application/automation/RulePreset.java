package dev.kith.crm.application.automation;

/**
 * A common rule, ready to be written with a few changes.
 *
 * @param code stable
 * @param label for people
 * @param why when somebody wants it, in a sentence
 */
public record RulePreset(String code, String label, String why, RuleDraft draft) {}
