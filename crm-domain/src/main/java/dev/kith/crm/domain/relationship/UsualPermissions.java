package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableSetMultimap;
import java.util.Set;

/** What the roles that a CRM begins with permit. */
final class UsualPermissions {

  private static final ImmutableSetMultimap<String, PortalPermission> BY_ROLE =
      ImmutableSetMultimap.<String, PortalPermission>builder()
          .putAll(
              "ECONOMIC_BUYER",
              PortalPermission.SEE_INVOICES,
              PortalPermission.SEE_ORDERS,
              PortalPermission.SIGN_ORDERS,
              PortalPermission.SEE_CONTRACTS)
          .putAll(
              "DECISION_MAKER",
              PortalPermission.SEE_ORDERS,
              PortalPermission.SIGN_ORDERS,
              PortalPermission.SEE_CONTRACTS)
          .putAll("TECHNICAL", PortalPermission.SEE_TICKETS, PortalPermission.OPEN_TICKETS)
          .put("LEGAL", PortalPermission.SEE_CONTRACTS)
          .putAll(
              "PROCUREMENT",
              PortalPermission.SEE_INVOICES,
              PortalPermission.SEE_ORDERS,
              PortalPermission.SEE_CONTRACTS)
          .putAll("END_USER", PortalPermission.SEE_TICKETS, PortalPermission.OPEN_TICKETS)
          .putAll("BILLING", PortalPermission.SEE_INVOICES, PortalPermission.PAY_INVOICES)
          .build();

  private UsualPermissions() {}

  /** None for a role that is not one of the usual ones. */
  static Set<PortalPermission> of(String role) {
    return BY_ROLE.get(role);
  }
}
