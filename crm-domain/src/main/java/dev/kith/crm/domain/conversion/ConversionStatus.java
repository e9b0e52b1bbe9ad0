package dev.kith.crm.domain.conversion;

import dev.kith.crm.domain.access.UserId;
import java.time.Instant;

/** Whether a conversion holds. */
public sealed interface ConversionStatus {

  /** The names by which states are stored and shown. */
  enum Name {
    COMPLETED,
    UNDONE
  }

  Instant since();

  Name name();

  /** The lead is what it became. */
  record Completed(Instant since) implements ConversionStatus {
    @Override
    public Name name() {
      return Name.COMPLETED;
    }
  }

  /**
   * The lead is a lead again.
   *
   * @param byName as it stood at that time
   */
  record Undone(Instant since, UserId by, String byName) implements ConversionStatus {
    @Override
    public Name name() {
      return Name.UNDONE;
    }
  }
}
