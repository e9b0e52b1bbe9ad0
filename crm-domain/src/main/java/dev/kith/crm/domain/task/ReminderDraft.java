package dev.kith.crm.domain.task;

import dev.kith.crm.domain.shared.Checks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reminder as somebody wrote it down: one of a moment, a time before the task is due, and a time
 * of the day on which it is due, or of a day before.
 *
 * @param before how long before it is overdue
 * @param time of the day on which it is due
 * @param daysBefore that day; null for the day itself
 */
public record ReminderDraft(
    @Nullable Instant at,
    @Nullable Duration before,
    @Nullable LocalTime time,
    @Nullable Integer daysBefore) {

  public static final int MOST = 10;

  public static ReminderDraft at(Instant at) {
    return new ReminderDraft(at, null, null, null);
  }

  public static ReminderDraft before(Duration ahead) {
    return new ReminderDraft(null, ahead, null, null);
  }

  public static ReminderDraft onTheDay(int daysBefore, LocalTime time) {
    return new ReminderDraft(null, null, time, daysBefore);
  }

  public static ReminderDraft of(Reminder reminder) {
    return switch (reminder) {
      case Reminder.At(Instant at) -> at(at);
      case Reminder.Before(Duration ahead) -> before(ahead);
      case Reminder.OnTheDay(int daysBefore, LocalTime time) -> onTheDay(daysBefore, time);
    };
  }

  /**
   * All that are good, none twice; every problem is noted.
   *
   * @param dated whether the task is due at all
   */
  static List<Reminder> readAll(Checks checks, List<ReminderDraft> drafts, boolean dated) {
    if (drafts.size() > MOST) {
      checks.add("reminders", "too-many", "A task has at most " + MOST + " reminders.");
    }
    Set<Reminder> good = new LinkedHashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      String field = "reminders/" + i;
      Reminder reminder = drafts.get(i).read(checks, field);
      if (reminder == null) {
        continue;
      }
      if (reminder.needsDue() && !dated) {
        checks.add(field, "needs-due", "The task is not due, so there is nothing to count from.");
      }
      if (!good.add(reminder)) {
        checks.add(field, "twice", "This reminder stands there twice.");
      }
    }
    return new ArrayList<>(good);
  }

  private @Nullable Reminder read(Checks checks, String field) {
    int ways = (at == null ? 0 : 1) + (before == null ? 0 : 1) + (time == null ? 0 : 1);
    if (ways != 1 || (daysBefore != null && time == null)) {
      checks.add(
          field,
          "one-of-three",
          "A reminder has a moment (at), or how long before the date it comes (before), or a time"
              + " of the day (time, and daysBefore if it is not the day itself).");
      return null;
    }
    if (at != null) {
      return DueDraft.isInRange(at) ? new Reminder.At(at) : outOfRange(checks, field + "/at");
    }
    if (before != null) {
      return before.isNegative() || before.toDays() > Reminder.MOST_DAYS_AHEAD
          ? outOfRange(checks, field + "/before")
          : new Reminder.Before(before);
    }
    int days = daysBefore == null ? 0 : daysBefore;
    return time == null || days < 0 || days > Reminder.MOST_DAYS_AHEAD
        ? outOfRange(checks, field + "/daysBefore")
        : new Reminder.OnTheDay(days, time);
  }

  private static @Nullable Reminder outOfRange(Checks checks, String field) {
    checks.add(
        field,
        "out-of-range",
        "A reminder comes between "
            + Reminder.MOST_DAYS_AHEAD
            + " days before the date and the date itself.");
    return null;
  }
}
