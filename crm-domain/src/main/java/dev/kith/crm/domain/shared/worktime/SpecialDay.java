package dev.kith.crm.domain.shared.worktime;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.List;

/**
 * A day that is not like the others of its week, such as a holiday.
 *
 * @param shifts that begin on this day, in place of those of its day of the week; empty for a day
 *     off
 */
public record SpecialDay(LocalDate date, String name, List<Shift> shifts) {

  public static final int LONGEST_NAME = 100;

  public SpecialDay {
    shifts = ImmutableList.copyOf(shifts);
  }
}
