package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/** Wires the job feature. */
public final class JobFeature {

  /** The kind of the job that forgets jobs which finished long ago. */
  public static final String CLEAN = "job.clean";

  /** How long finished jobs are kept. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** How long dead jobs are kept: somebody may still want to know why. */
  public static final Duration KEPT_DEAD = Duration.ofDays(180);

  /** How often {@link #renewLeases} is to be called. */
  public static final Duration HEARTBEAT = JobWorker.HEARTBEAT;

  private final Kernel kernel;
  private final Runnable wake;
  private final Map<String, JobHandler> handlers = new ConcurrentHashMap<>();
  private final StoredJobQueue queue;
  private final JobWorker worker;
  private final ScheduleRunner scheduleRunner;

  /**
   * @param owner names this process in leases, for people
   * @param jitter from 0 (included) to 1 (excluded), another each time
   * @param wake tells the threads that there may be something to do
   * @param alerts tells people of jobs that were given up
   */
  public JobFeature(
      Kernel kernel, String owner, DoubleSupplier jitter, Runnable wake, JobAlerts alerts) {
    this.kernel = kernel;
    this.wake = wake;
    this.queue = new StoredJobQueue(kernel, wake);
    this.worker = new JobWorker(kernel, handlers, alerts, owner, jitter);
    this.scheduleRunner = new ScheduleRunner(kernel, queue);
    register(CLEAN, this::clean);
  }

  public Jobs jobs(Context context) {
    return new JobService(kernel, context, wake, handlers);
  }

  public Schedules schedules(Context context) {
    return new ScheduleService(kernel, context, queue, wake);
  }

  public JobQueue queue() {
    return queue;
  }

  /**
   * Says who does the jobs of a kind; a process takes only jobs of kinds that it knows.
   *
   * @throws IllegalArgumentException if the kind has a handler already
   */
  public void register(String kind, JobHandler handler) {
    if (handlers.putIfAbsent(kind, handler) != null) {
      throw new IllegalArgumentException("the kind " + kind + " has a handler already");
    }
  }

  /**
   * Adds recurring jobs that the storage does not know yet; those that it knows stay as somebody
   * may have changed them.
   */
  public void schedule(List<Recurring> recurring) {
    kernel
        .transactions()
        .always(() -> {
          kernel
              .storage()
              .schedules()
              .addMissing(
                  recurring.stream()
                      .map(r ->
                          new ScheduleView(
                              r.name(),
                              r.schedule(),
                              r.kind(),
                              true,
                              r.schedule().next(kernel.now()),
                              null))
                      .toList());
          return recurring;
        });
  }

  /** Each piece of it is one attempt at a job. */
  public WorkLoop.Work working() {
    return worker;
  }

  /** Each piece of it is one schedule that was due. */
  public WorkLoop.Work scheduling() {
    return scheduleRunner;
  }

  public void renewLeases() {
    worker.renewLeases();
  }

  /** Jobs under way are told to stop, and none is begun. */
  public void stop() {
    worker.stop();
  }

  /** Gives back the leases of jobs that did not stop. */
  public void handBackLeases() {
    worker.handBackLeases();
  }

  private void clean(JobRun run) {
    run.finish(
            () -> {
              JobStore store = kernel.storage().jobs();
              int forgotten =
                  store.forget(JobState.SUCCEEDED, kernel.now().minus(KEPT))
                      + store.forget(JobState.CANCELLED, kernel.now().minus(KEPT))
                      + store.forget(JobState.DEAD, kernel.now().minus(KEPT_DEAD));
              run.progress(forgotten, (long) forgotten, "");
              return Outcome.done(forgotten);
            })
        .orElseThrow();
  }
}
