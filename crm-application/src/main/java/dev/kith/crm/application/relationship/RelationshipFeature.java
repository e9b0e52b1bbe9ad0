package dev.kith.crm.application.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import java.util.List;

/** Wires the roles of contacts. */
public final class RelationshipFeature {

  private final Kernel kernel;
  private final RelatedRecords contacts;
  private final List<TargetRecords> targets;

  /**
   * @param targets of each kind for which contacts can have roles
   */
  public RelationshipFeature(Kernel kernel, RelatedRecords contacts, List<TargetRecords> targets) {
    this.kernel = kernel;
    this.contacts = contacts;
    this.targets = ImmutableList.copyOf(targets);
  }

  public ContactRoles roles(Context context) {
    Parties parties = new Parties(contacts, targets, context);
    return new ContactRoles(
        new RoleCatalogueService(kernel, context),
        new RelationshipService(kernel, context, parties),
        new RelationshipQueryService(kernel, parties));
  }
}
