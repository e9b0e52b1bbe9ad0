package dev.kith.crm.application.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.calendar.CalendarRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingCalendarsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final BusinessCalendars calendars = trial.as(Actors.administrator()).businessCalendars();

  @Test
  void one_is_the_default_and_the_default_cannot_go() {
    BusinessCalendar night = calendars.draw(draft("Night")).orElseThrow();
    assertThat(calendars.list().orElseThrow())
        .isEqualTo(
            new BusinessCalendars.Calendars(
                List.of(night, BusinessCalendar.FIRST), BusinessCalendar.FIRST.id()));

    BusinessCalendar made = calendars.makeDefault(night.id()).orElseThrow();
    calendars.delete(BusinessCalendar.FIRST.id()).orElseThrow();
    assertThat(calendars.list().orElseThrow())
        .isEqualTo(new BusinessCalendars.Calendars(List.of(made), made.id()));
    assertThat(calendars.delete(night.id()))
        .isEqualTo(Outcome.refused(new CalendarRefusal.DefaultCalendar()));
    assertThat(calendars.get(BusinessCalendar.FIRST.id()))
        .isEqualTo(Outcome.refused(NotFound.of("calendar", BusinessCalendar.FIRST.id().value())));
    assertThat(calendars.makeDefault(BusinessCalendar.FIRST.id()))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void there_are_no_more_than_anybody_can_overlook() {
    for (int i = 1; i < BusinessCalendars.MOST_CALENDARS; i++) {
      calendars.draw(draft("Calendar " + i)).orElseThrow();
    }
    assertThat(calendars.draw(draft("One more")))
        .isEqualTo(
            Outcome.refused(
                Invalid.of(new Violation("", "too-many", "At most 100 calendars are kept."))));
  }

  @Test
  void looking_and_reckoning_needs_less_than_drawing() {
    Actor looker =
        Actors.named("Olga", Grants.of(new Permission(Feature.CALENDAR, Action.VIEW), Scope.ALL));
    BusinessCalendars hers = trial.as(looker).businessCalendars();
    assertThat(hers.reckon(BusinessCalendar.FIRST.id(), null, null, null).orElseThrow().open())
        .isTrue();
    Outcome<BusinessCalendar> forbidden =
        Outcome.refused(
            new Forbidden(
                "calendar:administer",
                "This needs the permission calendar:administer on all records."));
    assertThat(hers.draw(draft("Mine"))).isEqualTo(forbidden);
    assertThat(hers.redraw(BusinessCalendar.FIRST.id(), draft("Mine"))).isEqualTo(forbidden);
    assertThat(hers.makeDefault(BusinessCalendar.FIRST.id())).isEqualTo(forbidden);
    assertThat(hers.delete(BusinessCalendar.FIRST.id())).isEqualTo(forbidden);
    assertThat(trial.as(Actors.stranger()).businessCalendars().list())
        .isEqualTo(
            Outcome.refused(
                new Forbidden("calendar:view", "This needs the permission calendar:view.")));
  }

  private static CalendarDraft draft(String name) {
    return new CalendarDraft(name, "UTC", Map.of(), List.of());
  }
}
