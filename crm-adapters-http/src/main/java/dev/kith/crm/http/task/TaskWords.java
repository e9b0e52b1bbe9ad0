package dev.kith.crm.http.task;

import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.pages.RecordAddress;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tasks in words, for somebody who reads the clock of a zone. */
public final class TaskWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter NEAR = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH);
  private static final DateTimeFormatter FAR =
      DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE, MMM d, uuuu, HH:mm", Locale.ENGLISH);
  private static final int NEAR_DAYS = 6;

  private TaskWords() {}

  public static String type(TaskType type) {
    return Words.ofCode(type.code());
  }

  public static String icon(TaskType type) {
    return switch (type.code()) {
      case "call" -> "phone";
      case "email" -> "mail";
      case "meeting" -> "users";
      case "follow-up" -> "refresh";
      default -> "task";
    };
  }

  /** Such as "Today, 14:00", "Tomorrow", "Fri, Dec 4"; null where it is not due at all. */
  public static @Nullable String due(@Nullable Due due, LocalDate today, ZoneId readers) {
    if (due == null) {
      return null;
    }
    String day = day(due.day(readers), today);
    return due instanceof Due.At at ? day + ", " + TIME.format(at.at().atZone(readers)) : day;
  }

  /** Such as "Fri, Dec 4, 2026, 09:00". */
  public static String moment(Instant at, ZoneId readers) {
    return MOMENT.format(at.atZone(readers));
  }

  private static String day(LocalDate day, LocalDate today) {
    long away = ChronoUnit.DAYS.between(today, day);
    if (away == 0) {
      return "Today";
    }
    if (away == 1) {
      return "Tomorrow";
    }
    if (away == -1) {
      return "Yesterday";
    }
    return away > 0 && away <= NEAR_DAYS
        ? NEAR.format(day)
        : day.getYear() == today.getYear() ? DAY.format(day) : FAR.format(day);
  }

  public static String tone(TaskStatus.Name status) {
    return switch (status) {
      case OPEN -> "info";
      case IN_PROGRESS -> "accent";
      case WAITING -> "violet";
      case DONE -> "good";
      case CANCELLED -> "";
    };
  }

  public static String tone(Priority priority) {
    return switch (priority) {
      case LOW, NORMAL -> "";
      case HIGH -> "warn";
      case URGENT -> "bad";
    };
  }

  /** The page of what a task is about; null if there is none that the reader can see. */
  public static @Nullable String hrefOfRelated(TaskView task) {
    Subject related = task.content().related();
    return related == null || task.relatedName() == null ? null : RecordAddress.of(related);
  }
}
