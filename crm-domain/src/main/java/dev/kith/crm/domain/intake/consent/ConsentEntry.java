package dev.kith.crm.domain.intake.consent;

import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@link ConsentLedger}: what was said about one channel and one purpose. It never
 * changes; a change of mind is another line.
 *
 * @param source where it was said: a form, a call, a contract
 * @param evidence by what it can be proven, in words
 * @param occurredAt when it was said, which may be long before it was written down
 * @param until from when on a grant counts no more; null if it has no end
 * @param proof by what it can be proven, part by part; null if nobody said more than the evidence
 */
public record ConsentEntry(
    Channel channel,
    Purpose purpose,
    Status status,
    LawfulBasis basis,
    String source,
    @Nullable String evidence,
    Instant occurredAt,
    @Nullable Instant until,
    @Nullable ConsentProof proof) {

  public static final int LONGEST_SOURCE = 200;
  public static final int LONGEST_EVIDENCE = 2000;

  /** Without a proof besides the evidence. */
  public ConsentEntry(
      Channel channel,
      Purpose purpose,
      Status status,
      LawfulBasis basis,
      String source,
      @Nullable String evidence,
      Instant occurredAt,
      @Nullable Instant until) {
    this(channel, purpose, status, basis, source, evidence, occurredAt, until, null);
  }

  /** What was said. Stored by name. */
  public enum Status {
    GRANTED,
    /** Asked, and said no. */
    DENIED,
    /** Said yes before, or was contacted on another basis, and wants it no more. */
    WITHDRAWN
  }

  /** Without a proof besides the evidence. */
  public static Outcome<ConsentEntry> of(
      Channel channel,
      Purpose purpose,
      Status status,
      LawfulBasis basis,
      @Nullable String source,
      @Nullable String evidence,
      Instant occurredAt,
      @Nullable Instant until,
      Instant now) {
    return of(channel, purpose, status, basis, source, evidence, occurredAt, until, null, now);
  }

  /** Takes up what was said; all that is wrong with it is told at once. */
  public static Outcome<ConsentEntry> of(
      Channel channel,
      Purpose purpose,
      Status status,
      LawfulBasis basis,
      @Nullable String source,
      @Nullable String evidence,
      Instant occurredAt,
      @Nullable Instant until,
      @Nullable ConsentProof proof,
      Instant now) {
    Checks checks = new Checks();
    String from = checks.text("source", source, LONGEST_SOURCE, false);
    if (from == null) {
      checks.add("source", "required", "Say where this was said.");
    }
    String words = checks.text("evidence", evidence, LONGEST_EVIDENCE, true);
    ConsentProof proven = proof == null ? null : checks.take("proof", proof.read(now));
    boolean bare = words == null && proof == null;
    if (status == Status.GRANTED && basis == LawfulBasis.CONSENT && bare) {
      checks.add("evidence", "consent-without-evidence", "A consent needs evidence.");
    }
    if (occurredAt.isAfter(now)) {
      checks.add("occurredAt", "consent-in-the-future", "This has not been said yet.");
    }
    if (until != null && status != Status.GRANTED) {
      checks.add("until", "consent-refusal-with-end", "Only a grant has an end.");
    } else if (until != null && !until.isAfter(occurredAt)) {
      checks.add("until", "consent-ends-before-start", "This would end before it was given.");
    } else if (until != null && !until.isAfter(now)) {
      checks.add("until", "consent-expired", "This has expired already.");
    }
    return checks.orRefuse(() ->
        new ConsentEntry(
            channel,
            purpose,
            status,
            basis,
            from == null ? "" : from,
            words,
            micros(occurredAt),
            until == null ? null : micros(until),
            proven));
  }

  /** Whether it was a yes for a time that is over. */
  public boolean isOver(Instant at) {
    return until != null && !until.isAfter(at);
  }

  boolean concerns(Channel otherChannel, Purpose otherPurpose) {
    return channel == otherChannel && purpose == otherPurpose;
  }

  public boolean isGrant() {
    return status == Status.GRANTED;
  }

  /** To the microsecond, as every store keeps it: a line reads as it was written. */
  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  ConsentEntry withoutEvidence() {
    return new ConsentEntry(channel, purpose, status, basis, source, null, occurredAt, until);
  }

  /** The evidence in one line, or the basis that needs none. */
  String provenBy() {
    if (evidence != null) {
      return evidence;
    }
    return proof == null ? basis + ": " + source : proof.summary();
  }

  boolean isProven() {
    return basis == LawfulBasis.CONSENT && (evidence != null || proof != null);
  }
}
