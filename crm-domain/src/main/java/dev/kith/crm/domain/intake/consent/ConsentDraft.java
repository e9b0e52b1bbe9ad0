package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.intake.consent.ConsentEntry.Status;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says was said; see {@link ConsentEntry} for what becomes of it.
 *
 * @param proof null if there is none besides the evidence
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
    @Nullable Instant until,
    @Nullable ConsentProof proof) {

  /** Without a proof besides the evidence. */
  public ConsentDraft(
      Channel channel,
      Purpose purpose,
      Status status,
      LawfulBasis basis,
      @Nullable String source,
      @Nullable String evidence,
      @Nullable Instant occurredAt,
      @Nullable Instant until) {
    this(channel, purpose, status, basis, source, evidence, occurredAt, until, null);
  }

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
    return new ConsentDraft(
        channel, purpose, status, basis, source, evidence, moment, until, proof);
  }

  /** The same, with an end. */
  public ConsentDraft until(Instant end) {
    return new ConsentDraft(
        channel, purpose, status, basis, source, evidence, occurredAt, end, proof);
  }

  /** The same, with a proof. */
  public ConsentDraft provenBy(ConsentProof given) {
    return new ConsentDraft(
        channel, purpose, status, basis, source, evidence, occurredAt, until, given);
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
        proof,
        now);
  }
}
