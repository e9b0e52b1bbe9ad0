package dev.kith.crm.domain.automation;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When something happens and a condition holds, then something is done.
 *
 * <p>A rule is written as a draft, which does nothing: it can be tried. In shadow it looks as if it
 * acted, and what it would have done is kept; it goes live only by being activated. Activated, it
 * acts until somebody pauses it. What it does can be rewritten at any time; each rewriting makes a
 * new version with the next number, and earlier ones stay as they were, so that what fired can be
 * understood later. A rule that runs in circles is suspended by the CRM, with the reason, until
 * somebody activates it again. A deleted rule is gone for good, but what it did stays told.
 *
 * @param number of the version of its content, from 1
 */
public record Rule(
    RuleId id, Revision revision, String name, long number, RuleContent content, RuleStatus status)
    implements Aggregate {

  public static final int LONGEST_NAME = 200;

  /** How many steps events may be caused by each other through rules. */
  public static final int DEEPEST = 8;

  /** How often a rule may act on one record within {@link #WINDOW}. */
  public static final int MOST_FIRINGS = 20;

  public static final Duration WINDOW = Duration.ofHours(1);

  public static Outcome<Change<Rule>> write(
      RuleId id, @Nullable String name, RuleContent content, Instant now) {
    Revision first = Revision.first(now);
    return read(name, content)
        .map(good ->
            Change.of(
                new Rule(
                    id, first, good.name, 1, good.content, new RuleStatus.Draft(micros(now)))));
  }

  /** Another name is no other rule; another content is its next version. */
  public Outcome<Change<Rule>> rewrite(@Nullable String newName, RuleContent next, Instant now) {
    return read(newName, next)
        .map(good ->
            good.name.equals(name) && good.content.equals(content)
                ? Change.none(this)
                : Change.of(
                    new Rule(
                        id,
                        revision.next(now),
                        good.name,
                        good.content.equals(content) ? number : number + 1,
                        good.content,
                        good.content.equals(content) ? status : watchedAnew(now))));
  }

  /** What was seen of another content says nothing of this one. */
  private RuleStatus watchedAnew(Instant now) {
    return status instanceof RuleStatus.Shadow shadow
        ? new RuleStatus.Shadow(micros(now), shadow.isOverAt(now) ? null : shadow.until())
        : status;
  }

  /**
   * Lets the rule look as if it acted, and do nothing. One that is in shadow already goes on so, if
   * need be up to another moment.
   *
   * @param until null for no end
   */
  public Outcome<Change<Rule>> shadow(@Nullable Instant until, Instant now) {
    Instant end = until == null ? null : micros(until);
    if (end != null && !end.isAfter(now)) {
      return Outcome.refused(
          Invalid.of(Violation.at("until", "not-in-future", "The end must be in the future.")));
    }
    if (!(status instanceof RuleStatus.Shadow shadow)) {
      return Outcome.done(
          Change.of(
              in(new RuleStatus.Shadow(micros(now), end), now),
              new RuleEvent.Shadowed(id, number)));
    }
    return Outcome.done(
        Objects.equals(shadow.until(), end)
            ? Change.none(this)
            : Change.of(in(new RuleStatus.Shadow(shadow.since(), end), now)));
  }

  public Outcome<Change<Rule>> activate(Instant now) {
    return switch (status) {
      case RuleStatus.Active active -> Outcome.done(Change.none(this));
      case RuleStatus.Draft draft -> activated(now);
      case RuleStatus.Shadow shadow -> activated(now);
      case RuleStatus.Paused paused -> activated(now);
      case RuleStatus.Suspended suspended -> activated(now);
    };
  }

  private Outcome<Change<Rule>> activated(Instant now) {
    return Outcome.done(
        Change.of(
            in(new RuleStatus.Active(micros(now)), now), new RuleEvent.Activated(id, number)));
  }

  /** Only what looks can be paused: what is active, or in shadow. */
  public Outcome<Change<Rule>> pause(Instant now) {
    return switch (status) {
      case RuleStatus.Paused paused -> Outcome.done(Change.none(this));
      case RuleStatus.Active active -> paused(now);
      case RuleStatus.Shadow shadow -> paused(now);
      case RuleStatus.Draft draft -> cannotBePaused();
      case RuleStatus.Suspended suspended -> cannotBePaused();
    };
  }

  private Outcome<Change<Rule>> paused(Instant now) {
    return Outcome.done(
        Change.of(in(new RuleStatus.Paused(micros(now)), now), new RuleEvent.Paused(id)));
  }

  private Outcome<Change<Rule>> cannotBePaused() {
    return Outcome.refused(
        new InvalidTransition("rule", status.name().name(), "PAUSED", List.of("ACTIVE", "SHADOW")));
  }

  /** Stops a rule that runs in circles; one that is not active stays as it is. */
  public Change<Rule> suspend(String reason, Instant now) {
    return status instanceof RuleStatus.Active
        ? Change.of(
            in(new RuleStatus.Suspended(micros(now), reason), now),
            new RuleEvent.Suspended(id, reason))
        : Change.none(this);
  }

  public Change<Rule> delete(Instant now) {
    return revision.isDeleted()
        ? Change.none(this)
        : Change.of(new Rule(id, revision.deleted(now), name, number, content, status));
  }

  public boolean isActive() {
    return status instanceof RuleStatus.Active && !revision.isDeleted();
  }

  /** Whether it looks, and does nothing. */
  public boolean isInShadow() {
    return status instanceof RuleStatus.Shadow && !revision.isDeleted();
  }

  /** Whether it looks at what happens at all: to act, or in shadow. */
  public boolean isLooking() {
    return isActive() || isInShadow();
  }

  /** Whether it looks at what happens at that moment. */
  public boolean looksAt(Instant moment) {
    return isLooking()
        && content.isActiveAt(moment)
        && !(status instanceof RuleStatus.Shadow shadow && shadow.isOverAt(moment));
  }

  /**
   * Why the rule is not to act: because it would go on in circles. Empty if it may.
   *
   * @param depth how many steps by rules led to the event
   * @param recent how often it acted on the record within {@link #WINDOW}
   */
  public static Optional<String> circle(int depth, long recent) {
    if (depth >= DEEPEST) {
      return Optional.of(
          "Rules set each other off: the event is the end of a chain of " + depth + " steps.");
    }
    return recent >= MOST_FIRINGS
        ? Optional.of(
            "The rule acted on one record "
                + recent
                + " times within "
                + WINDOW.toMinutes()
                + " minutes.")
        : Optional.empty();
  }

  private Rule in(RuleStatus next, Instant now) {
    return new Rule(id, revision.next(now), name, number, content, next);
  }

  private record Read(String name, RuleContent content) {}

  private static Outcome<Read> read(@Nullable String name, RuleContent content) {
    Checks checks = new Checks();
    String good = checks.text("name", name, LONGEST_NAME, false);
    if (good == null) {
      checks.add("name", "required", "A rule needs a name.");
    }
    switch (content.checked()) {
      case Outcome.Done<RuleContent>(var checked) -> {
        return checks.orRefuse(() -> new Read(Objects.requireNonNull(good), checked));
      }
      case Outcome.Refused<RuleContent>(var refusal) -> checks.addAll(refusal.violations());
    }
    return checks.orRefuse(() -> new Read("", content));
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(RuleId id) {
    return new Subject("rule", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts
        .put("name", name)
        .put("number", String.valueOf(number))
        .put("record", content.record())
        .put("when", content.when().text())
        .put("condition", content.condition())
        .put(
            "then",
            content.then().stream().map(RuleStep::text).collect(Collectors.joining(", then ")))
        .put("repeat", content.repeat().name())
        .put("priority", String.valueOf(content.priority()))
        .put("status", status.name().name());
    Instant from = content.activeFrom();
    if (from != null) {
      facts.put("activeFrom", from.toString());
    }
    Instant until = content.activeUntil();
    if (until != null) {
      facts.put("activeUntil", until.toString());
    }
    if (status instanceof RuleStatus.Shadow shadow && shadow.until() != null) {
      facts.put("shadowUntil", shadow.until().toString());
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  private static Instant micros(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }
}
