package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who bids for the same opportunity, in the order in which it was written down. */
public record CompetitorList(List<OpportunityCompetitor> competitors) {

  public CompetitorList {
    competitors = ImmutableList.copyOf(competitors);
  }

  /**
   * Makes these the competitors of an opportunity. It is a change of the opportunity itself, which
   * gets another version; where nothing is different, nothing happens. Refused with {@code
   * opportunity-deleted}.
   *
   * @param before those until now
   * @param known those that are named here
   */
  public Outcome<Change<Opportunity>> replace(
      Opportunity opportunity,
      List<OpportunityCompetitor> before,
      KnownCompetitors known,
      Instant now) {
    if (opportunity.revision().isDeleted()) {
      return Outcome.refused(new OpportunityRefusal.OpportunityDeleted(opportunity.id().value()));
    }
    return Outcome.done(
        competitors.equals(before)
            ? Change.none(opportunity)
            : Change.of(
                opportunity.touched(now),
                new OpportunityEvent.CompetitorsReplaced(
                    opportunity.id(),
                    competitors.stream()
                        .map(one -> one.told(known.name(one.competitor())))
                        .toList())));
  }

  /**
   * The same after one competitor became part of another. Where both bid, one is left at the place
   * of the first, with the higher threat and what was noted on either.
   */
  public CompetitorList merged(CompetitorId loser, CompetitorId winner) {
    Map<CompetitorId, OpportunityCompetitor> left = new LinkedHashMap<>();
    competitors.forEach(one -> {
      OpportunityCompetitor now =
          one.competitor().equals(loser)
              ? new OpportunityCompetitor(winner, one.threat(), one.note())
              : one;
      left.merge(now.competitor(), now, OpportunityCompetitor::with);
    });
    return new CompetitorList(List.copyOf(left.values()));
  }
}
