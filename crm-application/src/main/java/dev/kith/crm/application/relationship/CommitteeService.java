package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.CommitteeView.Place;
import dev.kith.crm.application.relationship.CommitteeView.Seat;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.relationship.Coverage;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class CommitteeService implements Committees {

  private static final Permission VIEW = new Permission(Feature.OPPORTUNITY, Action.VIEW);
  private static final Permission ADMINISTER =
      new Permission(Feature.OPPORTUNITY, Action.ADMINISTER);

  private static final Changes.Kind<UUID, CommitteeTemplate> KIND =
      new Changes.Kind<>(
          Feature.OPPORTUNITY,
          CommitteeTemplate.class,
          CommitteeTemplate::subjectOf,
          CommitteeTemplate::facts,
          template -> null);

  private final Kernel kernel;
  private final Context context;
  private final OpportunityQueries opportunities;
  private final RelationshipQueries relationships;

  CommitteeService(
      Kernel kernel,
      Context context,
      OpportunityQueries opportunities,
      RelationshipQueries relationships) {
    this.kernel = kernel;
    this.context = context;
    this.opportunities = opportunities;
    this.relationships = relationships;
  }

  @Override
  public Outcome<CommitteeTemplate> template() {
    return Permits.require(
        context.actor(), VIEW, () -> Outcome.done(kernel.storage().committeeTemplate().current()));
  }

  @Override
  public Outcome<CommitteeTemplate> set(CommitteeTerms terms) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(KIND, kernel.storage().committeeTemplate(), kernel, context)
                .change(
                    CommitteeTemplate.ID,
                    Action.ADMINISTER,
                    "committee-template.set",
                    terms,
                    before -> {
                      List<Pipeline> pipelines = kernel.storage().pipelines().live();
                      return before.set(
                          terms,
                          roles(),
                          (id, stage) ->
                              pipelines.stream()
                                  .filter(pipeline -> id == null || pipeline.id().equals(id))
                                  .anyMatch(pipeline -> pipeline.stage(stage).isPresent()),
                          kernel.now());
                    }));
  }

  @Override
  public Outcome<CommitteeView> of(OpportunityId id, @Nullable Instant asOf) {
    return opportunities
        .get(id)
        .then(opportunity ->
            relationships
                .ofTarget(new Target(TargetKind.OPPORTUNITY, id.value()), new Question(asOf, false))
                .then(held ->
                    place(opportunity, asOf).map(at -> committee(opportunity, at, asOf, held))));
  }

  private Outcome<Place> place(OpportunityView opportunity, @Nullable Instant asOf) {
    if (asOf == null) {
      OpportunityView.Where now = opportunity.where();
      return Outcome.done(new Place(now.pipeline(), now.stage(), now.stageName()));
    }
    return opportunities
        .stays(opportunity.id())
        .then(stays ->
            stays.reversed().stream()
                .filter(stay -> !stay.from().isAfter(asOf))
                .findFirst()
                .map(stay -> Outcome.done(place(stay)))
                .orElseGet(() ->
                    Outcome.refused(
                        Invalid.of(
                            Violation.at(
                                "asOf", "too-early", "The opportunity was not there then.")))));
  }

  private Place place(StageStay stay) {
    return new Place(
        stay.pipeline(),
        stay.stage(),
        kernel
            .storage()
            .pipelines()
            .find(stay.pipeline())
            .flatMap(pipeline -> pipeline.stage(stay.stage()))
            .map(Stage::name)
            .orElse(stay.stage()));
  }

  private CommitteeView committee(
      OpportunityView opportunity, Place at, @Nullable Instant asOf, List<RelationshipView> held) {
    RoleTerms roles = roles();
    // Whether somebody lay in the bin at a moment is not known.
    List<RelationshipView> live =
        held.stream().filter(view -> asOf != null || view.contactLive()).toList();
    List<String> required =
        kernel
            .storage()
            .committeeTemplate()
            .current()
            .terms()
            .of(at.pipeline(), at.stage())
            .stream()
            .filter(role -> roles.find(role).isPresent())
            .toList();
    return new CommitteeView(
        opportunity,
        at,
        asOf,
        required.stream()
            .map(role ->
                new Seat(
                    role,
                    roles.nameOf(role),
                    live.stream().filter(v -> v.relationship().role().equals(role)).toList()))
            .toList(),
        Coverage.of(required, live.stream().map(RelationshipView::relationship).toList()));
  }

  private RoleTerms roles() {
    return kernel.storage().contactRoles().current().terms();
  }
}
