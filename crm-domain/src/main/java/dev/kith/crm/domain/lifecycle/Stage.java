package dev.kith.crm.domain.lifecycle;

/**
 * A stage that accounts can be in.
 *
 * @param key stable, in capitals: it stands in records, filters and rules
 * @param name for people
 * @param order where it stands among the others; no two have the same, and accounts begin in the
 *     stage with the lowest
 */
public record Stage(String key, String name, int order, StageCategory category) {}
