package dev.kith.crm.http.automation;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.ScheduleWords;
import dev.kith.crm.http.pages.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the history of a rule reads. */
public final class RuleHistory {

  /** The type of an event, such as {@code lead.work-started.v1}. */
  private static final Pattern EVENT = Pattern.compile("([a-z]+(?:[.-][a-z]+)*)\\.v\\d+");

  /** The code of an action, where one begins: others may write such words too. */
  private static final Pattern ACTION =
      Pattern.compile("(^|, then )([a-z]+(?:[.-][a-z]+)*)(?= \\(|, then |$)");

  private static final Pattern DURATION = Pattern.compile("\\bP(?:T?\\d+[DHMS])+\\b");

  private RuleHistory() {}

  public static RecordWords words() {
    return RecordWords.of("rule", "rule")
        .at("/rules/", new Permission(Feature.AUTOMATION, Action.VIEW))
        .title("name")
        .field("number", "Version", Reading.text())
        .field("record", "About", new Reading.Spoken(Words::ofCode))
        .field("when", "When", new Reading.Spoken(RuleHistory::when))
        .field("condition", "If", Reading.text())
        .field("then", "Then", new Reading.Spoken(RuleHistory::then))
        .field("repeat", "Repeat", Reading.choice())
        .field("status", "Status", Reading.choice())
        .field("activeFrom", "Active from", new Reading.Moment())
        .field("activeUntil", "Active until", new Reading.Moment())
        .field("shadowUntil", "In shadow until", new Reading.Moment())
        .field("deleted", "Deleted", Reading.yesNo())
        .deed("rule.write", Deed.born("wrote the rule"))
        .deed("rule.rewrite", Deed.changed("rewrote the rule"))
        .deed("rule.activate", Deed.of("activated the rule", "play", "step"))
        .deed("rule.shadow", Deed.of("put the rule in shadow", "search", "step"))
        .deed("rule.pause", Deed.of("paused the rule", "stop", ""))
        .deed("rule.suspend", Deed.of("suspended the rule", "alert", "bad"))
        .deed("rule.retry", Deed.of("had it try again what failed", "refresh", "").alone())
        .deed("rule.delete", Deed.gone("deleted the rule"))
        .build();
  }

  /** {@code after lead.noted.v1 without lead.touched.v1 within PT72H} in words. */
  static String when(String text) {
    if (Schedule.parse(text) instanceof Outcome.Done<Schedule>(var schedule)) {
      return ScheduleWords.of(schedule);
    }
    String named =
        EVENT
            .matcher(text)
            .replaceAll(
                found -> Matcher.quoteReplacement("“" + Words.ofCode(found.group(1)) + "”"));
    String spoken =
        DURATION.matcher(named).replaceAll(found -> Matcher.quoteReplacement(span(found.group())));
    return spoken.isEmpty()
        ? spoken
        : Character.toUpperCase(spoken.charAt(0)) + spoken.substring(1);
  }

  static String then(String text) {
    return ACTION
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(found.group(1) + "“" + Words.ofCode(found.group(2)) + "”"));
  }

  private static String span(String text) {
    try {
      Duration span = Duration.parse(text);
      return span.equals(Duration.ofDays(span.toDays()))
          ? Words.count(span.toDays(), "day", "days")
          : span.equals(Duration.ofHours(span.toHours()))
              ? Words.count(span.toHours(), "hour", "hours")
              : span.equals(Duration.ofMinutes(span.toMinutes()))
                  ? Words.count(span.toMinutes(), "minute", "minutes")
                  : text;
    } catch (DateTimeException e) {
      return text;
    }
  }
}
