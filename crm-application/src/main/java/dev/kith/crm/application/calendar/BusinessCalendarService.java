package dev.kith.crm.application.calendar;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.ByName;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class BusinessCalendarService implements BusinessCalendars {

  private static final Permission VIEW = new Permission(Feature.CALENDAR, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.CALENDAR, Action.ADMINISTER);

  private static final Changes.Kind<BusinessCalendarId, BusinessCalendar> KIND =
      new Changes.Kind<>(
          Feature.CALENDAR,
          BusinessCalendar.class,
          BusinessCalendar::subjectOf,
          BusinessCalendar::facts,
          calendar -> null);

  private final Kernel kernel;
  private final Context context;
  private final BusinessCalendarStore store;
  private final Changes<BusinessCalendarId, BusinessCalendar> changes;

  BusinessCalendarService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().businessCalendars();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<Calendars> list() {
    return viewing(() -> {
      List<BusinessCalendar> live = store.live();
      return Outcome.done(
          new Calendars(
              live.stream()
                  .sorted(ByName.order(BusinessCalendar::name, BusinessCalendar::id))
                  .toList(),
              BusinessCalendar.standardOf(live).id()));
    });
  }

  @Override
  public Outcome<BusinessCalendar> get(BusinessCalendarId id) {
    return viewing(() ->
        Outcome.found(
            store.find(id).filter(found -> !found.revision().isDeleted()), () -> notFound(id)));
  }

  @Override
  public List<Violation> problemsOf(CalendarDraft draft) {
    return BusinessCalendar.draw(new BusinessCalendarId(kernel.ids().next()), draft, kernel.now())
        .violations();
  }

  @Override
  public Outcome<BusinessCalendar> draw(CalendarDraft draft) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "calendar.draw",
            draft,
            () ->
                store.live().size() < MOST_CALENDARS
                    ? BusinessCalendar.draw(
                        new BusinessCalendarId(kernel.ids().next()), draft, kernel.now())
                    : Outcome.refused(
                        Invalid.of(
                            new Violation(
                                "",
                                "too-many",
                                "At most " + MOST_CALENDARS + " calendars are kept.")))));
  }

  @Override
  public Outcome<BusinessCalendar> redraw(BusinessCalendarId id, CalendarDraft draft) {
    return change(id, "calendar.redraw", draft, calendar -> calendar.redraw(draft, kernel.now()));
  }

  @Override
  public Outcome<BusinessCalendar> makeDefault(BusinessCalendarId id) {
    return change(
        id,
        "calendar.make-default",
        "",
        calendar -> Outcome.done(calendar.makeDefault(store.standard().id(), kernel.now())));
  }

  @Override
  public Outcome<BusinessCalendar> delete(BusinessCalendarId id) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            "calendar.delete",
            "",
            calendar -> calendar.delete(store.standard().id(), kernel.now())));
  }

  @Override
  public Outcome<Reckoning> reckon(
      BusinessCalendarId id,
      @Nullable Instant at,
      @Nullable Duration plus,
      @Nullable Instant until) {
    Instant moment = at == null ? kernel.now() : at;
    return get(id).then(calendar -> reckoned(calendar.hours(), moment, plus, until));
  }

  private static Outcome<Reckoning> reckoned(
      BusinessHours hours, Instant at, @Nullable Duration plus, @Nullable Instant until) {
    Checks checks = new Checks();
    Instant end = plus == null ? null : hours.plus(at, plus).orElse(null);
    if (plus != null && end == null) {
      checks.add("plus", "never", "There is not so much business time within a hundred years.");
    }
    boolean far =
        until != null && Duration.between(at, until).abs().toDays() > BusinessHours.HORIZON_DAYS;
    if (far) {
      checks.add("until", "too-far", "The two moments are more than a hundred years apart.");
    }
    Duration elapsed = until == null || far ? null : hours.between(at, until);
    return checks.orRefuse(() ->
        new Reckoning(
            at,
            hours.isOpen(at),
            hours.nextOpening(at).orElse(null),
            hours.nextClosing(at).orElse(null),
            end,
            elapsed));
  }

  private Outcome<BusinessCalendar> change(
      BusinessCalendarId id,
      String intention,
      Object command,
      Function<BusinessCalendar, Outcome<Change<BusinessCalendar>>> decide) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            intention,
            command,
            calendar ->
                calendar.revision().isDeleted()
                    ? Outcome.refused(notFound(id))
                    : decide.apply(calendar)));
  }

  private static NotFound notFound(BusinessCalendarId id) {
    return NotFound.of("calendar", id.value());
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.require(context.actor(), VIEW, next);
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }
}
