package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import dev.kith.crm.domain.testkit.Leads;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link BusinessCalendarStore} promises. */
public interface BusinessCalendarStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;

  @Test
  default void the_first_calendar_is_there_from_the_beginning() {
    assertThat(store().find(BusinessCalendar.FIRST.id())).contains(BusinessCalendar.FIRST);
    assertThat(store().live()).contains(BusinessCalendar.FIRST);
  }

  @Test
  default void a_calendar_comes_back_as_it_was_version_by_version() {
    BusinessCalendar first = add("Support „Köln“");
    assertThat(store().find(first.id())).contains(first);

    BusinessCalendar second = first.makeDefault(BusinessCalendar.FIRST.id(), NOW).next();
    assertThat(kept(() -> store().update(second))).isEqualTo(second);
    assertThat(store().find(first.id())).contains(second);
    assertThat(store().standard()).isEqualTo(second);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(Outcome.refused(new StaleVersion("calendar", first.id().toString(), 1, 2)));
    assertThat(store().find(new BusinessCalendarId(Leads.anId().value()))).isEmpty();

    // The storage of a test is shared: the first is the default again.
    kept(() ->
        store()
            .update(
                second
                    .delete(BusinessCalendar.FIRST.id(), NOW.plusSeconds(2))
                    .orElseThrow()
                    .next()));
    assertThat(store().standard()).isEqualTo(BusinessCalendar.FIRST);
  }

  @Test
  default void live_calendars_have_names_of_their_own() {
    BusinessCalendar night = add("Night desk");
    BusinessCalendar same = calendar("NIGHT DESK");
    assertThat(storage().transactions().run(() -> store().add(same)))
        .isEqualTo(Outcome.refused(new NameTaken("calendar", "NIGHT DESK")));

    BusinessCalendar other = add("Day desk");
    BusinessCalendar renamed = other.redraw(draft("night desk"), NOW).orElseThrow().next();
    assertThat(storage().transactions().run(() -> store().update(renamed)))
        .isEqualTo(Outcome.refused(new NameTaken("calendar", "night desk")));

    kept(() -> store().update(night.delete(BusinessCalendar.FIRST.id(), NOW).orElseThrow().next()));
    assertThat(kept(() -> store().add(same))).isEqualTo(same);
    assertThat(store().live()).contains(same, other).doesNotContain(night);
  }

  private BusinessCalendar add(String name) {
    return kept(() -> store().add(calendar(name)));
  }

  private static BusinessCalendar calendar(String name) {
    return BusinessCalendar.draw(new BusinessCalendarId(Leads.anId().value()), draft(name), NOW)
        .orElseThrow()
        .next();
  }

  private static CalendarDraft draft(String name) {
    return new CalendarDraft(
        name,
        "Europe/Berlin",
        Map.of(
            DayOfWeek.MONDAY,
            List.of(
                new Shift(LocalTime.of(9, 0), LocalTime.of(12, 30)),
                new Shift(LocalTime.of(22, 0), LocalTime.of(6, 0)))),
        List.of(
            new SpecialDay(LocalDate.of(2026, 12, 25), "Weihnachten", List.of()),
            new SpecialDay(LocalDate.of(2026, 12, 31), "", List.of(Shift.WHOLE_DAY))));
  }

  private BusinessCalendarStore store() {
    return storage().businessCalendars();
  }
}
