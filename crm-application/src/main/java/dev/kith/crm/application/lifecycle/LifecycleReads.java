package dev.kith.crm.application.lifecycle;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts accounts and their stays, each by one statement. Figures are of live accounts that are
 * visible.
 */
public interface LifecycleReads {

  /**
   * Which stays.
   *
   * @param from only those that began then or later; null from the beginning
   * @param before only those that began earlier than that; null up to now
   */
  record Slice(@Nullable Instant from, @Nullable Instant before, Visibility visible) {}

  /**
   * Stays in a stage that ended in the same way.
   *
   * @param to the stage that came after; null for those that last
   */
  record Passage(String stage, @Nullable String to, long stays) {}

  /**
   * Stays in a stage that began in the same full hour, and ended in the same.
   *
   * @param since full hours since 1970
   * @param until the same; null for those that last
   */
  record Span(String stage, long since, @Nullable Long until, long stays) {}

  /** How many accounts are in each stage now, those in the bin included. */
  Map<String, Long> accountsIn();

  /** In any order. */
  List<Passage> passages(Slice slice);

  /** How many accounts have such a stay in each stage. */
  Map<String, Long> accountsThrough(Slice slice);

  /**
   * How long stays were, by stage.
   *
   * @param now how long those are that last
   */
  Map<String, List<Stayed>> lengths(Slice slice, Instant now);

  /** Stays in these stages, in any order. */
  List<Span> spans(Slice slice, Collection<String> stages);
}
