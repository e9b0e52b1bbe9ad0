package dev.kith.crm.application.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Does what is planned at its moment. Taking a plan and doing what it says are one run, so that
 * whoever is killed neither loses nor doubles it.
 */
public final class PlannedWork<P> implements WorkLoop.Work {

  private final Kernel kernel;
  private final Plans<P> plans;
  private final Consumer<P> act;

  /**
   * @param act what is done, within the run in which the plan is taken
   */
  public PlannedWork(Kernel kernel, Plans<P> plans, Consumer<P> act) {
    this.kernel = kernel;
    this.plans = plans;
    this.act = act;
  }

  @Override
  public boolean doNext() {
    return kernel
        .transactions()
        .always(() -> {
          Optional<P> next = plans.takeNext(kernel.now());
          next.ifPresent(act);
          return next.isPresent();
        });
  }

  @Override
  public Optional<Instant> nextDue() {
    return plans.nextDue();
  }
}
