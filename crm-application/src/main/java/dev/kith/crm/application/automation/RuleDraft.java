package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.automation.Trigger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule as somebody writes it.
 *
 * @param record the kind of records, such as {@code lead}
 * @param events the types of events after which it looks at the record
 * @param without with {@code within}: it looks when none of these has happened to the record by
 *     then; none where it looks at once
 * @param within how long it waits, such as {@code P3D}; empty where it looks at once
 * @param schedule with no events: the times at which it looks at every record, such as {@code daily
 *     08:00 Europe/Berlin}; empty where it looks because of events
 * @param condition in CEL; empty where it always holds
 */
public record RuleDraft(
    @Nullable String name,
    String record,
    List<String> events,
    List<String> without,
    String within,
    String schedule,
    String condition,
    List<RuleStep> then,
    Repeat repeat,
    int priority,
    @Nullable Instant activeFrom,
    @Nullable Instant activeUntil) {

  public RuleDraft {
    events = ImmutableList.copyOf(events);
    without = ImmutableList.copyOf(without);
    then = ImmutableList.copyOf(then);
  }

  /** A rule that looks because of events. */
  public RuleDraft(
      @Nullable String name,
      String record,
      List<String> events,
      List<String> without,
      String within,
      String condition,
      List<RuleStep> then,
      Repeat repeat,
      int priority,
      @Nullable Instant activeFrom,
      @Nullable Instant activeUntil) {
    this(
        name,
        record,
        events,
        without,
        within,
        "",
        condition,
        then,
        repeat,
        priority,
        activeFrom,
        activeUntil);
  }

  /** A rule that looks as soon as an event happens. */
  public RuleDraft(
      @Nullable String name,
      String record,
      List<String> events,
      String condition,
      List<RuleStep> then,
      Repeat repeat,
      int priority,
      @Nullable Instant activeFrom,
      @Nullable Instant activeUntil) {
    this(
        name,
        record,
        events,
        List.of(),
        "",
        condition,
        then,
        repeat,
        priority,
        activeFrom,
        activeUntil);
  }

  /** What a rule says, to be changed. */
  public static RuleDraft of(Rule rule) {
    return of(rule.name(), rule.content());
  }

  public static RuleDraft of(String name, RuleContent content) {
    return switch (content.when()) {
      case Trigger.OnEvent(var types) -> of(name, content, types, Set.of(), "", "");
      case Trigger.OnAbsence(var after, var without, var within) ->
          of(name, content, after, without, words(within), "");
      case Trigger.OnSchedule(var schedule) -> of(name, content, Set.of(), Set.of(), "", schedule);
    };
  }

  /** Days are written as days: PT72H is P3D. */
  private static String words(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? "P" + duration.toDays() + "D"
        : duration.toString();
  }

  private static RuleDraft of(
      String name,
      RuleContent content,
      Set<String> events,
      Set<String> without,
      String within,
      String schedule) {
    return new RuleDraft(
        name,
        content.record(),
        List.copyOf(events),
        List.copyOf(without),
        within,
        schedule,
        content.condition(),
        content.then(),
        content.repeat(),
        content.priority(),
        content.activeFrom(),
        content.activeUntil());
  }

  private Trigger when() {
    if (!schedule.isBlank()) {
      return new Trigger.OnSchedule(schedule.strip());
    }
    return without.isEmpty() && within.isBlank()
        ? new Trigger.OnEvent(Set.copyOf(events))
        : new Trigger.OnAbsence(Set.copyOf(events), Set.copyOf(without), waiting());
  }

  /** A rule looks because of events, or at times, and not both. */
  boolean mixes() {
    return !schedule.isBlank() && !(events.isEmpty() && without.isEmpty() && within.isBlank());
  }

  /** What cannot be read is no time at all, which the rule then finds too short. */
  private Duration waiting() {
    try {
      return Duration.parse(within.strip());
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  /** What the rule is to do, unchecked. */
  RuleContent content() {
    return new RuleContent(
        record, when(), condition, then, repeat, priority, activeFrom, activeUntil);
  }
}
