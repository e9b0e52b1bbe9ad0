package dev.kith.crm.http.task;

import dev.kith.crm.application.task.reminder.TaskReminders.State;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.http.pages.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reminders in words, for somebody who reads the clock of a zone. */
public final class ReminderWords {

  /** By then people have begun their day. */
  private static final LocalTime MORNING = LocalTime.of(9, 0);

  /** Those that a form offers, in their order. */
  private static final List<Reminder> USUAL =
      List.of(
          new Reminder.Before(Duration.ZERO),
          new Reminder.Before(Duration.ofMinutes(15)),
          new Reminder.Before(Duration.ofHours(1)),
          new Reminder.OnTheDay(0, MORNING),
          new Reminder.OnTheDay(1, MORNING),
          new Reminder.OnTheDay(7, MORNING));

  private ReminderWords() {}

  /**
   * A reminder that a form offers.
   *
   * @param code see {@link Reminder#code()}
   */
  public record Choice(String code, String label, boolean chosen) {}

  /** The usual ones, and those that were chosen besides. */
  static List<Choice> choices(List<String> chosen, ZoneId readers) {
    List<Choice> choices = new ArrayList<>();
    for (Reminder usual : USUAL) {
      choices.add(new Choice(usual.code(), of(usual, readers), chosen.contains(usual.code())));
    }
    chosen.stream()
        .flatMap(code -> Reminder.parse(code).stream())
        .filter(reminder -> !USUAL.contains(reminder))
        .forEach(reminder -> choices.add(new Choice(reminder.code(), of(reminder, readers), true)));
    return choices;
  }

  /** Such as "1 hour before", "At 09:00 on the day before". */
  public static String of(Reminder reminder, ZoneId readers) {
    return switch (reminder) {
      case Reminder.At(Instant at) -> TaskWords.moment(at, readers);
      case Reminder.Before(Duration ahead) ->
          ahead.isZero() ? "When it is due" : length(ahead) + " before it is due";
      case Reminder.OnTheDay(int days, LocalTime time) ->
          "At "
              + time
              + (days == 0
                  ? " on the day"
                  : days == 1 ? " on the day before" : ", " + days + " days before");
    };
  }

  public static String state(State state) {
    return switch (state) {
      case PLANNED -> "To come";
      case TOLD -> "Reminded";
      case OFF -> "Off";
    };
  }

  public static String tone(State state) {
    return switch (state) {
      case PLANNED -> "info";
      case TOLD -> "good";
      case OFF -> "";
    };
  }

  /** Such as "1 hour 30 minutes"; in days only where it is whole days. */
  static String length(Duration duration) {
    if (duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))) {
      return Words.count(duration.toDays(), "day", "days");
    }
    return hours(duration);
  }

  /** The same in hours, however many. */
  public static String hours(Duration duration) {
    List<String> parts = new ArrayList<>();
    if (duration.toHours() > 0) {
      parts.add(Words.count(duration.toHours(), "hour", "hours"));
    }
    if (duration.toMinutesPart() > 0) {
      parts.add(Words.count(duration.toMinutesPart(), "minute", "minutes"));
    }
    return parts.isEmpty()
        ? Words.count(duration.toSeconds(), "second", "seconds")
        : String.join(" ", parts);
  }
}
