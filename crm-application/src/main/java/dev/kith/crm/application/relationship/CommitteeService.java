package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.CommitteeView.Seat;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.relationship.Coverage;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.UUID;

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
  public Outcome<CommitteeView> of(OpportunityId id) {
    return opportunities
        .get(id)
        .then(opportunity ->
            relationships
                .ofTarget(new Target(TargetKind.OPPORTUNITY, id.value()), Question.NOW)
                .map(held -> committee(opportunity, held)));
  }

  private CommitteeView committee(OpportunityView opportunity, List<RelationshipView> held) {
    RoleTerms roles = roles();
    List<RelationshipView> live = held.stream().filter(RelationshipView::contactLive).toList();
    List<String> required =
        kernel
            .storage()
            .committeeTemplate()
            .current()
            .terms()
            .of(opportunity.where().pipeline(), opportunity.where().stage())
            .stream()
            .filter(role -> roles.find(role).isPresent())
            .toList();
    return new CommitteeView(
        opportunity,
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
