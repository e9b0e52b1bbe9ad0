package dev.kith.crm.domain.calendar;

import dev.kith.crm.domain.shared.Refusal;

/** What only business calendars refuse. */
public sealed interface CalendarRefusal extends Refusal {

  /** It counts wherever no calendar is named, so it cannot go. */
  record DefaultCalendar() implements CalendarRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "default-calendar";
    }

    @Override
    public String detail() {
      return "This is the default calendar; make another one the default first.";
    }
  }
}
