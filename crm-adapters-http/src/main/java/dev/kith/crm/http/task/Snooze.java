package dev.kith.crm.http.task;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Optional;

/** Until when people usually do not want to see a task. */
enum Snooze {
  TOMORROW("Tomorrow"),
  THREE_DAYS("In three days"),
  NEXT_WEEK("Next Monday");

  /** By then people have begun their day. */
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private final String label;

  Snooze(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** In the morning of that day. */
  Instant from(LocalDate today, ZoneId zone) {
    LocalDate day =
        switch (this) {
          case TOMORROW -> today.plusDays(1);
          case THREE_DAYS -> today.plusDays(3);
          case NEXT_WEEK -> today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        };
    return day.atTime(MORNING).atZone(zone).toInstant();
  }

  static Optional<Snooze> named(String name) {
    return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
  }
}
