package dev.kith.crm.application.account.stagetime;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import java.util.Set;

/** Wires the time that accounts may stay in their stages. */
public final class StageTimeFeature {

  /** Events after which the time of an account counts otherwise. */
  public static final Set<String> MOVING =
      Set.of(
          "account.created.v1",
          "account.stage-changed.v1",
          "account.deleted.v1",
          "account.restored.v1",
          "account.merged.v1",
          "account.merge-undone.v1");

  /** Events after which that of all accounts may. */
  public static final Set<String> CHANGING = Set.of("lifecycle.changed.v1", "calendar.changed.v1");

  /** The kind of the job that plans for all accounts. */
  public static final String REPLAN = "account.plan-stage-times";

  private final JobQueue jobs;
  private final StageTimes times;

  /**
   * @param wake wakes whoever does the {@link #work}
   */
  public StageTimeFeature(Kernel kernel, JobFeature jobs, Runnable wake) {
    this.jobs = jobs.queue();
    this.times = new StageTimes(kernel, jobs, wake);
  }

  /** Telling, each at its moment. */
  public WorkLoop.Work work() {
    return times.work();
  }

  /** Plans for the account that the event is about; see {@link Reaction}. */
  public void plan(EventEnvelope event) {
    times.note(event);
  }

  /** Has it planned for all accounts. */
  public void planAllSoon(EventEnvelope event) {
    jobs.enqueue(JobRequest.of(REPLAN).unique(REPLAN + "/" + event.id()));
  }

  public void planAll(JobRun run) {
    times.planAll(run);
  }
}
