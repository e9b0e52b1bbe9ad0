package dev.kith.crm.application.calendar;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the business is at work: calendars under names, of which one is the default. Looking and
 * reckoning needs {@code calendar:view}, everything else {@code calendar:administer}. Each can be
 * refused with {@code forbidden}, those on a calendar also with {@code not-found} and {@code
 * stale-version}.
 */
public interface BusinessCalendars {

  int MOST_CALENDARS = 100;

  /**
   * @param calendars in the order of their names
   * @param standard the default among them
   */
  record Calendars(List<BusinessCalendar> calendars, BusinessCalendarId standard) {
    public Calendars {
      calendars = ImmutableList.copyOf(calendars);
    }
  }

  /**
   * What a calendar says of a moment.
   *
   * @param at the moment
   * @param open whether it is open then
   * @param nextOpening when it opens next; null if it never does
   * @param nextClosing when it closes next; null if it never does
   * @param end the moment that is so much business time away; null if none was asked for
   * @param elapsed the business time to another moment; null if none was named
   */
  record Reckoning(
      Instant at,
      boolean open,
      @Nullable Instant nextOpening,
      @Nullable Instant nextClosing,
      @Nullable Instant end,
      @Nullable Duration elapsed) {}

  Outcome<Calendars> list();

  Outcome<BusinessCalendar> get(BusinessCalendarId id);

  /** Refused with {@code invalid} and {@code name-taken}, as is the next. */
  Outcome<BusinessCalendar> draw(CalendarDraft draft);

  /** Replaces the name and the hours. */
  Outcome<BusinessCalendar> redraw(BusinessCalendarId id, CalendarDraft draft);

  /** It counts wherever none is named, from now on. */
  Outcome<BusinessCalendar> makeDefault(BusinessCalendarId id);

  /** Refused with {@code default-calendar}. */
  Outcome<BusinessCalendar> delete(BusinessCalendarId id);

  /**
   * What is wrong with a draft, without doing anything.
   *
   * @return what {@link #draw} and {@link #redraw} would say of the draft by itself
   */
  List<Violation> problemsOf(CalendarDraft draft);

  /**
   * Reckons from a moment. Refused with {@code invalid} (at {@code /plus} if there is not so much
   * business time within a hundred years, at {@code /until} if it is further away than that).
   *
   * @param at null for now
   * @param plus how much business time later; negative for earlier
   * @param until the business time until this moment is wanted; negative if it lies before
   */
  Outcome<Reckoning> reckon(
      BusinessCalendarId id,
      @Nullable Instant at,
      @Nullable Duration plus,
      @Nullable Instant until);
}
