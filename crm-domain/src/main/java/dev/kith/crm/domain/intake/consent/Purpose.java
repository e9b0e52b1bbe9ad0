package dev.kith.crm.domain.intake.consent;

/** For what a person is contacted. Stored by name. */
public enum Purpose {
  /** Newsletters, campaigns, invitations. */
  MARKETING,
  /** A conversation about something to buy. */
  SALES,
  /** What a person needs to know of what they have already. */
  SERVICE,
  /** To learn from what a person does whether they are interested. Nobody is contacted for it. */
  ANALYTICS;

  /** Whether people are contacted for it. */
  public boolean contacts() {
    return this != ANALYTICS;
  }
}
