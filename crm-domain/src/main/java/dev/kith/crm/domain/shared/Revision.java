package dev.kith.crm.domain.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which state of an aggregate this is.
 *
 * @param version 1 at birth, one more with every change
 * @param createdAt to the microsecond, which is what every supported database keeps
 * @param deletedAt when it was put into the bin; null while it is live
 */
public record Revision(
    long version, Instant createdAt, Instant updatedAt, @Nullable Instant deletedAt) {

  public Revision {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    deletedAt = deletedAt == null ? null : deletedAt.truncatedTo(ChronoUnit.MICROS);
    if (version < 1) {
      throw new IllegalArgumentException("version starts at 1, not " + version);
    }
  }

  public static Revision first(Instant now) {
    return new Revision(1, now, now, null);
  }

  public Revision next(Instant now) {
    return new Revision(version + 1, createdAt, now, deletedAt);
  }

  public Revision deleted(Instant now) {
    return new Revision(version + 1, createdAt, now, now);
  }

  public Revision restored(Instant now) {
    return new Revision(version + 1, createdAt, now, null);
  }

  /** The same state, seen at a moment: for what happens to a record without changing it. */
  public Revision seen(Instant now) {
    return new Revision(version, createdAt, now, deletedAt);
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }
}
