package dev.kith.crm.domain.scoring.card;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A score that somebody sets by hand, because they know what the CRM does not. It stands beside the
 * computed one, and ends by itself, when it is cleared, or when another takes its place. Those that
 * have ended stay, so that the past can be told.
 *
 * @param value 0 to 100
 * @param byName as it was then
 * @param until when it ends by itself; null for never
 * @param endedAt when it was cleared or replaced; null while it was not
 */
public record ScoreOverride(
    UUID id,
    LeadId lead,
    int value,
    String reason,
    UserId by,
    String byName,
    Instant at,
    @Nullable Instant until,
    @Nullable Instant endedAt) {

  public static final int LONGEST_REASON = 500;
  public static final Duration LONGEST = Duration.ofDays(3_650);

  /** Refused with every problem at once. */
  public static Outcome<ScoreOverride> of(
      UUID id,
      LeadId lead,
      int value,
      String reason,
      UserId by,
      String byName,
      Instant now,
      @Nullable Instant until) {
    Checks checks = new Checks();
    String why = check(checks, value, reason, now, until);
    return checks.orRefuse(() ->
        new ScoreOverride(
            id,
            lead,
            value,
            Objects.requireNonNull(why),
            by,
            byName,
            now,
            until == null ? null : until.truncatedTo(ChronoUnit.MICROS),
            null));
  }

  /** Everything that is wrong with what somebody wishes to set; empty for nothing. */
  public static List<Violation> problemsOf(
      int value, String reason, Instant now, @Nullable Instant until) {
    Checks checks = new Checks();
    check(checks, value, reason, now, until);
    return checks.violations();
  }

  private static @Nullable String check(
      Checks checks, int value, String reason, Instant now, @Nullable Instant until) {
    if (value < 0 || value > 100) {
      checks.add("value", "out-of-range", "A score is 0 to 100.");
    }
    String why = checks.text("reason", reason, LONGEST_REASON, true);
    if (why == null) {
      checks.add("reason", "required", "Say why: others will read this score.");
    }
    if (until != null && !until.isAfter(now)) {
      checks.add("until", "not-in-future", "The end must lie ahead.");
    } else if (until != null && until.isAfter(now.plus(LONGEST))) {
      checks.add("until", "out-of-range", "The end lies at most ten years ahead.");
    }
    return why;
  }

  /** Whether it stood at a moment. */
  public boolean stoodAt(Instant moment) {
    return !moment.isBefore(at)
        && (until == null || moment.isBefore(until))
        && (endedAt == null || moment.isBefore(endedAt));
  }

  public ScoreOverride ended(Instant moment) {
    return new ScoreOverride(id, lead, value, reason, by, byName, at, until, moment);
  }

  /** Of what the audit trail tells when scores are set by hand: each lead has such a record. */
  public static Subject subjectOf(LeadId lead) {
    return new Subject("score-override", lead.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("value", Integer.toString(value));
    facts.put("reason", reason);
    facts.put("until", until == null ? "" : until.toString());
    return facts;
  }
}
