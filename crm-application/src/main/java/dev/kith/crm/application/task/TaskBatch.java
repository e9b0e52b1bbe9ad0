package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.assignment.PoolRound;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.ManyChanges;
import dev.kith.crm.application.kernel.ManyChanges.One;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.task.TaskRules.Origin;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Deed;
import dev.kith.crm.application.task.Tasks.OnTask;
import dev.kith.crm.application.task.Tasks.Step;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Steps of one batch, decided one after the other and saved with a handful of statements. */
final class TaskBatch {

  private final Kernel kernel;
  private final Context context;
  private final TaskRules rules;
  private final TaskStore store;
  private final Map<TaskId, Task> tasks;
  private final Map<String, Task> ofOrigins;
  private final Set<TaskId> touched = new HashSet<>();
  private final List<One<Task>> made = new ArrayList<>();
  private final Map<AssignmentPoolId, Outcome<PoolRound>> rounds = new LinkedHashMap<>();

  /**
   * To be made within a run, which holds the pools and the tasks of the steps until it ends: pools
   * come first, as they do when one task is assigned from one.
   */
  TaskBatch(
      Kernel kernel, Context context, TaskRules rules, PoolAssigning pools, List<Step> steps) {
    this.kernel = kernel;
    this.context = context;
    this.rules = rules;
    this.store = kernel.storage().tasks();
    steps.stream()
        .flatMap(TaskBatch::pool)
        .distinct()
        .sorted(Comparator.comparing(AssignmentPoolId::value))
        .forEach(pool -> rounds.put(pool, pools.round(context, pool, TasksToAssign.TYPE)));
    this.tasks =
        Maps.uniqueIndex(
            store.lockAll(
                steps.stream()
                    .flatMap(step -> step instanceof OnTask on ? Stream.of(on.id()) : null)
                    .distinct()
                    .toList()),
            Task::id);
    this.ofOrigins = new HashMap<>();
    store
        .ofOrigins(
            steps.stream()
                .map(step -> step instanceof Create create ? originOf(create) : null)
                .filter(Objects::nonNull)
                .distinct()
                .toList())
        .forEach(task -> ofOrigins.put(Objects.requireNonNull(task.origin()), task));
  }

  private static Stream<AssignmentPoolId> pool(Step step) {
    return step instanceof OnTask(var id, var version, Deed.AssignFrom(var pool))
        ? Stream.of(pool)
        : Stream.empty();
  }

  private static @Nullable String originOf(Create create) {
    return TaskRules.origin(create.origin()) instanceof Outcome.Done<Origin>(var origin)
        ? origin.text()
        : null;
  }

  Outcome<Task> take(Step step) {
    return switch (step) {
      case Create create ->
          Permits.require(
              context.actor(),
              TaskService.CREATE,
              () -> TaskRules.origin(create.origin()).then(origin -> born(create, origin.text())));
      case OnTask on -> changed(on);
    };
  }

  private Outcome<Task> born(Create create, @Nullable String origin) {
    Task there = origin == null ? null : ofOrigins.get(origin);
    if (there != null) {
      return rules.made(there);
    }
    return rules
        .birth(create, origin)
        .map(birth -> {
          if (origin != null) {
            ofOrigins.put(origin, birth.next());
          }
          return kept(new One<>(context, "task.create", null, birth));
        });
  }

  private Outcome<Task> changed(OnTask on) {
    Task before = tasks.get(on.id());
    if (before == null) {
      return Outcome.refused(NotFound.of("task", on.id().value()));
    }
    if (!touched.add(on.id())) {
      return Outcome.refused(
          Invalid.of(Violation.at("id", "repeated", "Each task can be named once in a batch.")));
    }
    return Permits.requireOn(
        context.actor(),
        Feature.TASK,
        TaskRules.needed(on.deed()),
        before.subject(),
        before.owner(),
        () ->
            isExpected(before, on.version())
                .then(task -> rules.decide(task, on.deed(), this::shared))
                .map(change -> saved(before, on, change)));
  }

  private Outcome<Change<Task>> shared(AssignmentPoolId pool, Task task) {
    return Objects.requireNonNull(rounds.get(pool))
        .then(round -> {
          // What cannot be given to its owner cannot be given to anybody.
          Outcome<Change<Task>> same = task.assign(task.owner(), kernel.now());
          Subject related = task.content().related();
          return same.then(kept ->
              round.give(
                  TasksToAssign.fitting(
                      task, related == null ? Candidate.UNKNOWN : round.about(related)),
                  task.owner(),
                  null,
                  user -> user == null ? Outcome.done(kept) : rules.assign(task, user),
                  change -> task.subject()));
        });
  }

  private static Outcome<Task> isExpected(Task task, @Nullable Long version) {
    long actual = task.revision().version();
    return version == null || version == actual
        ? Outcome.done(task)
        : Outcome.refused(new StaleVersion("task", task.id().toString(), version, actual));
  }

  private Task saved(Task before, OnTask on, Change<Task> change) {
    if (change.next().equals(before)) {
      return before;
    }
    if (before.status().name().isOpen() && !change.next().status().name().isOpen()) {
      Context cause = context.further().causedBy("task/" + before.id());
      rules.following(before).ifPresent(next -> kept(new One<>(cause, "task.recur", null, next)));
    }
    return kept(new One<>(context, TaskRules.intention(on.deed()), before, change));
  }

  private Task kept(One<Task> one) {
    made.add(one);
    return one.change().next();
  }

  void save() {
    if (made.isEmpty()) {
      saveRounds();
      return;
    }
    store.addAll(
        made.stream().filter(one -> one.before() == null).map(one -> one.change().next()).toList());
    store.updateAll(
        made.stream().filter(one -> one.before() != null).map(one -> one.change().next()).toList());
    ManyChanges<Task> together = new ManyChanges<>(kernel, Task::facts);
    together.audit(made);
    ImmutableList.Builder<Outbox.Entry> events = ImmutableList.builder();
    made.forEach(one -> events.addAll(together.events(one)));
    kernel.announcing().appendAll(events.build());
    saveRounds();
  }

  private void saveRounds() {
    rounds
        .values()
        .forEach(round -> {
          if (round instanceof Outcome.Done<PoolRound>(var given)) {
            given.save();
          }
        });
  }
}
