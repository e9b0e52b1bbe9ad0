package dev.kith.crm.application.task.escalation;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.ByName;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.Ladder;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

final class EscalationPolicyService implements EscalationPolicies {

  private static final Permission VIEW = new Permission(Feature.TASK, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.TASK, Action.ADMINISTER);

  private static final Changes.Kind<EscalationPolicyId, EscalationPolicy> KIND =
      new Changes.Kind<>(
          Feature.TASK,
          EscalationPolicy.class,
          EscalationPolicy::subjectOf,
          EscalationPolicy::facts,
          policy -> null);

  private final Kernel kernel;
  private final Context context;
  private final TaskQueries tasks;
  private final Ladders ladders;
  private final EscalationPolicyStore store;
  private final Changes<EscalationPolicyId, EscalationPolicy> changes;

  EscalationPolicyService(Kernel kernel, Context context, TaskQueries tasks, Ladders ladders) {
    this.kernel = kernel;
    this.context = context;
    this.tasks = tasks;
    this.ladders = ladders;
    this.store = kernel.storage().escalationPolicies();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public Outcome<List<EscalationPolicy>> list() {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            Outcome.done(
                store.live().stream()
                    .sorted(ByName.order(EscalationPolicy::name, EscalationPolicy::id))
                    .toList()));
  }

  @Override
  public Outcome<EscalationPolicy> get(EscalationPolicyId id) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            Outcome.found(
                store.find(id).filter(policy -> !policy.revision().isDeleted()),
                () -> notFound(id)));
  }

  @Override
  public List<Violation> problemsOf(EscalationTerms terms) {
    return terms.read().violations();
  }

  @Override
  public Outcome<EscalationPolicy> write(EscalationTerms terms) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "escalation-policy.write",
            terms,
            () ->
                store.live().size() < MOST_POLICIES
                    ? known(terms)
                        .then(good ->
                            EscalationPolicy.write(
                                new EscalationPolicyId(kernel.ids().next()), good, kernel.now()))
                    : Outcome.refused(
                        Invalid.of(
                            new Violation(
                                "",
                                "too-many",
                                "At most " + MOST_POLICIES + " policies are kept.")))));
  }

  @Override
  public Outcome<EscalationPolicy> rewrite(EscalationPolicyId id, EscalationTerms terms) {
    return change(
        id,
        "escalation-policy.rewrite",
        terms,
        (policy, now) -> known(terms).then(good -> policy.rewrite(good, now)));
  }

  @Override
  public Outcome<EscalationPolicy> activate(EscalationPolicyId id) {
    return change(
        id, "escalation-policy.activate", "", (policy, now) -> Outcome.done(policy.activate(now)));
  }

  @Override
  public Outcome<EscalationPolicy> pause(EscalationPolicyId id) {
    return change(
        id, "escalation-policy.pause", "", (policy, now) -> Outcome.done(policy.pause(now)));
  }

  @Override
  public Outcome<EscalationPolicy> delete(EscalationPolicyId id) {
    return change(
        id, "escalation-policy.delete", "", (policy, now) -> Outcome.done(policy.delete(now)));
  }

  @Override
  public Outcome<Ladder> preview(EscalationPolicyId id, TaskId task) {
    return get(id)
        .then(policy ->
            tasks
                .get(task)
                .map(seen ->
                    ladders.of(policy, kernel.storage().tasks().find(seen.id()).orElseThrow())));
  }

  /** The terms, if everything that they name is there. */
  private Outcome<EscalationTerms> known(EscalationTerms terms) {
    Checks checks = new Checks();
    checks.addAll(problemsOf(terms));
    BusinessCalendarId calendar = terms.calendar();
    if (calendar != null
        && kernel.storage().businessCalendars().live().stream()
            .noneMatch(live -> live.id().equals(calendar))) {
      checks.add("calendar", "unknown-calendar", "There is no such calendar.");
    }
    int number = 0;
    for (EscalationLevel level : terms.levels()) {
      if (!isKnown(level.to())) {
        checks.add(
            "levels/" + number + "/to",
            "unknown-target",
            "There is no such team or role, or no such user who is active.");
      }
      number++;
    }
    return checks.orRefuse(() -> terms);
  }

  private boolean isKnown(EscalationTarget target) {
    AccessReads reads = kernel.storage().accessReads();
    return switch (target) {
      case EscalationTarget.Person(var user) -> reads.isActiveUser(user);
      case EscalationTarget.Members(var team) -> reads.team(team).isPresent();
      case EscalationTarget.Holders(var role) -> reads.role(role).isPresent();
      case EscalationTarget.Managers(var role) -> reads.role(role).isPresent();
    };
  }

  private Outcome<EscalationPolicy> change(
      EscalationPolicyId id,
      String intention,
      Object command,
      BiFunction<EscalationPolicy, Instant, Outcome<Change<EscalationPolicy>>> decide) {
    return administering(() ->
        changes.change(
            id,
            Action.ADMINISTER,
            intention,
            command,
            policy ->
                policy.revision().isDeleted()
                    ? Outcome.refused(notFound(id))
                    : decide.apply(policy, kernel.now())));
  }

  private static NotFound notFound(EscalationPolicyId id) {
    return NotFound.of("escalation-policy", id.value());
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }
}
