package dev.kith.crm.domain.assignment;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days on which somebody gets nothing, on the clock of their calendar.
 *
 * @param from the first of them
 * @param until the last of them; null until further notice
 * @param note for whoever keeps the pool
 */
public record OutOfOffice(LocalDate from, @Nullable LocalDate until, @Nullable String note) {

  public static final int LONGEST_NOTE = 200;

  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && (until == null || !day.isAfter(until));
  }
}
