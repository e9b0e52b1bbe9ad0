package dev.kith.crm.application.assignment;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.assignment.Assignments.Explained;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.ByName;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.Turns.Share;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class AssignmentPoolService implements AssignmentPools {

  static final Permission VIEW = new Permission(Feature.ASSIGNMENT, Action.VIEW);
  private static final Permission ADMINISTER =
      new Permission(Feature.ASSIGNMENT, Action.ADMINISTER);

  private static final Changes.Kind<AssignmentPoolId, AssignmentPool> KIND =
      new Changes.Kind<>(
          Feature.ASSIGNMENT,
          AssignmentPool.class,
          AssignmentPool::subjectOf,
          AssignmentPool::facts,
          pool -> null);

  private final Kernel kernel;
  private final Context context;
  private final Owners owners;
  private final PoolAssigning assigning;
  private final AssignmentPoolStore store;
  private final Changes<AssignmentPoolId, AssignmentPool> changes;

  AssignmentPoolService(Kernel kernel, Context context, Owners owners, PoolAssigning assigning) {
    this.kernel = kernel;
    this.context = context;
    this.owners = owners;
    this.assigning = assigning;
    this.store = kernel.storage().assignmentPools();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<List<AssignmentPool>> list() {
    return looking(() ->
        Outcome.done(
            store.live().stream()
                .sorted(ByName.order(AssignmentPool::name, AssignmentPool::id))
                .toList()));
  }

  @Override
  public Outcome<AssignmentPool> get(AssignmentPoolId id) {
    return looking(() ->
        Outcome.found(
            store.find(id).filter(pool -> !pool.revision().isDeleted()),
            () -> PoolAssigning.notFound(id)));
  }

  @Override
  public List<Violation> problemsOf(PoolTerms terms) {
    return terms.read().violations();
  }

  @Override
  public Outcome<AssignmentPool> setUp(PoolTerms terms) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "assignment-pool.set-up",
            terms,
            () ->
                store.live().size() < MOST_POOLS
                    ? known(terms, null)
                        .then(good ->
                            AssignmentPool.setUp(
                                new AssignmentPoolId(kernel.ids().next()), good, kernel.now()))
                    : Outcome.refused(
                        Invalid.of(
                            new Violation(
                                "", "too-many", "At most " + MOST_POOLS + " pools are kept.")))));
  }

  @Override
  public Outcome<AssignmentPool> rewrite(AssignmentPoolId id, PoolTerms terms) {
    return change(
        id,
        "assignment-pool.rewrite",
        terms,
        (pool, now) ->
            known(terms, pool.terms())
                .then(good -> pool.rewrite(good, now))
                .map(change -> {
                  if (!shares(change.next()).equals(shares(pool))) {
                    store.forgetTurns(id);
                  }
                  return change;
                }));
  }

  private static Set<Share> shares(AssignmentPool pool) {
    return pool.terms().members().stream()
        .map(member -> new Share(member.user(), member.weight()))
        .collect(toImmutableSet());
  }

  @Override
  public Outcome<AssignmentPool> delete(AssignmentPoolId id) {
    return change(id, "assignment-pool.delete", "", (pool, now) -> Outcome.done(pool.delete(now)));
  }

  @Override
  public Outcome<Assignment> assign(AssignmentPoolId id, Assign command) {
    return assigning.assign(context, id, command);
  }

  @Override
  public Outcome<Explained> tryOut(AssignmentPoolId id, Trial trial) {
    Subject record = trial.record();
    return get(id)
        .then(pool ->
            (record == null
                    ? Outcome.done(Candidate.UNKNOWN)
                    : assigning.candidate(record, Action.VIEW, context))
                .map(known ->
                    assigning.decide(
                        context, pool, trial.with(known), record == null ? "lead" : record.type()))
                .map(decision -> AssignmentService.explained(kernel, decision.choice())));
  }

  /**
   * The terms, if everybody and everything that they name is there.
   *
   * @param before whoever was named there may be gone since
   */
  private Outcome<PoolTerms> known(PoolTerms terms, @Nullable PoolTerms before) {
    Checks checks = new Checks();
    checks.addAll(problemsOf(terms));
    Set<UserId> users = users(terms);
    Set<UserId> there = new HashSet<>(owners.among(users));
    if (before != null) {
      there.addAll(users(before));
    }
    Set<BusinessCalendarId> calendars =
        kernel.storage().businessCalendars().live().stream()
            .map(BusinessCalendar::id)
            .collect(toImmutableSet());
    checkCalendar(checks, "calendar", terms.calendar(), calendars);
    if (terms.fallback() != null) {
      checkUser(checks, "fallback", terms.fallback(), there);
    }
    int number = 0;
    for (PoolMember member : terms.members()) {
      String at = "members/" + number++;
      checkUser(checks, at + "/user", member.user(), there);
      checkCalendar(checks, at + "/calendar", member.calendar(), calendars);
    }
    return checks.orRefuse(() -> terms);
  }

  private static Set<UserId> users(PoolTerms terms) {
    Set<UserId> users = new HashSet<>();
    terms.members().forEach(member -> users.add(member.user()));
    if (terms.fallback() != null) {
      users.add(terms.fallback());
    }
    return users;
  }

  private static void checkUser(Checks checks, String field, UserId user, Set<UserId> there) {
    if (!there.contains(user)) {
      checks.add(field, "unknown-user", "There is no such active user.");
    }
  }

  private static void checkCalendar(
      Checks checks,
      String field,
      @Nullable BusinessCalendarId calendar,
      Set<BusinessCalendarId> there) {
    if (calendar != null && !there.contains(calendar)) {
      checks.add(field, "unknown-calendar", "There is no such calendar.");
    }
  }

  private Outcome<AssignmentPool> change(
      AssignmentPoolId id,
      String intention,
      Object command,
      BiFunction<AssignmentPool, Instant, Outcome<Change<AssignmentPool>>> decide) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            intention,
            command,
            pool ->
                pool.revision().isDeleted()
                    ? Outcome.refused(PoolAssigning.notFound(id))
                    : decide.apply(pool, kernel.now())));
  }

  private <T> Outcome<T> looking(Supplier<Outcome<T>> next) {
    return Permits.require(context.actor(), VIEW, next);
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }
}
