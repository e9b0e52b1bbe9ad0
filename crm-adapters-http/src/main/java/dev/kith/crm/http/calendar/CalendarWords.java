package dev.kith.crm.http.calendar;

import com.google.common.base.Ascii;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.http.pages.Words;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hours in words. */
final class CalendarWords {

  private CalendarWords() {}

  /** Such as "Mon–Fri 09:00–17:00; Sat 10:00–14:00": neighbours with the same hours together. */
  static String week(Map<DayOfWeek, List<Shift>> week) {
    List<String> parts = new ArrayList<>();
    DayOfWeek[] days = DayOfWeek.values();
    for (int first = 0; first < days.length; ) {
      List<Shift> shifts = week.getOrDefault(days[first], List.of());
      int last = first;
      while (last + 1 < days.length
          && week.getOrDefault(days[last + 1], List.of()).equals(shifts)) {
        last++;
      }
      if (!shifts.isEmpty()) {
        parts.add(
            day(days[first])
                + (last > first ? "–" + day(days[last]) : "")
                + " "
                + CalendarForm.text(shifts));
      }
      first = last + 1;
    }
    return parts.isEmpty() ? "Closed all week" : String.join("; ", parts);
  }

  private static String day(DayOfWeek day) {
    return Ascii.truncate(Words.of(day), 3, "");
  }
}
