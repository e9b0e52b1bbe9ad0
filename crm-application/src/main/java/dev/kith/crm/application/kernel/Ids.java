package dev.kith.crm.application.kernel;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.InstantSource;
import java.util.UUID;

/** Gives ids to new records. */
@FunctionalInterface
public interface Ids {

  /** An id that no record has; later ones sort after earlier ones, to the millisecond. */
  UUID next();

  /** Time-ordered ids after RFC 9562, version 7: what the server uses. */
  static Ids timeOrdered() {
    return UuidCreator::getTimeOrderedEpochPlus1;
  }

  /** The same, as if the clock's time were now: for records of the past. */
  static Ids timeOrderedAt(InstantSource clock) {
    return () -> UuidCreator.getTimeOrderedEpoch(clock.instant());
  }
}
