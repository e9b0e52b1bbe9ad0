package dev.kith.crm.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BusinessCalendarsSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final BusinessCalendarId ID = new BusinessCalendarId(new UUID(0, 9));
  private static final Shift DAY = new Shift(LocalTime.of(9, 0), LocalTime.of(17, 0));
  private static final Shift NIGHT = new Shift(LocalTime.of(22, 0), LocalTime.of(6, 0));
  private static final LocalDate CHRISTMAS = LocalDate.of(2026, 12, 25);

  @Test
  void are_redrawn_as_a_whole_and_stay_where_nothing_is_different() {
    BusinessCalendar calendar = draw(draft("Support", DayOfWeek.MONDAY, DAY));
    assertThat(calendar.redraw(draft("Support", DayOfWeek.MONDAY, DAY), NOW))
        .isEqualTo(Outcome.done(Change.none(calendar)));
    BusinessCalendar redrawn =
        calendar.redraw(draft("Night desk", DayOfWeek.MONDAY, NIGHT), NOW).orElseThrow().next();
    assertThat(redrawn.name()).isEqualTo("Night desk");
    assertThat(redrawn.hours().week()).isEqualTo(Map.of(DayOfWeek.MONDAY, List.of(NIGHT)));
    assertThat(redrawn.revision().version()).isEqualTo(2);
  }

  @Test
  void are_refused_with_everything_that_is_wrong() {
    CalendarDraft draft =
        new CalendarDraft(
            " ",
            "Europe/Atlantis",
            Map.of(
                DayOfWeek.MONDAY,
                List.of(NIGHT),
                DayOfWeek.TUESDAY,
                List.of(new Shift(LocalTime.of(5, 0), LocalTime.of(7, 0)), DAY),
                DayOfWeek.SATURDAY,
                List.of(new Shift(LocalTime.of(16, 0), LocalTime.of(20, 0)), DAY)),
            List.of(
                new SpecialDay(CHRISTMAS, "x".repeat(101), List.of()),
                new SpecialDay(CHRISTMAS, "", List.of(DAY, DAY))));
    assertThat(BusinessCalendar.draw(ID, draft, NOW))
        .isEqualTo(
            Outcome.refused(
                new Invalid(
                    List.of(
                        Violation.at("name", "required", "A calendar needs a name."),
                        Violation.at(
                            "zone",
                            "zone-unknown",
                            "A time zone is a name such as Europe/Berlin, or UTC."),
                        Violation.at(
                            "week/TUESDAY",
                            "shifts-overlap",
                            "A shift of Monday is still on when this day's begins."),
                        Violation.at(
                            "week/SATURDAY",
                            "shifts-overlap",
                            "The shifts 09:00-17:00 and 16:00-20:00 overlap."),
                        Violation.at(
                            "specialDays/0/name",
                            "too-long",
                            "At most 100 characters are allowed."),
                        Violation.at(
                            "specialDays/1/date",
                            "twice",
                            "The day 2026-12-25 stands there twice."),
                        Violation.at(
                            "specialDays/1/shifts",
                            "shifts-overlap",
                            "The shifts 09:00-17:00 and 09:00-17:00 overlap.")))));
  }

  @Test
  void have_a_limit_of_shifts_and_of_special_days() {
    CalendarDraft draft =
        new CalendarDraft(
            "Bus",
            "UTC",
            Map.of(
                DayOfWeek.MONDAY,
                IntStream.range(0, 11)
                    .mapToObj(h -> new Shift(LocalTime.of(h, 0), LocalTime.of(h, 30)))
                    .toList()),
            Collections.nCopies(1_001, CHRISTMAS).stream()
                .map(day -> new SpecialDay(day, "", List.of()))
                .toList());
    assertThat(refusal(draft).violations())
        .contains(
            Violation.at("week/MONDAY", "too-many", "At most 10 shifts begin on a day."),
            Violation.at("specialDays", "too-many", "At most 1000 special days are kept."));
  }

  @Test
  void may_go_round_the_clock() {
    CalendarDraft draft =
        new CalendarDraft(
            "Always",
            "UTC",
            Maps.toMap(List.of(DayOfWeek.values()), day -> List.of(Shift.WHOLE_DAY)),
            List.of());
    assertThat(draw(draft).hours().nextClosing(NOW)).isEmpty();
  }

  @Test
  void the_default_is_the_one_that_was_made_so_last_and_cannot_go() {
    BusinessCalendar first = BusinessCalendar.FIRST;
    BusinessCalendar second = draw(draft("Support", DayOfWeek.MONDAY, DAY));
    assertThat(first.makeDefault(first.id(), NOW)).isEqualTo(Change.none(first));
    BusinessCalendar made = second.makeDefault(first.id(), NOW).next();
    assertThat(made.defaultSince()).isEqualTo(NOW);
    assertThat(made.delete(made.id(), NOW))
        .isEqualTo(Outcome.refused(new CalendarRefusal.DefaultCalendar()));
    BusinessCalendar gone = first.delete(made.id(), NOW).orElseThrow().next();
    assertThat(gone.revision().isDeleted()).isTrue();
    assertThat(gone.delete(made.id(), NOW)).isEqualTo(Outcome.done(Change.none(gone)));
  }

  @Test
  void tell_the_audit_trail_every_hour() {
    BusinessCalendar calendar =
        draw(
            new CalendarDraft(
                "Support",
                "Europe/Berlin",
                Map.of(DayOfWeek.MONDAY, List.of(DAY, NIGHT)),
                List.of(new SpecialDay(CHRISTMAS, "Christmas", List.of()))));
    assertThat(calendar.facts())
        .isEqualTo(
            Map.of(
                "name", "Support",
                "zone", "Europe/Berlin",
                "MONDAY", "09:00-17:00, 22:00-06:00",
                "2026-12-25", "Christmas closed"));
  }

  private static BusinessCalendar draw(CalendarDraft draft) {
    return BusinessCalendar.draw(ID, draft, NOW).orElseThrow().next();
  }

  private static Refusal refusal(CalendarDraft draft) {
    return ((Outcome.Refused<Change<BusinessCalendar>>) BusinessCalendar.draw(ID, draft, NOW))
        .refusal();
  }

  private static CalendarDraft draft(String name, DayOfWeek day, Shift shift) {
    return new CalendarDraft(name, "Europe/Berlin", Map.of(day, List.of(shift)), List.of());
  }
}
