package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.task.TaskFeature;
import java.util.List;

/** Wires the roles of contacts. */
public final class RelationshipFeature {

  private final Kernel kernel;
  private final PeopleFeature people;
  private final List<TargetRecords> targets;
  private final OpportunityFeature opportunities;
  private final TaskFeature tasks;

  /**
   * @param targets of each kind for which contacts can have roles
   * @param opportunities whose stages need roles
   * @param tasks of those who have to find a successor
   */
  public RelationshipFeature(
      Kernel kernel,
      PeopleFeature people,
      List<TargetRecords> targets,
      OpportunityFeature opportunities,
      TaskFeature tasks) {
    this.kernel = kernel;
    this.people = people;
    this.targets = ImmutableList.copyOf(targets);
    this.opportunities = opportunities;
    this.tasks = tasks;
  }

  public ContactRoles roles(Context context) {
    Parties parties = parties(context);
    OpportunityQueries deals = opportunities.queries(context);
    RelationshipService relationships = new RelationshipService(kernel, context, parties);
    RelationshipQueries queries = new RelationshipQueryService(kernel, parties);
    return new ContactRoles(
        new RoleCatalogueService(kernel, context),
        relationships,
        queries,
        new CommitteeService(kernel, context, deals, queries),
        new RoleAnalyticsService(kernel, context, deals),
        new PortalRightsService(kernel, parties),
        new RoleSuggestionService(
            kernel, context, parties, relationships, people.queries(context), deals));
  }

  /** What follows when a contact works elsewhere. */
  public void changedJobs(EventEnvelope moved) {
    new JobChanges(kernel, this::parties, tasks).follow(moved);
  }

  /** The roles of contacts, and those for accounts. */
  public List<Followers> followers() {
    return new FollowingRoles(kernel).steps();
  }

  private Parties parties(Context context) {
    return new Parties(people.related(), targets, context);
  }
}
