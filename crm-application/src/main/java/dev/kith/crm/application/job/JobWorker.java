package dev.kith.crm.application.job;

import dev.kith.crm.application.job.JobStore.Ending;
import dev.kith.crm.application.job.JobStore.Leased;
import dev.kith.crm.application.kernel.Backoff;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.job.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs on lease and has them done by their handlers.
 *
 * <p>Leases are counted by the clocks of the processes. If two clocks differ by less than {@link
 * #LEASE} minus {@link #HEARTBEAT}, no job of a living worker is taken from it; if they differ by
 * more, a job may run twice, but the number of the lease still lets only the later worker write.
 */
final class JobWorker implements WorkLoop.Work {

  static final Duration LEASE = Duration.ofSeconds(60);
  static final Duration HEARTBEAT = Duration.ofSeconds(15);
  static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));
  private static final int LONGEST_ERROR = 2_000;
  private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);

  private final Kernel kernel;
  private final JobStore store;
  private final Map<String, JobHandler> handlers;
  private final JobAlerts alerts;
  private final String owner;
  private final DoubleSupplier jitter;
  private final Set<LeasedRun> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * @param handlers by kind; it may grow
   */
  JobWorker(
      Kernel kernel,
      Map<String, JobHandler> handlers,
      JobAlerts alerts,
      String owner,
      DoubleSupplier jitter) {
    this.kernel = kernel;
    this.store = kernel.storage().jobs();
    this.handlers = handlers;
    this.alerts = alerts;
    this.owner = owner;
    this.jitter = jitter;
  }

  @Override
  public boolean doNext() {
    if (stopping) {
      return false;
    }
    Instant now = kernel.now();
    Set<String> kinds = Set.copyOf(handlers.keySet());
    Optional<Leased> leased =
        kernel
            .transactions()
            .always(() -> store.lease(kinds, owner, now, now.plus(LEASE), this::tell));
    leased.ifPresent(this::run);
    return leased.isPresent();
  }

  @Override
  public Optional<Instant> nextDue() {
    return store.nextDue(Set.copyOf(handlers.keySet()));
  }

  /** To be called every {@link #HEARTBEAT}, so that jobs under way keep their leases. */
  void renewLeases() {
    for (LeasedRun run : running) {
      try {
        run.renew();
      } catch (RuntimeException e) {
        LOG.warn("could not renew the lease of job {}", run.id(), e);
      }
    }
  }

  /** No job is begun any more, and those under way are told to stop. */
  void stop() {
    stopping = true;
  }

  /** Gives back what is still on lease; nothing more can be written under it. */
  void handBackLeases() {
    for (LeasedRun run : running) {
      try {
        run.end(stopped(run));
      } catch (RuntimeException e) {
        LOG.warn("could not hand back job {}; its lease will run out", run.id(), e);
      }
    }
  }

  private void run(Leased leased) {
    LeasedRun run = new LeasedRun(kernel, leased, LEASE, () -> stopping, this::tell);
    if (run.job().cancelWanted()) {
      // Whoever had it before died while it was to stop.
      run.end(new Ending.Cancelled(kernel.now()));
      return;
    }
    running.add(run);
    try {
      end(run, attempt(run));
    } finally {
      running.remove(run);
    }
  }

  private void tell(JobView job) {
    JobHandler handler = handlers.get(job.kind());
    if (handler != null) {
      handler.turned(job, LeasedRun.systemContext(job));
      if (job.state() == JobState.DEAD && job.requester() == null) {
        alerts.dead(job, handler.loss(job), LeasedRun.systemContext(job));
      }
    }
  }

  /** How the attempt went; empty if there is nothing to be said about it any more. */
  private Optional<Ending> attempt(LeasedRun run) {
    try {
      JobHandler handler = handlers.get(run.job().kind());
      if (handler == null) {
        throw new IllegalStateException("no handler for " + run.job().kind());
      }
      handler.run(run);
      return run.isFinished() ? Optional.empty() : Optional.of(returned(run));
    } catch (LeaseLostException e) {
      LOG.warn("{}; what it had not written yet is left to whoever has it now", e.getMessage());
      return Optional.empty();
    } catch (JobGivenUpException e) {
      LOG.warn("job {} ({}) cannot succeed", run.id(), run.job().kind(), e);
      return Optional.of(new Ending.Dead(text(e), kernel.now()));
    } catch (RuntimeException
        | AssertionError
        | LinkageError
        | StackOverflowError
        | OutOfMemoryError e) {
      LOG.warn("job {} ({}) failed in attempt {}", run.id(), run.job().kind(), run.attempt(), e);
      return run.isFinished() ? Optional.empty() : Optional.of(failed(run, e));
    }
  }

  private Ending returned(LeasedRun run) {
    if (!run.wasToldToStop()) {
      return new Ending.Succeeded(kernel.now());
    }
    return stopped(run);
  }

  private Ending stopped(LeasedRun run) {
    return run.isCancelWanted() ? new Ending.Cancelled(kernel.now()) : new Ending.HandedBack();
  }

  private Ending failed(LeasedRun run, Throwable failure) {
    Instant now = kernel.now();
    if (run.isCancelWanted()) {
      return new Ending.Cancelled(now);
    }
    if (run.wasToldToStop()) {
      return new Ending.HandedBack();
    }
    return run.attempt() >= run.job().maxAttempts()
        ? new Ending.Dead(text(failure), now)
        : new Ending.Failed(
            text(failure), now.plus(BACKOFF.after(run.attempt(), jitter.getAsDouble())));
  }

  private void end(LeasedRun run, Optional<Ending> ending) {
    if (ending.isPresent() && !run.end(ending.get())) {
      LOG.warn("job {} was no longer this worker's when it ended", run.id());
    }
  }

  private static String text(Throwable failure) {
    String text =
        failure instanceof JobGivenUpException || failure instanceof JobPutOffException
            ? String.valueOf(failure.getMessage())
            : failure.toString();
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }
}
