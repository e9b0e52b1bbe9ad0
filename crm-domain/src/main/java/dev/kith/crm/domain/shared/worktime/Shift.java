package dev.kith.crm.domain.shared.worktime;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * Hours of work, on the clock on the wall.
 *
 * @param to if not later than {@code from}, it is a time of the day after; midnight to midnight is
 *     a whole day
 */
public record Shift(LocalTime from, LocalTime to) {

  public static final Shift WHOLE_DAY = new Shift(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  public boolean endsOnTheDayAfter() {
    return !to.isAfter(from);
  }

  LocalDateTime begin(LocalDate day) {
    return day.atTime(from);
  }

  LocalDateTime end(LocalDate day) {
    return (endsOnTheDayAfter() ? day.plusDays(1) : day).atTime(to);
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
