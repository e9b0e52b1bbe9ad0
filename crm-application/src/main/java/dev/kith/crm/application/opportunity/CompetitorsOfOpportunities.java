package dev.kith.crm.application.opportunity;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.KnownCompetitors;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class CompetitorsOfOpportunities implements OpportunityCompetitors {

  /** Whoever may not see who got an opportunity sees none who might. */
  static final String HIDING = "lostCompetitor";

  private final Kernel kernel;
  private final Storage storage;
  private final Rivals rivals;
  private final SeenOpportunities seen;
  private final boolean hidden;
  private final Changes<OpportunityId, Opportunity> changes;

  CompetitorsOfOpportunities(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.storage = kernel.storage();
    this.rivals = new Rivals(storage.competitors(), storage.opportunityCompetitors(), false);
    this.seen = new SeenOpportunities(storage.opportunities(), context.actor());
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.OPPORTUNITY).contains(HIDING);
    this.changes = new Changes<>(OpportunityService.KIND, storage.opportunities(), kernel, context);
  }

  @Override
  public Outcome<CompetitorsView> of(OpportunityId id) {
    return seen.get(id).map(this::view);
  }

  @Override
  public List<Violation> problemsOf(OpportunityId id, CompetitorsDraft draft) {
    return seen.problemsOf(id, opportunity -> draft.read(known(opportunity, draft)));
  }

  @Override
  public Outcome<CompetitorsView> replace(OpportunityId id, CompetitorsDraft draft) {
    return changes
        .change(
            id,
            Action.EDIT,
            "opportunity.competitors",
            draft,
            opportunity ->
                hidden
                    ? Outcome.refused(
                        new Forbidden(
                            OpportunityService.EDIT.code(),
                            "Competitors of opportunities are hidden from you, so they cannot be"
                                + " replaced by you."))
                    : replaced(opportunity, draft))
        .map(this::view);
  }

  private Outcome<Change<Opportunity>> replaced(Opportunity opportunity, CompetitorsDraft draft) {
    List<OpportunityCompetitor> before = storage.opportunityCompetitors().of(opportunity.id());
    KnownCompetitors known = known(opportunity, draft);
    return draft
        .read(known)
        .then(list ->
            list.replace(opportunity, before, known, kernel.now())
                .map(change -> {
                  if (!list.competitors().equals(before)) {
                    storage.opportunityCompetitors().replace(opportunity.id(), list.competitors());
                  }
                  return change;
                }));
  }

  private KnownCompetitors known(Opportunity opportunity, CompetitorsDraft draft) {
    return rivals.known(
        opportunity,
        draft.entries().stream()
            .limit(CompetitorsDraft.MOST)
            .map(CompetitorsDraft.Entry::competitor)
            .filter(Objects::nonNull)
            .toList());
  }

  private CompetitorsView view(Opportunity opportunity) {
    List<OpportunityCompetitor> all = hidden ? List.of() : rivals.of(opportunity);
    Map<CompetitorId, Competitor> competitors =
        storage
            .competitors()
            .findAll(all.stream().map(OpportunityCompetitor::competitor).collect(toImmutableSet()))
            .stream()
            .collect(toImmutableMap(Competitor::id, competitor -> competitor));
    return new CompetitorsView(
        opportunity.id(),
        opportunity.revision().version(),
        hidden,
        all.stream()
            .map(one -> {
              Competitor competitor = Objects.requireNonNull(competitors.get(one.competitor()));
              return new CompetitorsView.Entry(
                  competitor.id(),
                  competitor.content().name(),
                  competitor.active(),
                  one.threat(),
                  one.note(),
                  competitor.id().equals(Rivals.lostTo(opportunity)));
            })
            .toList());
  }
}
