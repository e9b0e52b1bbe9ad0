package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.application.task.TaskFeature;
import java.util.List;

/** Wires the roles of contacts. */
public final class RelationshipFeature {

  private final Kernel kernel;
  private final RelatedRecords contacts;
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
      RelatedRecords contacts,
      List<TargetRecords> targets,
      OpportunityFeature opportunities,
      TaskFeature tasks) {
    this.kernel = kernel;
    this.contacts = contacts;
    this.targets = ImmutableList.copyOf(targets);
    this.opportunities = opportunities;
    this.tasks = tasks;
  }

  public ContactRoles roles(Context context) {
    Parties parties = parties(context);
    RelationshipQueries queries = new RelationshipQueryService(kernel, parties);
    return new ContactRoles(
        new RoleCatalogueService(kernel, context),
        new RelationshipService(kernel, context, parties),
        queries,
        new CommitteeService(kernel, context, opportunities.queries(context), queries),
        new RoleAnalyticsService(kernel, context, opportunities.queries(context)));
  }

  /** What follows when a contact works elsewhere. */
  public void changedJobs(EventEnvelope moved) {
    new JobChanges(kernel, this::parties, tasks).follow(moved);
  }

  private Parties parties(Context context) {
    return new Parties(contacts, targets, context);
  }
}
