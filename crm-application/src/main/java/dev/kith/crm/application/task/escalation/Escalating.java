package dev.kith.crm.application.task.escalation;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.PlannedWork;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.application.task.TaskFeature;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.application.task.escalation.EscalationStore.Planned;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationEvent.Escalated;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.Ladder;
import dev.kith.crm.domain.task.escalation.Ladder.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Escalates tasks, each level at its moment. What counts is where the task stands then; a plan that
 * no longer fits is made anew. Whatever a level does is one run with the note that it was done, so
 * that it is done once.
 */
final class Escalating {

  /** In front of the cause of everything that a level does to a task. */
  static final String CAUSE = "escalation/";

  static final String TOPIC = "task.escalated";

  private static final PlannedWork.Kind<Planned> KIND =
      new PlannedWork.Kind<>(
          "task.escalate-again",
          "The escalation of a task was given up",
          planned -> Task.subjectOf(planned.task()));

  private final Kernel kernel;
  private final EscalationStore store;
  private final Ladders ladders;
  private final TaskFeature tasks;
  private final Notifier notifier;
  private final PlannedWork<Planned> work;

  Escalating(
      Kernel kernel, Ladders ladders, TaskFeature tasks, Notifier notifier, JobFeature jobs) {
    this.kernel = kernel;
    this.store = kernel.storage().escalations();
    this.ladders = ladders;
    this.tasks = tasks;
    this.notifier = notifier;
    this.work = new PlannedWork<>(kernel, jobs, KIND, store, this::reach);
  }

  WorkLoop.Work work() {
    return work;
  }

  private void reach(Planned planned) {
    Task task = kernel.storage().tasks().lock(planned.task()).orElse(null);
    if (task == null) {
      return;
    }
    Instant now = kernel.now();
    ladders.of(task).stream()
        .filter(ladder -> ladder.policy().id().equals(planned.policy()))
        .findFirst()
        .ifPresent(ladder ->
            ladder
                .next()
                .filter(step -> !Objects.requireNonNull(step.moment()).isAfter(now))
                .ifPresent(step -> escalate(task, ladder, step, now)));
    kernel.storage().tasks().find(task.id()).ifPresent(after -> ladders.plan(List.of(after)));
  }

  private void escalate(Task task, Ladder ladder, Step step, Instant now) {
    EscalationPolicy policy = ladder.policy();
    Context context = Context.of(Actor.SYSTEM).causedBy(CAUSE + policy.id());
    store.save(task.id(), ladders.state(task).untouched(task));

    Set<UserId> people = people(step.level().to(), task);
    UserId heir = step.level().deed() == Deed.REASSIGN ? heir(people, task.owner()) : null;
    boolean given = heir != null && done(tasks.tasks(context).assign(task.id(), heir));
    boolean raised = step.level().raisePriority() && raise(task, context);
    Set<UserId> told =
        step.level().deed() == Deed.NOTIFY
            ? people
            : given ? Sets.union(Set.of(heir), owner(task)) : owner(task);
    String outcome = outcome(step, people, given, raised);
    Instant moment = Objects.requireNonNull(step.moment());
    Instant beginning = Objects.requireNonNull(ladder.beginning());
    store.add(
        new Escalation(
            task.id(),
            policy.id(),
            policy.name(),
            step.number(),
            beginning,
            moment,
            now,
            step.level().deed(),
            raised,
            outcome));
    kernel
        .announcing()
        .append(
            context,
            List.of(
                new Escalated(
                    task.id(),
                    policy.id(),
                    policy.name(),
                    step.number(),
                    step.level().deed(),
                    task.owner(),
                    given ? heir : null,
                    moment)),
            task.revision().seen(now));
    notifier.tell(
        new Audience.Users(told),
        new Message(
            TOPIC + "/" + task.id() + "/" + policy.id() + "/" + step.number() + "/" + beginning,
            TOPIC,
            "Escalated: " + task.content().subject(),
            policy.name() + ", level " + step.number() + ". " + outcome,
            task.subject(),
            context.cause()));
  }

  private static String outcome(Step step, Set<UserId> people, boolean given, boolean raised) {
    String deed =
        step.level().deed() == Deed.NOTIFY
            ? people.isEmpty()
                ? "There was nobody to tell."
                : people.size() == 1 ? "One user was told." : people.size() + " users were told."
            : given ? "It was given to somebody else." : "There was nobody to give it to.";
    return raised ? deed + " The priority was raised." : deed;
  }

  private boolean raise(Task task, Context context) {
    Priority raised = task.content().priority().raised();
    return raised != task.content().priority()
        && done(
            tasks
                .tasks(context)
                .edit(
                    task.id(),
                    new Tasks.Edit(
                        Set.of(TaskField.PRIORITY),
                        TaskDraft.of("").priority(raised),
                        OccurrenceRange.THIS)));
  }

  private static boolean done(Outcome<Task> outcome) {
    return outcome instanceof Outcome.Done<Task>;
  }

  /** Who has least to do, besides whoever has the task already; null if there is nobody. */
  private @Nullable UserId heir(Set<UserId> people, @Nullable UserId owner) {
    Map<UserId, Long> open = store.openTasks(people);
    return people.stream()
        .filter(user -> !user.equals(owner))
        .min(
            Comparator.<UserId, Long>comparing(user -> open.getOrDefault(user, 0L))
                .thenComparing(UserId::value))
        .orElse(null);
  }

  private Set<UserId> people(EscalationTarget target, Task task) {
    var reads = kernel.storage().accessReads();
    return switch (target) {
      case EscalationTarget.Person(var user) -> reads.isActiveUser(user) ? Set.of(user) : Set.of();
      case EscalationTarget.Members(var team) -> reads.activeMembers(team);
      case EscalationTarget.Holders(var role) -> reads.activeHolders(role);
      case EscalationTarget.Managers(var role) -> {
        Set<UserId> all = reads.activeHolders(role);
        Set<UserId> near = Sets.intersection(all, mates(task.owner())).immutableCopy();
        yield near.isEmpty() ? all : near;
      }
    };
  }

  /** Everybody in a team of this user. */
  private Set<UserId> mates(@Nullable UserId owner) {
    Set<TeamId> teams =
        owner == null
            ? Set.of()
            : kernel.storage().users().find(owner).map(User::teams).orElse(Set.of());
    return teams.stream()
        .flatMap(team -> kernel.storage().accessReads().activeMembers(team).stream())
        .collect(toImmutableSet());
  }

  private static Set<UserId> owner(Task task) {
    return task.owner() == null ? ImmutableSet.of() : ImmutableSet.of(task.owner());
  }
}
