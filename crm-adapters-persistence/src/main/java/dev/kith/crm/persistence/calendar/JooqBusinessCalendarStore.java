package dev.kith.crm.persistence.calendar;

import static dev.kith.crm.domain.calendar.BusinessCalendar.FIRST;
import static dev.kith.crm.persistence.generated.Tables.BUSINESS_CALENDAR;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.persistence.generated.tables.records.BusinessCalendarRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** Calendars, as JSON: their hours are only ever read as a whole. */
public final class JooqBusinessCalendarStore implements BusinessCalendarStore {

  private static final String PRIMARY_KEY = "business_calendar_pk";
  private static final String NAME_UNIQUE = "business_calendar_name_unique";

  private final Database database;

  public JooqBusinessCalendarStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<BusinessCalendar> find(BusinessCalendarId id) {
    Optional<BusinessCalendar> stored = stored(id);
    return stored.isEmpty() && id.equals(FIRST.id()) ? Optional.of(FIRST) : stored;
  }

  private Optional<BusinessCalendar> stored(BusinessCalendarId id) {
    return database
        .dsl()
        .selectFrom(BUSINESS_CALENDAR)
        .where(BUSINESS_CALENDAR.ID.eq(id.value()))
        .fetchOptional(this::calendar);
  }

  @Override
  public Outcome<BusinessCalendar> add(BusinessCalendar calendar) {
    keepFirst();
    return unlessNameTaken(
        calendar,
        () -> {
          database.dsl().executeInsert(row(calendar));
          return Outcome.done(calendar);
        });
  }

  @Override
  public Outcome<BusinessCalendar> update(BusinessCalendar calendar) {
    keepFirst();
    return unlessNameTaken(
        calendar,
        () ->
            Saving.replace(
                database,
                calendar,
                row(calendar),
                BUSINESS_CALENDAR.ID,
                BUSINESS_CALENDAR.VERSION));
  }

  @Override
  public List<BusinessCalendar> live() {
    List<BusinessCalendar> all =
        database
            .dsl()
            .selectFrom(BUSINESS_CALENDAR)
            .where(BUSINESS_CALENDAR.DELETED_AT.isNull())
            .or(BUSINESS_CALENDAR.ID.eq(FIRST.id().value()))
            .fetch(this::calendar);
    List<BusinessCalendar> live =
        all.stream().filter(calendar -> !calendar.revision().isDeleted()).toList();
    return all.stream().anyMatch(calendar -> calendar.id().equals(FIRST.id()))
        ? live
        : ImmutableList.<BusinessCalendar>builder().add(FIRST).addAll(live).build();
  }

  /** From the first change of any calendar on, the first is a row like all others. */
  private void keepFirst() {
    if (stored(FIRST.id()).isPresent()) {
      return;
    }
    try {
      database.dsl().executeInsert(row(FIRST));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, PRIMARY_KEY) ? Failures.lostRace(e) : e;
    }
  }

  private static Outcome<BusinessCalendar> unlessNameTaken(
      BusinessCalendar calendar, Supplier<Outcome<BusinessCalendar>> work) {
    return Saving.refusedIfTaken(NAME_UNIQUE, new NameTaken("calendar", calendar.name()), work);
  }

  private BusinessCalendar calendar(BusinessCalendarRecord row) {
    return new BusinessCalendar(
        new BusinessCalendarId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        row.getName(),
        database.json().read(row.getHours(), BusinessHours.class),
        row.getDefaultSince());
  }

  private BusinessCalendarRecord row(BusinessCalendar calendar) {
    BusinessCalendarRecord row = new BusinessCalendarRecord();
    row.setId(calendar.id().value());
    row.setVersion(calendar.revision().version());
    row.setCreatedAt(calendar.revision().createdAt());
    row.setUpdatedAt(calendar.revision().updatedAt());
    row.setDeletedAt(calendar.revision().deletedAt());
    row.setName(calendar.name());
    row.setLiveNameKey(
        calendar.revision().isDeleted() ? null : calendar.name().toLowerCase(Locale.ROOT));
    row.setHours(database.json().write(calendar.hours()));
    row.setDefaultSince(calendar.defaultSince());
    return row;
  }
}
