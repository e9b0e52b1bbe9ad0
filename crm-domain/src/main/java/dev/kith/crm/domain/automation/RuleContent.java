package dev.kith.crm.domain.automation;

import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does. Each change of it makes a new version of the rule, which never changes again:
 * what fired says which version it was.
 *
 * @param record the kind of records that it is about, such as {@code lead}
 * @param condition in CEL; empty where it always holds
 * @param then in this order; all of them happen, or none
 * @param priority of rules that look at the same event, the higher comes first
 * @param activeFrom it looks at nothing that happened before; null for no such moment
 * @param activeUntil it looks at nothing that happened then or later; null for no such moment
 */
public record RuleContent(
    String record,
    Trigger when,
    String condition,
    List<RuleStep> then,
    Repeat repeat,
    int priority,
    @Nullable Instant activeFrom,
    @Nullable Instant activeUntil) {

  public static final int LONGEST_CONDITION = 4_000;
  public static final int MOST_STEPS = 20;
  public static final int HIGHEST_PRIORITY = 1_000;

  public RuleContent {
    then = List.copyOf(then);
    activeFrom = activeFrom == null ? null : activeFrom.truncatedTo(ChronoUnit.MICROS);
    activeUntil = activeUntil == null ? null : activeUntil.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * This content if it can be one, else every problem of it. What its words mean (events, names in
   * the condition, actions) is not looked at here.
   */
  public Outcome<RuleContent> checked() {
    Checks checks = new Checks();
    String good = checks.text("condition", condition, LONGEST_CONDITION, true);
    check(when, checks);
    if (then.isEmpty()) {
      checks.add("then", "required", "A rule needs at least one action.");
    } else if (then.size() > MOST_STEPS) {
      checks.add("then", "too-many", "A rule has at most " + MOST_STEPS + " actions.");
    }
    if (priority < -HIGHEST_PRIORITY || priority > HIGHEST_PRIORITY) {
      checks.add(
          "priority",
          "out-of-range",
          "The priority is -" + HIGHEST_PRIORITY + " to " + HIGHEST_PRIORITY + ".");
    }
    if (activeFrom != null && activeUntil != null && !activeFrom.isBefore(activeUntil)) {
      checks.add("activeUntil", "not-after-start", "The end must come after the beginning.");
    }
    return checks.orRefuse(() ->
        new RuleContent(
            record,
            when,
            good == null ? "" : good,
            then,
            repeat,
            priority,
            activeFrom,
            activeUntil));
  }

  private static void check(Trigger when, Checks checks) {
    if (when instanceof Trigger.OnSchedule schedule) {
      schedule.problems().forEach(p -> checks.add("schedule", p.code(), p.message()));
      return;
    }
    Set<String> begin =
        switch (when) {
          case Trigger.OnEvent(var types) -> types;
          case Trigger.OnAbsence absence -> absence.after();
          case Trigger.OnSchedule schedule -> Set.of();
        };
    if (begin.isEmpty()) {
      checks.add("events", "required", "Name at least one event.");
    }
    if (when instanceof Trigger.OnAbsence absence) {
      if (absence.without().isEmpty()) {
        checks.add("without", "required", "Name at least one event that ends the waiting.");
      }
      if (absence.isTooShortOrTooLong()) {
        checks.add(
            "within",
            "out-of-range",
            "The time to wait is written like P3D or PT4H, from one minute to 366 days.");
      }
    }
  }

  /** Whether what happens at that moment is looked at. */
  public boolean isActiveAt(Instant moment) {
    return (activeFrom == null || !moment.isBefore(activeFrom))
        && (activeUntil == null || moment.isBefore(activeUntil));
  }
}
