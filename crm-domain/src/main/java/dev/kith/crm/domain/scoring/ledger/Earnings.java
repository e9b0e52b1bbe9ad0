package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the events of a lead earn. It is a function of the set of events: rules that give points
 * only so often give them to the earliest, so it is the same in whatever order, and however often,
 * events were reported.
 */
public final class Earnings {

  private Earnings() {}

  /** What they earn by rules without filters. */
  public static List<Earning> of(
      Collection<EngagementEvent> events, Collection<IncrementRule> rules) {
    return of(events, rules, Filters.NONE);
  }

  /**
   * @param events of one lead
   * @return in {@link Earning#ORDER}
   */
  public static List<Earning> of(
      Collection<EngagementEvent> events, Collection<IncrementRule> rules, Filters filters) {
    Set<EngagementId> known = new HashSet<>();
    List<EngagementEvent> inOrder =
        events.stream()
            .filter(event -> event.verdict().counts())
            .sorted(EngagementEvent.ORDER)
            .filter(event -> known.add(event.id()))
            .toList();
    List<Earning> earnings = new ArrayList<>();
    for (IncrementRule rule : rules) {
      Given given = new Given();
      for (EngagementEvent event : inOrder) {
        Optional<IncrementRule.Version> version =
            rule.at(event.occurredAt()).filter(v -> v.terms().accepts(event.content(), filters));
        version
            .filter(v -> given.gives(v.terms().limits().repeat(), event))
            .ifPresent(v ->
                earnings.add(
                    new Earning(
                        rule.id(),
                        v.number(),
                        event.id(),
                        v.terms().points(),
                        event.occurredAt())));
      }
    }
    earnings.sort(Earning.ORDER);
    return ImmutableList.copyOf(earnings);
  }

  /** For what one rule has given points so far. */
  private static final class Given {

    private final Set<String> objects = new HashSet<>();
    private final Deque<Instant> moments = new ArrayDeque<>();

    boolean gives(Repeat repeat, EngagementEvent event) {
      String object = event.content().object() == null ? "" : event.content().object();
      boolean gives =
          switch (repeat) {
            case Repeat.Once() -> moments.isEmpty();
            case Repeat.OncePerObject() -> !objects.contains(object);
            case Repeat.PerWindow(Duration window, int most) ->
                moments.stream()
                        .takeWhile(m -> m.isAfter(event.occurredAt().minus(window)))
                        .limit(most)
                        .count()
                    < most;
            case Repeat.Always() -> true;
          };
      if (gives) {
        objects.add(object);
        // The latest first, so that those within a window are found at once.
        moments.addFirst(event.occurredAt());
      }
      return gives;
    }
  }
}
