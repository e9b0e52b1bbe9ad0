package dev.kith.crm.http.scoring;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.application.scoring.ledger.Scores;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a lead did, and what it earned.
 *
 * @param points of each event; without those of which it is not known
 * @param more whether there is more behind it
 * @param judging whether the reader may say who did it
 * @param here where the reader is: {@code lead} or {@code log}
 */
public record LeadEngagement(
    LeadId lead,
    List<EngagementEvent> events,
    Map<EngagementId, Long> points,
    boolean more,
    boolean judging,
    String here) {

  private static final int RECENT = 5;

  public LeadEngagement {
    events = ImmutableList.copyOf(events);
    points = Map.copyOf(points);
  }

  /** The latest; null for somebody who may not see the lead, or if it went away meanwhile. */
  public static @Nullable LeadEngagement recent(Visit visit, LeadId lead, boolean judging) {
    return part(visit, lead, null, RECENT, judging, "lead").orNull();
  }

  static Outcome<LeadEngagement> part(
      Visit visit,
      LeadId lead,
      @Nullable EngagementId before,
      int size,
      boolean judging,
      String here) {
    return visit
        .crm()
        .engagements()
        .of(lead, before, size + 1)
        .map(found -> {
          List<EngagementEvent> events = found.stream().limit(size).toList();
          return new LeadEngagement(
              lead, events, points(visit, lead, events), found.size() > size, judging, here);
        });
  }

  /** Where the ledger is hidden, or an event has been judged ever so often, it is not told. */
  private static Map<EngagementId, Long> points(
      Visit visit, LeadId lead, List<EngagementEvent> events) {
    if (events.isEmpty()) {
      return Map.of();
    }
    Scores scores = visit.crm().scores();
    ListQuery query =
        ListQuery.all(scores.fields())
            .where(new Compare("lead", Op.EQ, List.of(lead.value())))
            .where(
                new Compare(
                    "event", Op.IN, events.stream().<Object>map(e -> e.id().value()).toList()))
            .limitedTo(ListQuery.LARGEST_LIMIT);
    return scores.entries(query) instanceof Outcome.Done<Page<ScoreEntryView>>(var page)
            && page.next() == null
        ? events.stream()
            .collect(
                toImmutableMap(
                    EngagementEvent::id,
                    event ->
                        page.items().stream()
                            .map(ScoreEntryView::entry)
                            .filter(entry -> entry.earning().event().equals(event.id()))
                            .mapToLong(entry -> entry.points())
                            .sum()))
        : Map.of();
  }

  public @Nullable Long points(EngagementEvent event) {
    return points.get(event.id());
  }

  /** What somebody can say of an event that is not believed of it already. */
  public static boolean canBe(EngagementEvent event, Verdict verdict) {
    return event.verdict() != verdict;
  }

  /** Whether a person and the signals differ. */
  public static boolean isOverruled(EngagementEvent event) {
    return event.told() != null && event.told() != event.judgement().verdict();
  }
}
