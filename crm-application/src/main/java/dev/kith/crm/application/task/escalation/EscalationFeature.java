package dev.kith.crm.application.task.escalation;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.application.task.TaskFeature;
import java.util.Set;

/** Wires the escalation of tasks. */
public final class EscalationFeature {

  /** Events after which a task stands elsewhere on its ladders. */
  public static final Set<String> MOVING = Ladders.MOVING;

  /** Events after which all tasks may. */
  public static final Set<String> CHANGING = Set.of("escalation.changed.v1", "calendar.changed.v1");

  /** The kind of the job that plans for all open tasks. */
  public static final String REPLAN = "task.plan-escalations";

  private final Kernel kernel;
  private final TaskFeature tasks;
  private final JobQueue jobs;
  private final Ladders ladders;
  private final Escalating escalating;

  /**
   * @param notifier tells people of what is escalated
   * @param wake wakes whoever does the {@link #work}
   */
  public EscalationFeature(
      Kernel kernel, TaskFeature tasks, Notifier notifier, JobFeature jobs, Runnable wake) {
    this.kernel = kernel;
    this.tasks = tasks;
    this.jobs = jobs.queue();
    this.ladders = new Ladders(kernel, wake);
    this.escalating = new Escalating(kernel, ladders, tasks, notifier, jobs);
  }

  public EscalationPolicies policies(Context context) {
    return new EscalationPolicyService(kernel, context, tasks.queries(context), ladders);
  }

  public TaskEscalations escalations(Context context) {
    return new TaskEscalationService(kernel, context, tasks.queries(context), ladders);
  }

  /** Escalating, each level at its moment. */
  public WorkLoop.Work work() {
    return escalating.work();
  }

  /** Plans for the task that the event is about; see {@link Reaction}. */
  public void plan(EventEnvelope event) {
    ladders.note(event);
  }

  /** Has it planned for all open tasks. */
  public void planAllSoon(EventEnvelope event) {
    jobs.enqueue(JobRequest.of(REPLAN).unique(REPLAN + "/" + event.id()));
  }

  public void planAll(JobRun run) {
    ladders.planAll(run);
  }
}
