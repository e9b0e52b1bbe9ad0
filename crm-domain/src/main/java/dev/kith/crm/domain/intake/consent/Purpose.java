package dev.kith.crm.domain.intake.consent;

/** For what a person is contacted. Stored by name. */
public enum Purpose {
  /** Newsletters, campaigns, invitations. */
  MARKETING,
  /** A conversation about something to buy. */
  SALES,
  /** What a person needs to know of what they have already. */
  SERVICE
}
