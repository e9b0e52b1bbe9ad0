package dev.kith.crm.application.calendar;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires business calendars. */
public final class CalendarFeature {

  private final Kernel kernel;

  public CalendarFeature(Kernel kernel) {
    this.kernel = kernel;
  }

  public BusinessCalendars calendars(Context context) {
    return new BusinessCalendarService(kernel, context);
  }
}
