package dev.kith.crm.application.task.reminder;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.application.task.TaskFeature;
import java.util.Set;

/** Wires reminders of tasks. */
public final class ReminderFeature {

  /** Events after which reminders are planned anew. */
  public static final Set<String> MOVING = Reminding.MOVING;

  private final Kernel kernel;
  private final TaskFeature tasks;
  private final Reminding reminding;

  /**
   * @param notifier tells owners
   * @param jobs where those are tried again that failed
   * @param wake wakes whoever does the {@link #work}
   */
  public ReminderFeature(
      Kernel kernel, TaskFeature tasks, Notifier notifier, JobFeature jobs, Runnable wake) {
    this.kernel = kernel;
    this.tasks = tasks;
    this.reminding = new Reminding(kernel, notifier, jobs, wake);
  }

  public TaskReminders reminders(Context context) {
    return new TaskReminderService(tasks.queries(context), kernel.storage().reminders());
  }

  /** Reminding, each time at its moment. */
  public WorkLoop.Work work() {
    return reminding.work();
  }

  /** Plans the reminders of the task that the event is about; see {@link Reaction}. */
  public void plan(EventEnvelope event) {
    reminding.plan(event);
  }
}
