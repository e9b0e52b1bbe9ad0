package dev.kith.crm.application.task.escalation;

import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** In whose hours the time of each policy counts. */
final class Hours {

  private final Map<BusinessCalendarId, BusinessHours> byId = new HashMap<>();
  private final BusinessHours standard;

  Hours(BusinessCalendarStore calendars) {
    List<BusinessCalendar> live = calendars.live();
    live.forEach(calendar -> byId.put(calendar.id(), calendar.hours()));
    standard = BusinessCalendar.standardOf(live).hours();
  }

  /** Those of the default calendar, where the policy names none that is still there. */
  BusinessHours of(EscalationPolicy policy) {
    BusinessCalendarId calendar = policy.terms().calendar();
    return calendar == null ? standard : byId.getOrDefault(calendar, standard);
  }
}
