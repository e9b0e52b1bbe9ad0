package dev.kith.crm.domain.assignment;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * That a record was given to somebody of a pool, or to nobody, and why. It is written once.
 *
 * @param poolName as it stood at that time
 * @param record that was given
 * @param origin what made it, such as {@code firing/7}: there is ever one assignment with it. Null
 *     where a person did.
 */
public record Assignment(
    AssignmentId id,
    AssignmentPoolId pool,
    String poolName,
    Subject record,
    Choice choice,
    @Nullable String origin,
    Instant at) {

  public static final int LONGEST_ORIGIN = 200;

  public Assignment {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  public @Nullable UserId user() {
    return choice.user();
  }
}
