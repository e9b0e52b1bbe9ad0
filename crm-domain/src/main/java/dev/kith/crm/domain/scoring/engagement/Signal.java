package dev.kith.crm.domain.scoring.engagement;

/** Something about an event that speaks for or against a person. */
public enum Signal {
  /** A link was followed that no person can see. */
  HONEYPOT(Verdict.BOT),
  /** It came before the mail had been delivered. */
  BEFORE_DELIVERY(Verdict.BOT),
  /** The address was asked about, not fetched. */
  HEAD_REQUEST(Verdict.BOT),
  /** The program that fetched it is no browser and no mail program. */
  NO_BROWSER(Verdict.BOT),
  /** All links of a mail were followed within seconds of its delivery. */
  ALL_LINKS_AT_ONCE(Verdict.BOT),
  /** Many recipients' mails were fetched from the same network within a minute. */
  MANY_RECIPIENTS(Verdict.BOT),
  /** The browser fetched it in advance, in case that it is wanted. */
  PREFETCH(Verdict.PREFETCH),
  /** A mail service fetched the pictures on behalf of the recipient. */
  IMAGE_PROXY(Verdict.PREFETCH),
  /** It is not known which program fetched it. */
  NO_USER_AGENT(Verdict.UNKNOWN);

  private final Verdict verdict;

  Signal(Verdict verdict) {
    this.verdict = verdict;
  }

  /** What it comes to where nothing weightier is known: signals stand in the order of weight. */
  Verdict verdict() {
    return verdict;
  }
}
