package dev.kith.crm.http.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Hours as people write them. */
class CalendarFormTest {

  private static final Shift MORNING = new Shift(LocalTime.of(9, 0), LocalTime.of(12, 30));
  private static final Shift NIGHT = new Shift(LocalTime.of(22, 0), LocalTime.of(6, 0));

  @Test
  void shifts_are_read_with_or_without_minutes_and_with_any_dash() {
    assertThat(read(Map.of(DayOfWeek.MONDAY, "9-12:30, 22:00 – 6"), "").week())
        .containsEntry(DayOfWeek.MONDAY, List.of(MORNING, NIGHT));
    assertThat(read(Map.of(DayOfWeek.MONDAY, "0:00-24:00"), "").week())
        .containsEntry(DayOfWeek.MONDAY, List.of(Shift.WHOLE_DAY));
  }

  @Test
  void special_days_have_a_name_and_perhaps_hours() {
    LocalDate day = LocalDate.of(2026, 12, 24);
    assertThat(
            read(
                    Map.of(),
                    """
                    2026-12-24 Christmas Eve 9:00-12:30
                    2026-12-25

                    2026-12-26 Day 2 of Christmas
                    2026-12-27 9-12:30, 22-6
                    2026-12-28 Class of 2006-2007
                    """)
                .specialDays())
        .containsExactly(
            new SpecialDay(day, "Christmas Eve", List.of(MORNING)),
            new SpecialDay(day.plusDays(1), "", List.of()),
            new SpecialDay(day.plusDays(2), "Day 2 of Christmas", List.of()),
            new SpecialDay(day.plusDays(3), "", List.of(MORNING, NIGHT)),
            new SpecialDay(day.plusDays(4), "Class of", List.of()));
  }

  @Test
  void what_cannot_be_read_is_told_where_it_stands() {
    List<Violation> violations = new ArrayList<>();
    new CalendarForm("x", "UTC", Map.of(DayOfWeek.SUNDAY, "noon, 9-25"), "24.12.2026 Party")
        .read(violations);
    assertThat(violations)
        .extracting(violation -> violation.pointer() + " " + violation.code())
        .containsExactly(
            "/week/SUNDAY shift-syntax", "/week/SUNDAY shift-syntax", "/specialDays/0 date-syntax");
  }

  @Test
  void what_is_shown_is_read_as_the_same() {
    CalendarDraft draft =
        new CalendarDraft(
            "Support",
            "Europe/Berlin",
            Map.of(
                DayOfWeek.MONDAY,
                List.of(MORNING, NIGHT),
                DayOfWeek.SUNDAY,
                List.of(Shift.WHOLE_DAY)),
            List.of(new SpecialDay(LocalDate.of(2026, 12, 24), "Eve", List.of(MORNING))));
    BusinessCalendar calendar =
        BusinessCalendar.draw(new BusinessCalendarId(new UUID(0, 1)), draft, Instant.EPOCH)
            .orElseThrow()
            .next();
    assertThat(CalendarForm.of(calendar).read(new ArrayList<>())).isEqualTo(draft);
  }

  private static CalendarDraft read(Map<DayOfWeek, String> week, String special) {
    List<Violation> violations = new ArrayList<>();
    CalendarDraft draft = new CalendarForm("x", "UTC", week, special).read(violations);
    assertThat(violations.stream().filter(v -> !v.pointer().equals("/specialDays/4"))).isEmpty();
    return draft;
  }
}
