package dev.kith.crm.testkit;

import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;

final class MemoryBusinessCalendars implements BusinessCalendarStore {

  private final MemoryAggregates<BusinessCalendarId, BusinessCalendar> calendars;

  MemoryBusinessCalendars(MemoryTransactions transactions) {
    this.calendars = new MemoryAggregates<>(transactions, BusinessCalendar::id);
    calendars.add(BusinessCalendar.FIRST, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<BusinessCalendar> find(BusinessCalendarId id) {
    return calendars.find(id);
  }

  @Override
  public Outcome<BusinessCalendar> add(BusinessCalendar calendar) {
    return calendars.add(calendar, this::unlessNameTaken);
  }

  @Override
  public Outcome<BusinessCalendar> update(BusinessCalendar calendar) {
    return calendars.update(calendar, this::unlessNameTaken);
  }

  @Override
  public List<BusinessCalendar> live() {
    return calendars.live();
  }

  private Outcome<BusinessCalendar> unlessNameTaken(BusinessCalendar calendar) {
    boolean taken =
        !calendar.revision().isDeleted()
            && live().stream()
                .anyMatch(c ->
                    !c.id().equals(calendar.id()) && c.name().equalsIgnoreCase(calendar.name()));
    return taken
        ? Outcome.refused(new NameTaken("calendar", calendar.name()))
        : Outcome.done(calendar);
  }
}
