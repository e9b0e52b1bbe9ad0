package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.shared.Outcome;
import java.util.function.Supplier;

/**
 * Runs a use case as a whole.
 *
 * <p>The contract: what a run did is kept if it answers {@link Outcome.Done} and undone if it
 * answers {@link Outcome.Refused} or throws. A run inside a run is a savepoint: its refusal or
 * exception undoes its own work only, and what it kept is undone with the outer run. Runs belong to
 * the calling thread.
 *
 * <p>If a store throws {@link ConcurrentChangeException}, the outermost run is undone and its work
 * repeated, up to {@value #ATTEMPTS} times in all; the work must therefore do nothing outside the
 * storage that cannot be done again.
 */
public interface Transactions {

  int ATTEMPTS = 4;

  <T> Outcome<T> run(Supplier<Outcome<T>> work);

  /**
   * Runs after the outermost run has committed; never if it is undone, or if the run that asked for
   * it is. Outside a run it runs at once. It must not throw.
   */
  void afterCommit(Runnable action);

  /** A run that cannot be refused. */
  default <T> T always(Supplier<T> work) {
    return run(() -> Outcome.done(work.get())).orElseThrow();
  }
}
