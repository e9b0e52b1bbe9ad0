package dev.kith.crm.http.calendar;

import dev.kith.crm.application.calendar.BusinessCalendars;
import dev.kith.crm.application.calendar.BusinessCalendars.Calendars;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.TimeZoneNames;
import dev.kith.crm.http.pages.Visit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** When the business is at work: all calendars on one page, and a form for each. */
public final class CalendarPages {

  private static final String PATH = "/calendars";

  private CalendarPages() {}

  /**
   * @param now by which it is told which of them are open
   */
  record CalendarList(Calendars all, Instant now, boolean changeable, Problems problems) {

    boolean isDefault(BusinessCalendar calendar) {
      return calendar.id().equals(all.standard());
    }

    boolean isOpen(BusinessCalendar calendar) {
      return calendar.hours().isOpen(now);
    }

    /** When it opens or closes next; null if it never does. */
    @Nullable Instant turns(BusinessCalendar calendar) {
      return (isOpen(calendar)
              ? calendar.hours().nextClosing(now)
              : calendar.hours().nextOpening(now))
          .orElse(null);
    }

    /** Days with the same hours together. */
    static String week(BusinessCalendar calendar) {
      return CalendarWords.week(calendar.hours().week());
    }

    long specialDaysAhead(BusinessCalendar calendar) {
      return calendar.hours().specialDays().stream()
          .filter(day -> !day.date().isBefore(LocalDate.ofInstant(now, calendar.hours().zone())))
          .count();
    }
  }

  /**
   * @param id null for a new one
   */
  record CalendarPage(
      @Nullable BusinessCalendarId id,
      CalendarForm form,
      long version,
      boolean changeable,
      Problems problems) {

    List<String> zones() {
      return TimeZoneNames.all();
    }

    String action() {
      return id == null ? PATH : PATH + "/" + id;
    }

    static String field(DayOfWeek day) {
      return CalendarForm.field(day);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, visit -> list(visit, 200, Problems.NONE));
    routes.get(
        PATH + "/new", visit -> show(visit, 200, null, CalendarForm.EMPTY, 0, Problems.NONE));
    routes.get(
        PATH + "/{id}",
        visit ->
            onCalendar(
                visit,
                id ->
                    visit.with(
                        calendars(visit).get(id),
                        calendar ->
                            show(
                                visit,
                                200,
                                id,
                                CalendarForm.of(calendar),
                                calendar.revision().version(),
                                Problems.NONE))));
    routes.post(PATH, visit -> save(visit, null));
    routes.post(PATH + "/{id}", visit -> onCalendar(visit, id -> save(visit, id)));
    routes.post(
        PATH + "/{id}/default",
        visit ->
            onCalendar(
                visit,
                id -> answer(visit, Notice.CALENDAR_DEFAULT, calendars(visit).makeDefault(id))));
    routes.post(
        PATH + "/{id}/delete",
        visit ->
            onCalendar(
                visit, id -> answer(visit, Notice.CALENDAR_DELETED, calendars(visit).delete(id))));
  }

  private static void save(Visit visit, @Nullable BusinessCalendarId id) {
    CalendarForm form = CalendarForm.sent(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<BusinessCalendar> saved =
        read(visit, form)
            .then(draft ->
                id == null
                    ? calendars(visit).draw(draft)
                    : visit.crm().expecting(version).businessCalendars().redraw(id, draft));
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH, Notice.CALENDAR_SAVED),
        "Somebody changed the hours meanwhile. What you save now replaces theirs.",
        CalendarForm::problems,
        (status, seen, problems) -> show(visit, status, id, form, seen, problems));
  }

  private static Outcome<CalendarDraft> read(Visit visit, CalendarForm form) {
    List<Violation> violations = new ArrayList<>();
    CalendarDraft draft = form.read(violations);
    if (violations.isEmpty()) {
      return Outcome.done(draft);
    }
    violations.addAll(calendars(visit).problemsOf(draft));
    return Outcome.refused(new Invalid(violations));
  }

  private static void answer(Visit visit, Notice done, Outcome<BusinessCalendar> outcome) {
    switch (outcome) {
      case Outcome.Done<BusinessCalendar> d -> visit.go(PATH, done);
      case Outcome.Refused<BusinessCalendar>(var refusal) ->
          list(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static void onCalendar(Visit visit, Consumer<BusinessCalendarId> next) {
    visit.onId(BusinessCalendarId::new, next);
  }

  private static void list(Visit visit, int status, Problems problems) {
    visit.with(
        calendars(visit).list(),
        all ->
            visit.show(
                status,
                "calendar/calendars.jte",
                "Business hours",
                Section.CALENDARS,
                new CalendarList(all, visit.now(), mayChange(visit), problems)));
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable BusinessCalendarId id,
      CalendarForm form,
      long version,
      Problems problems) {
    if (id == null && !mayChange(visit)) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    visit.show(
        status,
        "calendar/calendar.jte",
        id == null ? "New calendar" : form.name(),
        Section.CALENDARS,
        new CalendarPage(id, form, version, mayChange(visit), problems));
  }

  private static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.CALENDAR, Action.ADMINISTER));
  }

  private static BusinessCalendars calendars(Visit visit) {
    return visit.crm().businessCalendars();
  }
}
