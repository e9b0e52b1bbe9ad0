package dev.kith.crm.application.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.automation.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that act, or look in shadow, compiled and in memory, so that an event which no rule
 * wants costs nothing. A change that this process makes counts at once; those of other processes
 * are looked for when an event comes and the last look is {@link #STALE} ago.
 */
final class ActiveRules {

  static final Duration STALE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRules.class);

  private static final Comparator<Compiled> ORDER =
      Comparator.<Compiled>comparingInt(rule -> -rule.rule().content().priority())
          .thenComparing(rule -> rule.rule().id().toString());

  /** A rule with its condition. */
  record Compiled(Rule rule, Conditions.Explained condition) {}

  private record Snapshot(
      Instant seenAt, long stamp, ImmutableListMultimap<String, Compiled> byEvent) {
    Snapshot seen(Instant now) {
      return new Snapshot(now, stamp, byEvent);
    }

    Set<String> types() {
      return byEvent.keySet();
    }
  }

  private static final Snapshot NEVER =
      new Snapshot(Instant.MIN, Long.MIN_VALUE, ImmutableListMultimap.of());

  private final RuleStore store;
  private final RuleReading reading;
  private final InstantSource clock;
  private volatile Snapshot snapshot = NEVER;

  ActiveRules(RuleStore store, RuleReading reading, InstantSource clock) {
    this.store = store;
    this.reading = reading;
    this.clock = clock;
  }

  boolean wants(String eventType) {
    return current().types().contains(eventType);
  }

  /** Those that look at this type of event, in the order in which they act. */
  List<Compiled> of(String eventType) {
    return current().byEvent().get(eventType);
  }

  List<Rule> all() {
    return ImmutableSet.copyOf(current().byEvent().values()).stream()
        .map(Compiled::rule)
        .collect(toImmutableList());
  }

  /** Something has changed. */
  void forget() {
    snapshot = NEVER;
  }

  private Snapshot current() {
    Snapshot last = snapshot;
    Instant now = clock.instant();
    if (Duration.between(last.seenAt, now).compareTo(STALE) < 0) {
      return last;
    }
    long stamp = store.stamp();
    Snapshot next = stamp == last.stamp ? last.seen(now) : loaded(now, stamp);
    snapshot = next;
    return next;
  }

  private Snapshot loaded(Instant now, long stamp) {
    ImmutableListMultimap.Builder<String, Compiled> byEvent = ImmutableListMultimap.builder();
    byEvent.orderValuesBy(ORDER);
    for (Rule rule : store.looking()) {
      switch (reading.condition(rule.content())) {
        case Conditions.Good(var condition) ->
            rule.content()
                .when()
                .eventTypes()
                .forEach(type -> byEvent.put(type, new Compiled(rule, condition)));
        // It was good when it was saved: a fact that it asks for is gone with a newer release.
        case Conditions.Bad(var problems) ->
            LOG.error("The rule {} cannot be understood any more: {}", rule.id(), problems);
      }
    }
    return new Snapshot(now, stamp, byEvent.build());
  }
}
