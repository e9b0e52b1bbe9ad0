package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says was said; see {@link ConsentEntry} for what becomes of it.
 *
 * @param occurredAt null if it is said at this moment
 */
public record ConsentDraft(
    Channel channel,
    Purpose purpose,
    Status status,
    LawfulBasis basis,
    @Nullable String source,
    @Nullable String evidence,
    @Nullable Instant occurredAt,
    @Nullable Instant until) {

  /** A yes, on the basis of consent. */
  public static ConsentDraft granted(
      Channel channel, Purpose purpose, String source, String evidence) {
    return new ConsentDraft(
        channel, purpose, Status.GRANTED, LawfulBasis.CONSENT, source, evidence, null, null);
  }

  /** No longer. */
  public static ConsentDraft withdrawn(Channel channel, Purpose purpose, String source) {
    return new ConsentDraft(
        channel, purpose, Status.WITHDRAWN, LawfulBasis.CONSENT, source, null, null, null);
  }

  /** The same, said at another moment. */
  public ConsentDraft at(Instant moment) {
    return new ConsentDraft(channel, purpose, status, basis, source, evidence, moment, until);
  }

  /** The same, with an end. */
  public ConsentDraft until(Instant end) {
    return new ConsentDraft(channel, purpose, status, basis, source, evidence, occurredAt, end);
  }

  /** All that is wrong with it is told at once. */
  public Outcome<ConsentEntry> read(Instant now) {
    return ConsentEntry.of(
        channel,
        purpose,
        status,
        basis,
        source,
        evidence,
        occurredAt == null ? now : occurredAt,
        until,
        now);
  }
}
