package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.kernel.WorkLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks for the job that enriches new leads when some have come in: not in the run of their birth,
 * where all births would wait for each other at the one job, and not for each of them.
 */
final class NewLeadsRequests implements WorkLoop.Work {

  /** Leads that come one after the other share a job. */
  static final Duration GATHERING = Duration.ofSeconds(5);

  private final JobQueue jobs;
  private final InstantSource clock;
  private final Runnable wake;
  private final AtomicBoolean told = new AtomicBoolean();
  private volatile Instant notBefore = Instant.MIN;

  /**
   * @param wake wakes whoever does this work
   */
  NewLeadsRequests(JobQueue jobs, InstantSource clock, Runnable wake) {
    this.jobs = jobs;
    this.clock = clock;
    this.wake = wake;
  }

  /** There are leads on the list. Costs next to nothing. */
  void tell() {
    if (!told.getAndSet(true)) {
      wake.run();
    }
  }

  /** Asks for the job if it is to be asked for. */
  @Override
  public boolean doNext() {
    return request();
  }

  @Override
  public Optional<Instant> nextDue() {
    return told.get() ? Optional.of(notBefore) : Optional.empty();
  }

  private boolean request() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore) || !told.getAndSet(false)) {
      return false;
    }
    try {
      jobs.enqueue(JobRequest.of(EnrichmentFeature.NEW_LEADS).unique(EnrichmentFeature.NEW_LEADS));
      notBefore = now.plus(GATHERING);
    } catch (RuntimeException e) {
      told.set(true);
      throw e;
    }
    return true;
  }
}
