package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import java.util.List;

/** Wires the roles of contacts. */
public final class RelationshipFeature {

  private final Kernel kernel;
  private final RelatedRecords contacts;
  private final List<TargetRecords> targets;
  private final OpportunityFeature opportunities;

  /**
   * @param targets of each kind for which contacts can have roles
   * @param opportunities whose stages need roles
   */
  public RelationshipFeature(
      Kernel kernel,
      RelatedRecords contacts,
      List<TargetRecords> targets,
      OpportunityFeature opportunities) {
    this.kernel = kernel;
    this.contacts = contacts;
    this.targets = ImmutableList.copyOf(targets);
    this.opportunities = opportunities;
  }

  public ContactRoles roles(Context context) {
    Parties parties = new Parties(contacts, targets, context);
    RelationshipQueries queries = new RelationshipQueryService(kernel, parties);
    return new ContactRoles(
        new RoleCatalogueService(kernel, context),
        new RelationshipService(kernel, context, parties),
        queries,
        new CommitteeService(kernel, context, opportunities.queries(context), queries),
        new RoleAnalyticsService(kernel, context, opportunities.queries(context)));
  }
}
