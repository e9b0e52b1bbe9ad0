package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points that somebody gives a lead, or takes from it, besides what its engagement earns: a person
 * who knows more, or a rule.
 *
 * <p>An award is given once under its origin. From then on it is in the ledger as a line of its
 * own, fades, and counts under the cap of its group, as if an event had earned it. It stands until
 * somebody withdraws it for a reason; the ledger then takes it back by another line. In a merge it
 * goes along with what the lead did. What is believed of events does not touch it.
 *
 * @param origin by which it is known again: it is given once
 * @param points to give, or to take where they are negative
 * @param occurredAt from which on the points fade
 * @param withdrawn null while it stands
 */
public record Award(
    AwardId id,
    LeadId lead,
    String origin,
    AwardTerms terms,
    int points,
    String reason,
    Instant occurredAt,
    Instant awardedAt,
    Giver giver,
    @Nullable Withdrawal withdrawn) {

  public static final int LONGEST_REASON = 500;

  private static final int UUID_LENGTH = 36;

  /**
   * Who gives it.
   *
   * @param name as it was then
   * @param rule the rule that gave it, by which {@code name} is called; null if a person did
   */
  public record Giver(UserId id, String name, @Nullable UUID rule) {}

  /** Who took it back, when and why. */
  public record Withdrawal(Instant at, UserId by, String byName, String reason) {}

  /**
   * What is to be given.
   *
   * @param occurredAt when what it is given for was; null for now
   */
  public record Wish(
      int points,
      @Nullable String group,
      @Nullable Duration halfLife,
      String reason,
      @Nullable Instant occurredAt) {

    public static Wish of(int points, String reason) {
      return new Wish(points, null, null, reason, null);
    }
  }

  /** Refused with every problem at once. */
  public static Outcome<Award> give(
      AwardId id, LeadId lead, String origin, Wish wish, Giver giver, Instant now) {
    Checks checks = new Checks();
    if (wish.points() == 0 || Math.abs(wish.points()) > RuleTerms.MOST_POINTS) {
      checks.add(
          "points",
          "out-of-range",
          "An award gives 1 to " + RuleTerms.MOST_POINTS + " points, or takes as many.");
    }
    AwardTerms terms = AwardTerms.read(checks, wish.group(), wish.halfLife());
    Instant occurredAt = wish.occurredAt() == null ? now : wish.occurredAt();
    if (occurredAt.isAfter(now)) {
      checks.add("occurredAt", "in-future", "This lies in the future.");
    } else if (occurredAt.isBefore(now.minus(RuleTerms.LONGEST_HALF_LIFE))) {
      checks.add("occurredAt", "out-of-range", "This is more than ten years ago.");
    }
    String reason = reason(checks, wish.reason());
    return checks.orRefuse(() ->
        new Award(
            id,
            lead,
            origin,
            terms,
            wish.points(),
            Objects.requireNonNull(reason),
            occurredAt.truncatedTo(ChronoUnit.MICROS),
            now.truncatedTo(ChronoUnit.MICROS),
            giver,
            null));
  }

  /** Takes it back for a reason; one that was taken back already stays as it is. */
  public Outcome<Award> withdraw(String why, UserId by, String byName, Instant now) {
    if (withdrawn != null) {
      return Outcome.done(this);
    }
    Checks checks = new Checks();
    String reason = reason(checks, why);
    return checks.orRefuse(() ->
        new Award(
            id,
            lead,
            origin,
            terms,
            points,
            this.reason,
            occurredAt,
            awardedAt,
            giver,
            new Withdrawal(
                now.truncatedTo(ChronoUnit.MICROS), by, byName, Objects.requireNonNull(reason))));
  }

  private static @Nullable String reason(Checks checks, String raw) {
    String reason = checks.text("reason", raw, LONGEST_REASON, true);
    if (reason == null) {
      checks.add("reason", "required", "Say why: others will read this score.");
    }
    return reason;
  }

  /** How lines of the ledger name it, where those of engagement name an event. */
  public EngagementId event() {
    return new EngagementId(EngagementId.OF_AWARDS + id);
  }

  /** The award that a line of the ledger names; empty if it names an event. */
  public static Optional<AwardId> idOf(EngagementId event) {
    String text = event.value();
    return text.startsWith(EngagementId.OF_AWARDS)
            && text.length() == EngagementId.OF_AWARDS.length() + UUID_LENGTH
        ? Optional.of(new AwardId(UUID.fromString(text.substring(EngagementId.OF_AWARDS.length()))))
        : Optional.empty();
  }

  /** What the ledger has of it while it stands. */
  public Earning earning() {
    return new Earning(terms.ruleId(), 1, event(), points, occurredAt);
  }

  /** The same, of another lead. */
  public Award of(LeadId other) {
    return new Award(
        id, other, origin, terms, points, reason, occurredAt, awardedAt, giver, withdrawn);
  }

  /** In words: by whom, among which, and why. */
  public String words() {
    String group = terms.group() == null ? "" : " (" + terms.group() + ")";
    return "Awarded by " + who() + group + ": " + reason;
  }

  /** Who gave it, for people. */
  public String who() {
    return giver.rule() == null ? giver.name() : "the rule “" + giver.name() + "”";
  }

  public Subject subject() {
    return new Subject("score-award", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("lead", lead.toString());
    facts.put("points", Integer.toString(points));
    facts.put("group", terms.group() == null ? "" : terms.group());
    facts.put("halfLife", terms.halfLife() == null ? "" : terms.halfLife().toString());
    facts.put("reason", reason);
    facts.put("occurredAt", occurredAt.toString());
    facts.put("withdrawn", withdrawn == null ? "" : withdrawn.reason());
    return facts;
  }
}
