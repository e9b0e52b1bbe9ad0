package dev.kith.crm.http.pages;

import dev.kith.crm.domain.job.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Collectors;

/** How schedules read. */
public final class ScheduleWords {

  private ScheduleWords() {}

  /** "Every day at 08:00 Europe/Berlin". */
  public static String of(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every every -> "Every " + length(every.interval());
      case Schedule.AtTime at ->
          (at.days().size() == 7
                  ? "Every day"
                  : at.days().stream()
                      .map(d -> d.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                      .collect(Collectors.joining(", ")))
              + at(at.time(), at.zone());
      case Schedule.Monthly monthly ->
          "Each month on day " + monthly.day() + at(monthly.time(), monthly.zone());
    };
  }

  private static String at(LocalTime time, ZoneId zone) {
    return " at " + time + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
  }

  private static String length(Duration length) {
    long seconds = length.toSeconds();
    return seconds % 3600 == 0
        ? Words.several(seconds / 3600, "hour", "hours")
        : seconds % 60 == 0
            ? Words.several(seconds / 60, "minute", "minutes")
            : Words.several(seconds, "second", "seconds");
  }
}
