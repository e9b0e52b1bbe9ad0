package dev.kith.crm.application.event;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Wires the event feature. */
public final class EventFeature {

  private final Kernel kernel;
  private final Dispatcher dispatcher;
  private final Runnable wake;

  /**
   * @param wake tells the dispatcher's threads that there is something to deliver
   */
  public EventFeature(
      Kernel kernel,
      DoubleSupplier jitter,
      List<Reaction> reactions,
      DeadLetterAlerts alerts,
      Runnable wake) {
    this.kernel = kernel;
    this.dispatcher =
        new Dispatcher(
            kernel.storage().outbox(),
            kernel.transactions(),
            kernel.clock(),
            jitter,
            reactions,
            alerts);
    this.wake = wake;
  }

  public Events events(Context context) {
    return new EventService(kernel, context, wake);
  }

  /** Each piece of it is one delivery, successful or not. */
  public WorkLoop.Work dispatching() {
    return dispatcher;
  }
}
