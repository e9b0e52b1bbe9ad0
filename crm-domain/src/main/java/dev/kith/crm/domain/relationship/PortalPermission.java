package dev.kith.crm.domain.relationship;

/**
 * What a contact may do for the record for which they have a role. Whoever builds a part that asks
 * adds theirs here; the names stand in catalogues, so they stay.
 */
public enum PortalPermission {
  SEE_INVOICES("see invoices"),
  PAY_INVOICES("pay invoices"),
  SEE_ORDERS("see orders"),
  SIGN_ORDERS("sign orders"),
  SEE_CONTRACTS("see contracts"),
  SEE_TICKETS("see tickets"),
  OPEN_TICKETS("open tickets");

  private final String label;

  PortalPermission(String label) {
    this.label = label;
  }

  /** For people, in English, after "may". */
  public String label() {
    return label;
  }
}
