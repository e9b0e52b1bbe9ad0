package dev.kith.crm.domain.shared.recurrence;

import java.time.LocalDate;

/** In which steps a rule goes on; nothing comes more than once a day. */
public enum Frequency {
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY;

  /** So many steps later; where that month is too short, on its last day. */
  LocalDate later(LocalDate day, int steps) {
    return switch (this) {
      case DAILY -> day.plusDays(steps);
      case WEEKLY -> day.plusWeeks(steps);
      case MONTHLY -> day.plusMonths(steps);
      case YEARLY -> day.plusYears(steps);
    };
  }
}
