package dev.kith.crm.application.calendar;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import java.util.List;

/**
 * Keeps calendars. {@link BusinessCalendar#FIRST} is there from the beginning. No two live ones
 * have names that differ only in case: adding and updating are refused with {@link
 * dev.kith.crm.domain.shared.CommonRefusal.NameTaken}.
 */
public interface BusinessCalendarStore
    extends AggregateStore<BusinessCalendarId, BusinessCalendar> {

  /** All live ones, in any order. */
  List<BusinessCalendar> live();

  /** The one that counts where none is named. */
  default BusinessCalendar standard() {
    return BusinessCalendar.standardOf(live());
  }
}
