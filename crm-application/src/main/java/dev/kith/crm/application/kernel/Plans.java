package dev.kith.crm.application.kernel;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what is to be done at moments, each with its moment in an index: nothing is polled.
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
}
