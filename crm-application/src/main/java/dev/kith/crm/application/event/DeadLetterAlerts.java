package dev.kith.crm.application.event;

/** Tells people of deliveries that were given up. */
@FunctionalInterface
public interface DeadLetterAlerts {

  /** A delivery was parked; it is told in the run in which that happened. */
  void parked(EventEnvelope event, String reaction, String error);
}
