package dev.kith.crm.application.opportunity;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.competitor.CompetitorUse;
import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorList;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The competitors that opportunities meet. */
record MetCompetitors(Kernel kernel, Context context) implements CompetitorUse {

  @Override
  public Outcome<Met> met(CompetitorId competitor) {
    return Permits.require(
        context.actor(),
        OpportunityQueryService.VIEW,
        () ->
            context
                    .actor()
                    .grants()
                    .maskedFieldsOf(Feature.OPPORTUNITY)
                    .contains(CompetitorsOfOpportunities.HIDING)
                ? Outcome.refused(
                    new Forbidden(
                        OpportunityQueryService.VIEW.code(),
                        "Competitors of opportunities are hidden from you."))
                : Outcome.done(
                    kernel
                        .storage()
                        .opportunityCompetitors()
                        .met(
                            competitor,
                            Visibility.of(context.actor(), OpportunityQueryService.VIEW))));
  }

  @Override
  public void follow(Competitor loser, Competitor winner) {
    Storage storage = kernel.storage();
    List<Opportunity> all =
        storage.opportunities().findAll(storage.opportunityCompetitors().meeting(loser.id()));
    Map<OpportunityId, List<OpportunityCompetitor>> before =
        storage.opportunityCompetitors().ofAll(all.stream().map(Opportunity::id).toList());
    Map<OpportunityId, List<OpportunityCompetitor>> after = new LinkedHashMap<>();
    before.forEach((id, list) -> {
      List<OpportunityCompetitor> next =
          new CompetitorList(list).merged(loser.id(), winner.id()).competitors();
      if (!next.equals(list)) {
        after.put(id, next);
      }
    });
    Map<CompetitorId, Competitor> named = named(before, loser, winner);
    storage.opportunityCompetitors().replaceAll(after);
    Map<Opportunity, Change<Opportunity>> changes = new LinkedHashMap<>();
    all.forEach(opportunity -> {
      List<OpportunityCompetitor> left =
          after.getOrDefault(opportunity.id(), before.getOrDefault(opportunity.id(), List.of()));
      boolean lost = loser.id().equals(Rivals.lostTo(opportunity));
      changes.put(
          opportunity,
          opportunity.meet(
              winner.id(),
              loser.id(),
              Stream.concat(
                      left.stream(),
                      lost && left.stream().noneMatch(one -> one.competitor().equals(winner.id()))
                          ? Stream.of(new OpportunityCompetitor(winner.id(), null, null))
                          : Stream.empty())
                  .map(one ->
                      one.told(
                          Objects.requireNonNull(named.get(one.competitor())).content().name()))
                  .toList(),
              kernel.now()));
    });
    new Consequences<>(kernel, context, storage.opportunities(), Opportunity::facts)
        .save("opportunity.meet", changes);
  }

  private Map<CompetitorId, Competitor> named(
      Map<OpportunityId, List<OpportunityCompetitor>> lists, Competitor loser, Competitor winner) {
    Set<CompetitorId> others =
        lists.values().stream()
            .flatMap(List::stream)
            .map(OpportunityCompetitor::competitor)
            .filter(id -> !id.equals(loser.id()) && !id.equals(winner.id()))
            .collect(toImmutableSet());
    return Stream.concat(Stream.of(winner), kernel.storage().competitors().findAll(others).stream())
        .collect(toImmutableMap(Competitor::id, competitor -> competitor));
  }
}
