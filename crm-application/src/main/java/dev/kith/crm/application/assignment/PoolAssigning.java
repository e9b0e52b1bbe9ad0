package dev.kith.crm.application.assignment;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assigner.Decision;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.AssignmentRefusal.PoolInactive;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.assignment.Standing;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives records to users of pools. Choosing, giving, and keeping that it was somebody's turn are
 * one run, in which the pool is locked: whoever comes second waits, and gets the turn after. What
 * undoes the run gives the turn back.
 */
public final class PoolAssigning {

  private final Kernel kernel;
  private final Owners owners;
  private final Map<String, AssignableRecords> records;

  PoolAssigning(Kernel kernel, Owners owners, List<AssignableRecords> records) {
    this.kernel = kernel;
    this.owners = owners;
    this.records =
        records.stream().collect(ImmutableMap.toImmutableMap(AssignableRecords::type, r -> r));
  }

  /**
   * What is to be given.
   *
   * @param about the record from which is known who it fits
   * @param action what the actor must be permitted to do to that record
   * @param type of the record that is given: of these it counts who has how many
   * @param language of the people behind it, where whoever asks knows it
   * @param origin see {@link Assignment#origin()}
   */
  public record Wanted(
      Subject about,
      Action action,
      String type,
      @Nullable Language language,
      @Nullable String origin) {}

  /** Gives the record to a user, or to nobody where nobody can take it; answers what was given. */
  @FunctionalInterface
  public interface Giving {
    Outcome<Subject> give(@Nullable UserId user);
  }

  /** For other features; the actor need not see the pool. See {@link AssignmentPools#assign}. */
  public Outcome<Assignment> give(
      Context context, AssignmentPoolId pool, Wanted wanted, Giving giving) {
    return origin(wanted.origin())
        .then(origin ->
            kernel
                .idempotency()
                .once(
                    context,
                    "assignment-pool.assign " + pool,
                    wanted,
                    Assignment.class,
                    () ->
                        kernel
                            .storage()
                            .assignmentPools()
                            .lock(pool)
                            .filter(there -> !there.revision().isDeleted())
                            .map(there ->
                                made(origin.text())
                                    .orElseGet(
                                        () -> given(context, there, wanted, origin.text(), giving)))
                            .orElseGet(() -> Outcome.refused(notFound(pool)))));
  }

  /**
   * Gives a record that there is, at the version that is expected; see {@link
   * AssignmentPools#assign}.
   */
  public Outcome<Assignment> assign(
      Context context, AssignmentPoolId pool, AssignmentPools.Assign command) {
    Subject record = command.record();
    return Permits.require(context.actor(), AssignmentPoolService.VIEW, () -> ofType(record))
        .then(assignable ->
            give(
                context,
                pool,
                new Wanted(
                    record, Action.ASSIGN, record.type(), command.language(), command.origin()),
                user ->
                    user == null
                        ? Outcome.done(record)
                        : assignable.assign(record.id(), user, context.unrepeated())));
  }

  private Optional<Outcome<Assignment>> made(@Nullable String origin) {
    return Optional.ofNullable(origin)
        .flatMap(text -> kernel.storage().assignments().ofOrigin(text))
        .map(Outcome::done);
  }

  private Outcome<Assignment> given(
      Context context, AssignmentPool pool, Wanted wanted, @Nullable String origin, Giving giving) {
    if (!pool.terms().active()) {
      return Outcome.refused(new PoolInactive(pool.id()));
    }
    return ofType(wanted.about())
        .then(about -> about.candidate(wanted.about().id(), wanted.action(), context))
        .then(candidate -> {
          PoolRound round = round(context, pool, wanted.type());
          return round
              .give(
                  candidate.in(wanted.language()), candidate.owner(), origin, giving::give, s -> s)
              .map(record -> {
                round.save();
                return round.made().getLast();
              });
        });
  }

