package dev.kith.crm.http.kernel.json;

import dev.kith.crm.domain.shared.Checks;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Days, times of the day and durations, as they are written in JSON and in forms. */
public final class CivilTimes {

  private CivilTimes() {}

  /** The time; midnight, with the problem noted, if it is none. */
  public static LocalTime time(Checks checks, String field, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      checks.add(field, "time-syntax", "A time of the day is written 21:00.");
      return LocalTime.MIDNIGHT;
    }
  }

  /** The day; null, with the problem noted, if it is none. */
  public static @Nullable LocalDate date(Checks checks, String field, String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeException e) {
      // Falls through to the same complaint as a year that is out of range.
    }
    checks.add(field, "date-syntax", "A date is written 2026-12-31.");
    return null;
  }

  /** The duration; null, with the problem noted, if it is none. */
  public static @Nullable Duration duration(Checks checks, String field, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      checks.add(field, "duration-syntax", "A duration is written PT4H or PT1H30M.");
      return null;
    }
  }
}
