package dev.kith.crm.application.opportunity;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.KnownCompetitors;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.ToldLoss;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who bids for opportunities. To whom one is lost is among its competitors for as long as it is,
 * and stays so when it is reopened.
 *
 * @param retiredToo whether retired competitors can be newly named: for rows that tell what was
 */
record Rivals(CompetitorStore competitors, OpportunityCompetitorStore store, boolean retiredToo) {

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Those that were written down, and to whom it is lost. */
  List<OpportunityCompetitor> of(Opportunity opportunity) {
    List<OpportunityCompetitor> written = store.of(opportunity.id());
    CompetitorId lostTo = lostTo(opportunity);
    return lostTo == null || written.stream().anyMatch(one -> one.competitor().equals(lostTo))
        ? written
        : ImmutableList.<OpportunityCompetitor>builder()
            .addAll(written)
            .add(new OpportunityCompetitor(lostTo, null, null))
            .build();
  }

  static @Nullable CompetitorId lostTo(Opportunity opportunity) {
    return opportunity.loss() == null ? null : opportunity.loss().competitorId();
  }

  /** Writes down to whom it was lost, since nothing will say so any more. */
  void keep(Opportunity opportunity) {
    List<OpportunityCompetitor> all = of(opportunity);
    if (all.size() <= CompetitorsDraft.MOST && !all.equals(store.of(opportunity.id()))) {
      store.replace(opportunity.id(), all);
    }
  }

  @Nullable ToldLoss told(Opportunity opportunity, @Nullable LossDraft loss) {
    if (loss == null) {
      return null;
    }
    String competitor = loss.competitor();
    return new ToldLoss(
        loss,
        competitor == null || competitor.isBlank()
            ? KnownCompetitors.NONE
            : known(opportunity, List.of(competitor)));
  }

  /**
   * The competitors that are named for an opportunity, looked up together.
   *
   * @param texts ids and names
   */
  KnownCompetitors known(Opportunity opportunity, Collection<String> texts) {
    Set<String> said =
        texts.stream().map(String::strip).filter(text -> !text.isEmpty()).collect(toImmutableSet());
    Set<CompetitorId> ids =
        said.stream().flatMap(text -> id(text).stream()).collect(toImmutableSet());
    Set<String> names = said.stream().filter(text -> id(text).isEmpty()).collect(toImmutableSet());
    List<Competitor> found =
        withWhatTheyStandFor(
            Stream.concat(competitors.findAll(ids).stream(), competitors.named(names).stream())
                .distinct()
                .toList());
    return new KnownCompetitors(
        found,
        retiredToo || found.stream().allMatch(one -> one.active() || one.mergedInto() != null)
            ? found.stream().map(Competitor::id).collect(toImmutableSet())
            : of(opportunity).stream()
                .map(OpportunityCompetitor::competitor)
                .collect(toImmutableSet()));
  }

  /** Those that were merged, with what they became part of at last. */
  private List<Competitor> withWhatTheyStandFor(List<Competitor> named) {
    Set<Competitor> all = new LinkedHashSet<>();
    List<Competitor> next = named;
    while (!next.isEmpty()) {
      all.addAll(next);
      Set<CompetitorId> further =
          next.stream()
              .map(Competitor::mergedInto)
              .filter(Objects::nonNull)
              .collect(toImmutableSet());
      next = further.isEmpty() ? List.of() : competitors.findAll(further);
    }
    return List.copyOf(all);
  }

  private static Optional<CompetitorId> id(String text) {
    return ID.matcher(text).matches()
        ? Optional.of(new CompetitorId(UUID.fromString(text)))
        : Optional.empty();
  }
}