  /**
   * For features that give many records from one pool at once: a round of it, which holds the pool
   * until the run ends. Refused with {@code forbidden} unless the actor sees pools, with {@code
   * not-found} and {@code pool-inactive}.
   *
   * @param type of the records that are given
   */
  public Outcome<PoolRound> round(Context context, AssignmentPoolId pool, String type) {
    return Permits.require(
        context.actor(),
        AssignmentPoolService.VIEW,
        () ->
            kernel
                .storage()
                .assignmentPools()
                .lock(pool)
                .filter(there -> !there.revision().isDeleted())
                .map(there ->
                    there.terms().active()
                        ? Outcome.done(round(context, there, type))
                        : Outcome.<PoolRound>refused(new PoolInactive(pool)))
                .orElseGet(() -> Outcome.refused(notFound(pool))));
  }

  private PoolRound round(Context context, AssignmentPool pool, String type) {
    return new PoolRound(
        kernel,
        context,
        pool,
        pool.terms()
            .withAbsencesOf(
                kernel.storage().assignmentPools().live().stream()
                    .filter(other -> !other.id().equals(pool.id()))
                    .map(AssignmentPool::terms)
                    .toList()),
        standing(pool, type),
        about -> candidate(about, Action.VIEW, context));
  }

  /** Who would get a record of this type now. */
  Decision decide(Context context, AssignmentPool pool, Candidate candidate, String type) {
    return round(context, pool, type).decide(candidate);
  }

  /** With a handful of queries, however many members there are. */
  private Standing standing(AssignmentPool pool, String type) {
    PoolTerms terms = pool.terms();
    Set<UserId> users = new HashSet<>();
    terms.members().forEach(member -> users.add(member.user()));
    Set<UserId> all = new HashSet<>(users);
    if (terms.fallback() != null) {
      all.add(terms.fallback());
    }
    List<BusinessCalendar> calendars = kernel.storage().businessCalendars().live();
    BusinessHours standard = BusinessCalendar.standardOf(calendars).hours();
    Map<BusinessCalendarId, BusinessHours> byId = new HashMap<>();
    calendars.forEach(calendar -> byId.put(calendar.id(), calendar.hours()));
    Map<UserId, BusinessHours> hours = new HashMap<>();
    for (PoolMember member : terms.members()) {
      BusinessCalendarId own = member.calendar() == null ? terms.calendar() : member.calendar();
      if (own != null) {
        hours.put(member.user(), byId.getOrDefault(own, standard));
      }
    }
    ZoneId zone =
        terms.calendar() == null
            ? standard.zone()
            : byId.getOrDefault(terms.calendar(), standard).zone();
    Instant midnight = LocalDate.ofInstant(kernel.now(), zone).atStartOfDay(zone).toInstant();
    return new Standing(
        owners.among(all),
        hours,
        zone,
        kernel.storage().assignments().givenSince(pool.id(), midnight),
        terms.strategy() == Strategy.LEAST_LOAD
            ? Objects.requireNonNull(records.get(type)).open(users)
            : Map.of(),
        lane -> kernel.storage().assignmentPools().turns(pool.id(), lane));
  }

  /** What is known of a record. */
  Outcome<Candidate> candidate(Subject record, Action action, Context context) {
    return ofType(record).then(type -> type.candidate(record.id(), action, context));
  }

  private Outcome<AssignableRecords> ofType(Subject record) {
    AssignableRecords assignable = records.get(record.type());
    return assignable == null
        ? Outcome.refused(NotFound.of(record.type(), record.id()))
        : Outcome.done(assignable);
  }

  /** The views with what their records are called; each type is asked once. */
  List<AssignmentView> named(List<AssignmentView> views, Context context) {
    Map<Subject, String> names = new HashMap<>();
    records.forEach((type, assignable) -> {
      List<UUID> ids =
          views.stream()
              .map(view -> view.assignment().record())
              .filter(record -> record.type().equals(type))
              .map(Subject::id)
              .distinct()
              .toList();
      if (!ids.isEmpty()) {
        assignable
            .names(ids, context)
            .forEach((id, name) -> names.put(new Subject(type, id), name));
      }
    });
    return views.stream().map(view -> view.called(names.get(view.assignment().record()))).toList();
  }

  private record Origin(@Nullable String text) {}

  private static Outcome<Origin> origin(@Nullable String raw) {
    Checks checks = new Checks();
    String good = checks.text("origin", raw, Assignment.LONGEST_ORIGIN, false);
    return checks.orRefuse(() -> new Origin(good));
  }

  static NotFound notFound(AssignmentPoolId id) {
    return NotFound.of("assignment-pool", id.value());
  }
}
