package dev.kith.crm.application;

import dev.kith.crm.application.event.EventFeature;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.WorkLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a CRM: they deliver events, do jobs, bring about recurring ones and keep leases.
 */
final class Background {

  /** How long work that another process left can lie about. */
  private static final Duration POLL = Duration.ofSeconds(1);

  /** How long a job that is told to stop is waited for before its lease is handed back. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Loops(WorkLoop events, WorkLoop jobs, WorkLoop schedules, WorkLoop leases) {
    List<WorkLoop> all() {
      return List.of(events, jobs, schedules, leases);
    }
  }

  private volatile @Nullable Loops loops;
  private @Nullable JobFeature jobFeature;

  /**
   * @param scheduling brings about jobs when their time comes
   * @param threads how many deliver events, and how many do jobs
   */
  void start(
      EventFeature events,
      JobFeature jobs,
      WorkLoop.Work scheduling,
      InstantSource clock,
      int threads) {
    jobFeature = jobs;
    Loops started =
        new Loops(
            new WorkLoop("kith-events", threads, POLL, events.dispatching(), clock),
            new WorkLoop("kith-jobs", threads, POLL, jobs.working(), clock),
            new WorkLoop("kith-schedules", 1, Duration.ofSeconds(10), scheduling, clock),
            new WorkLoop("kith-leases", 1, JobFeature.HEARTBEAT, heartbeat(jobs), clock));
    loops = started;
    started.all().forEach(WorkLoop::start);
  }

  void wakeEvents() {
    Loops now = loops;
    if (now != null) {
      now.events().wake();
    }
  }

  void wakeJobs() {
    Loops now = loops;
    if (now != null) {
      now.jobs().wake();
      now.schedules().wake();
    }
  }

  void wakeSchedules() {
    Loops now = loops;
    if (now != null) {
      now.schedules().wake();
    }
  }

  /** Nothing new is begun, what is under way may end, and what does not end is handed back. */
  void stop() {
    Loops now = loops;
    JobFeature jobs = jobFeature;
    if (now == null || jobs == null) {
      return;
    }
    loops = null;
    jobs.stop();
    now.all().forEach(WorkLoop::stop);
    now.events().awaitEnd(PATIENCE);
    now.schedules().awaitEnd(PATIENCE);
    now.jobs().awaitEnd(PATIENCE);
    jobs.handBackLeases();
    now.leases().awaitEnd(PATIENCE);
  }

  private static WorkLoop.Work heartbeat(JobFeature jobs) {
    return new WorkLoop.Work() {
      @Override
      public boolean doNext() {
        jobs.renewLeases();
        return false;
      }

      @Override
      public Optional<Instant> nextDue() {
        return Optional.empty();
      }
    };
  }
}
