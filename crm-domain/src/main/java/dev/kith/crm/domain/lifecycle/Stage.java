package dev.kith.crm.domain.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A stage that accounts can be in.
 *
 * @param key stable, in capitals: it stands in records, filters and rules
 * @param name for people
 * @param order where it stands among the others; no two have the same, and accounts begin in the
 *     stage with the lowest
 * @param slaInStage how long accounts may stay in it; null for as long as they like
 */
public record Stage(
    String key, String name, int order, StageCategory category, @Nullable TimeInStage slaInStage) {

  public Stage(String key, String name, int order, StageCategory category) {
    this(key, name, order, category, null);
  }

  /** The same, with another time for which accounts may stay in it; null for none. */
  public Stage within(@Nullable TimeInStage time) {
    return new Stage(key, name, order, category, time);
  }
}
