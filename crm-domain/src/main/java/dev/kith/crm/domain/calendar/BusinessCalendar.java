package dev.kith.crm.domain.calendar;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.shared.worktime.SpecialDay;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Business hours under a name.
 *
 * <p>A calendar is drawn up, redrawn whenever the hours change, and thrown away when nobody needs
 * it. One of them is the default: the live one that was made so last. It counts wherever no
 * calendar is named, and cannot be thrown away; the first is there from the beginning.
 *
 * @param defaultSince when it was last made the default; null if it never was
 */
public record BusinessCalendar(
    BusinessCalendarId id,
    Revision revision,
    String name,
    BusinessHours hours,
    @Nullable Instant defaultSince)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;

  /** What every CRM has from the beginning, as its default: nine to five, in UTC. */
  public static final BusinessCalendar FIRST =
      new BusinessCalendar(
          new BusinessCalendarId(new UUID(0, 3)),
          Revision.first(Instant.EPOCH),
          "Office hours",
          BusinessHours.workdays(
              ZoneId.of("UTC"), new Shift(LocalTime.of(9, 0), LocalTime.of(17, 0))),
          Instant.EPOCH);

  /** The one that counts where none is named. */
  public static BusinessCalendar standardOf(List<BusinessCalendar> live) {
    return live.stream()
        .filter(calendar -> calendar.defaultSince != null)
        .max(
            Comparator.<BusinessCalendar, Instant>comparing(
                    calendar -> Objects.requireNonNull(calendar.defaultSince))
                .thenComparing(calendar -> calendar.id.toString()))
        .orElse(FIRST);
  }

  public static Outcome<Change<BusinessCalendar>> draw(
      BusinessCalendarId id, CalendarDraft draft, Instant now) {
    return draft
        .read()
        .map(good ->
            Change.of(
                new BusinessCalendar(id, Revision.first(now), good.name(), good.hours(), null)));
  }

  /** Replaces the name and the hours. */
  public Outcome<Change<BusinessCalendar>> redraw(CalendarDraft draft, Instant now) {
    return draft
        .read()
        .map(good ->
            good.name().equals(name) && good.hours().equals(hours)
                ? Change.none(this)
                : Change.of(
                    new BusinessCalendar(
                        id, revision.next(now), good.name(), good.hours(), defaultSince),
                    new CalendarEvent.Changed(id)));
  }

  /**
   * Makes it the default.
   *
   * @param current the default until now
   */
  public Change<BusinessCalendar> makeDefault(BusinessCalendarId current, Instant now) {
    return current.equals(id)
        ? Change.none(this)
        : Change.of(
            new BusinessCalendar(
                id, revision.next(now), name, hours, now.truncatedTo(ChronoUnit.MICROS)),
            new CalendarEvent.Changed(id));
  }

  /**
   * Refused with {@code default-calendar}.
   *
   * @param current the default at this moment
   */
  public Outcome<Change<BusinessCalendar>> delete(BusinessCalendarId current, Instant now) {
    if (revision.isDeleted()) {
      return Outcome.done(Change.none(this));
    }
    return current.equals(id)
        ? Outcome.refused(new CalendarRefusal.DefaultCalendar())
        : Outcome.done(
            Change.of(
                new BusinessCalendar(id, revision.deleted(now), name, hours, defaultSince),
                new CalendarEvent.Changed(id)));
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(BusinessCalendarId id) {
    return new Subject("calendar", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("name", name).put("zone", hours.zone().getId());
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Shift> shifts = hours.week().get(day);
      if (shifts != null) {
        facts.put(day.name(), text(shifts));
      }
    }
    for (SpecialDay day : hours.specialDays()) {
      facts.put(day.date().toString(), (day.name() + " " + text(day.shifts())).strip());
    }
    if (defaultSince != null) {
      facts.put("defaultSince", Objects.toString(defaultSince));
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  private static String text(List<Shift> shifts) {
    return shifts.isEmpty()
        ? "closed"
        : shifts.stream().map(Shift::toString).collect(Collectors.joining(", "));
  }
}
