package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with tasks. Every intention is one transaction, checked against the actor's
 * permissions, written to the audit trail and announced as events; with an idempotency key it
 * happens once, with an expected version only on that version.
 *
 * <p>Each can be refused with {@code forbidden}, those on a task also with {@code not-found},
 * {@code stale-version} and {@code task-deleted}; what else is possible stands at the method.
 */
public interface Tasks {

  /**
   * A task as somebody wrote it down.
   *
   * @param owner null for nobody, or for the actor where they can only see their own
   * @param origin what makes it, such as {@code rule/7/event/9}; there is only ever one task with
   *     it, however often and by whomever it is asked for. Null where a person makes it.
   */
  record Create(TaskDraft draft, @Nullable UserId owner, @Nullable String origin) implements Step {
    public Create(TaskDraft draft, @Nullable UserId owner) {
      this(draft, owner, null);
    }
  }

  /**
   * The named fields are replaced by those of the draft; what is not named stays.
   *
   * @param range of a task that comes again: whether future times change likewise
   */
  record Edit(Set<TaskField> fields, TaskDraft draft, OccurrenceRange range) implements Deed {
    public Edit {
      fields = ImmutableSet.copyOf(fields);
    }

    public Edit(Set<TaskField> fields, TaskDraft draft) {
      this(fields, draft, OccurrenceRange.THIS_AND_FUTURE);
    }
  }

  /** So many steps make up a batch at most. */
  int LARGEST_BATCH = 1_000;

  /** One of the things that are done together. */
  sealed interface Step permits Create, OnTask {}

  /**
   * Something that is done with a task that there is.
   *
   * @param version at which the task must be; null for any
   */
  record OnTask(TaskId id, @Nullable Long version, Deed deed) implements Step {}

  /** What can be done with many tasks at once; as the methods of the same names. */
  sealed interface Deed permits Edit, Deed.Assign, Deed.AssignFrom, Deed.Complete, Deed.Cancel {

    record Assign(@Nullable UserId owner) implements Deed {}

    /** Each to somebody of the pool; what one is given counts for those that follow. */
    record AssignFrom(AssignmentPoolId pool) implements Deed {}

    record Complete(@Nullable String outcome) implements Deed {}

    record Cancel(@Nullable String reason) implements Deed {}
  }

  /**
   * Every problem that creating this task would find in the draft itself; empty if it is good.
   * Nothing is done.
   */
  List<Violation> problemsOf(TaskDraft draft);

  /**
   * Refused with {@code invalid}, {@code unknown-owner}, {@code unknown-related}. Where a task of
   * the same origin is there already, it is answered as it is now, and nothing is done. Needs
   * {@code task:create}.
   */
  Outcome<Task> create(Create command);

  /** Refused with {@code invalid} and {@code unknown-related}. Needs {@code task:edit}. */
  Outcome<Task> edit(TaskId id, Edit command);

  /**
   * Lets a task that comes again be the last of its series; any other stays as it is. Needs {@code
   * task:edit}.
   */
  Outcome<Task> endSeries(TaskId id);

  /**
   * Gives the task to a user, or to nobody. Refused with {@code unknown-owner}. Needs {@code
   * task:assign}.
   */
  Outcome<Task> assign(TaskId id, @Nullable UserId owner);

  /**
   * Gives the task to somebody of a pool; where nobody can take it, it stays with whom it is. Which
   * it was, and why, is told by {@link dev.kith.crm.application.assignment.Assignments}. Needs
   * {@code task:assign} and {@code assignment:view}. Refused with {@code not-found} also for the
   * pool, and {@code pool-inactive}.
   */
  Outcome<Task> assignFrom(TaskId id, AssignmentPoolId pool);

  /** Refused with {@code invalid-transition}. Needs {@code task:edit}, as all that follow. */
  Outcome<Task> start(TaskId id);

  /**
   * Somebody else has to do something first. Refused with {@code invalid} and {@code
   * invalid-transition}, as the next two.
   */
  Outcome<Task> await(TaskId id, @Nullable String reason);

  /** The next of its series, if there is one, is there in the same moment. */
  Outcome<Task> complete(TaskId id, @Nullable String outcome);

  /** The next of its series, if there is one, is there in the same moment. */
  Outcome<Task> cancel(TaskId id, @Nullable String reason);

  /** What is done or cancelled is open again. Refused with {@code invalid-transition}. */
  Outcome<Task> reopen(TaskId id);

  /**
   * Leaves the task out of its owner's day until a moment. Refused with {@code invalid} and {@code
   * invalid-transition}.
   */
  Outcome<Task> snooze(TaskId id, Instant until);

  /**
   * Into the bin. Needs {@code task:delete}, as does restoring. A deleted task stays deleted,
   * without an error.
   */
  Outcome<Task> delete(TaskId id);

  /** Out of the bin. */
  Outcome<Task> restore(TaskId id);

  /**
   * Does many things, at most {@value #LARGEST_BATCH}, in the given order. No task can be named
   * twice.
   *
   * @param atomic true: all or none, and a refusal of any is the refusal of each other too; false:
   *     each by itself
   * @return an outcome for each, in the same order; refused as a whole only for too many
   */
  Outcome<List<Outcome<Task>>> batch(List<Step> steps, boolean atomic);
}
