package dev.kith.crm.application.job;

import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what is to be done at moments, each with its moment in an index: nothing is polled.
 *
 * <p>A plan whose work failed is left to a job. It is there still, and whoever looks at plans sees
 * it, but only that job takes it; a plan that is put in its place is like any other.
 *
 * @param <P> a plan
 */
public interface Plans<P> {

  /**
   * The plan that has been due for longest, taken off in the current run: nobody else gets it
   * meanwhile, and if the run is undone it is there again.
   */
  Optional<P> takeNext(Instant now);

  /** When the next plan becomes due; empty if there is none. */
  Optional<Instant> nextDue();

  /**
   * Leaves a plan to a job; false, and nothing done, if it is not there any more as it was, or left
   * to a job already.
   */
  boolean leaveTo(JobId job, P plan);

  /**
   * The plan that was left to the job, taken off as by {@link #takeNext}; empty if there is none
   * any more.
   */
  Optional<P> takeLeft(JobId job);
}
