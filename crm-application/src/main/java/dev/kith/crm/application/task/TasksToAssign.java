package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tasks, as they are given to users of pools. Whom they fit is known from the record that they are
 * about, as far as the actor sees it; of a task that nobody has, its owner is that of the record.
 */
record TasksToAssign(Kernel kernel, TaskFeature tasks, List<AssignableRecords> about)
    implements AssignableRecords {

  static final String TYPE = "task";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Outcome<Candidate> candidate(UUID id, Action action, Context context) {
    Task task = kernel.storage().tasks().find(new TaskId(id)).orElse(null);
    return task == null
        ? Outcome.refused(NotFound.of(type(), id))
        : Permits.requireOn(
            context.actor(),
            Feature.TASK,
            action,
            task.subject(),
            task.owner(),
            // What cannot be given to its owner cannot be given to anybody.
            () -> task.assign(task.owner(), kernel.now()).map(same -> candidate(task, context)));
  }

  private Candidate candidate(Task task, Context context) {
    Subject related = task.content().related();
    Candidate known =
        related == null
            ? Candidate.UNKNOWN
            : about.stream()
                .filter(records -> records.type().equals(related.type()))
                .map(records -> records.candidate(related.id(), Action.VIEW, context))
                .filter(outcome -> outcome instanceof Outcome.Done<Candidate>)
                .findFirst()
                .map(Outcome::orElseThrow)
                .orElse(Candidate.UNKNOWN);
    return fitting(task, known);
  }

  /** Whom a task fits, by what is known of the record that it is about. */
  static Candidate fitting(Task task, Candidate known) {
    return new Candidate(
        known.country(),
        known.language(),
        task.owner() == null ? known.owner() : task.owner(),
        known.ofCompany());
  }

  @Override
  public Outcome<Subject> assign(UUID id, UserId user, Context context) {
    return tasks.tasks(context).assign(new TaskId(id), user).map(Task::subject);
  }

  @Override
  public Map<UserId, Long> open(Collection<UserId> users) {
    return kernel.storage().escalations().openTasks(users);
  }

  @Override
  public Map<UUID, String> names(Collection<UUID> ids, Context context) {
    ListQuery query =
        ListQuery.all(TaskFields.CATALOGUE)
            .where(new Filter.Compare("id", Filter.Op.IN, List.copyOf(ids)))
            .limitedTo(ids.size());
    return kernel
        .storage()
        .taskReads()
        .page(query, Visibility.of(context.actor(), TaskQueryService.VIEW))
        .items()
        .stream()
        .collect(
            ImmutableMap.toImmutableMap(
                view -> view.id().value(), view -> view.content().subject()));
  }
}
