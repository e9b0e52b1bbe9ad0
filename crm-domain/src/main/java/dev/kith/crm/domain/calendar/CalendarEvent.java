package dev.kith.crm.domain.calendar;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;

/** What happens to calendars. */
public sealed interface CalendarEvent extends DomainEvent {

  /** Business time is not what it was: the calendar was redrawn, made the default, or deleted. */
  record Changed(BusinessCalendarId calendar) implements CalendarEvent {
    @Override
    public String type() {
      return "calendar.changed.v1";
    }

    @Override
    public Subject subject() {
      return BusinessCalendar.subjectOf(calendar);
    }
  }
}
