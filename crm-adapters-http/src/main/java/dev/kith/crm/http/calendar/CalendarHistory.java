package dev.kith.crm.http.calendar;

import com.google.common.base.Enums;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Words;
import java.time.DayOfWeek;

/** How the history of a calendar of business hours reads. */
public final class CalendarHistory {

  private CalendarHistory() {}

  public static RecordWords words() {
    return RecordWords.of("calendar", "calendar")
        .at("/calendars/", new Permission(Feature.CALENDAR, Action.VIEW))
        .untold()
        .title("name")
        .field("zone", "Time zone", Reading.text())
        .field("defaultSince", "Default since", new Reading.Moment())
        .field("deleted", "Deleted", Reading.yesNo())
        // Days of the week, and the dates of special days, which read as they are.
        .others(code ->
            Enums.getIfPresent(DayOfWeek.class, code)
                .transform(day -> new Field(Words.of(day), Reading.text()))
                .toJavaUtil())
        .deed("calendar.draw", Deed.born("drew the calendar up"))
        .deed("calendar.redraw", Deed.changed("changed the calendar"))
        .deed("calendar.make-default", Deed.of("made it the default", "flag", "step"))
        .deed("calendar.delete", Deed.gone("deleted the calendar"))
        .build();
  }
}
