package dev.kith.crm.domain.job;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of a schedule's text and collects what is wrong with them. */
final class ScheduleChecks {

  private final List<Violation> violations = new ArrayList<>();

  Optional<LocalTime> time(String word) {
    try {
      return Optional.of(LocalTime.parse(word, Schedule.TIME));
    } catch (DateTimeParseException bad) {
      violations.add(new Violation("", "schedule-time", "A time is written like 08:00 or 23:30."));
      return Optional.empty();
    }
  }

  Optional<ZoneId> zone(String word) {
    try {
      return Optional.of(ZoneId.of(word));
    } catch (DateTimeException bad) {
      violations.add(
          new Violation(
              "",
              "schedule-zone",
              "A time zone is written like Europe/Berlin or UTC, with its capitals."));
      return Optional.empty();
    }
  }

  void badDayOfMonth() {
    violations.add(new Violation("", "schedule-day", "The day of a month is 1 to 31."));
  }

  void badDays() {
    violations.add(
        new Violation(
            "",
            "schedule-days",
            "Days are MON, TUE, WED, THU, FRI, SAT and SUN, separated by commas."));
  }

  Outcome<Schedule> refusal() {
    return Outcome.refused(new Invalid(violations));
  }
}
