package dev.kith.crm.domain.lead;

/** What the lead last said to being contacted, channel by channel. */
public record ConsentSummary(Consent email, Consent phone, Consent whatsApp) {

  /** Nobody has asked yet. */
  public static final ConsentSummary NOT_ASKED =
      new ConsentSummary(Consent.NOT_ASKED, Consent.NOT_ASKED, Consent.NOT_ASKED);

  /** The answer on one channel. Stored by name. */
  public enum Consent {
    NOT_ASKED,
    GRANTED,
    DENIED,
    WITHDRAWN
  }
}
