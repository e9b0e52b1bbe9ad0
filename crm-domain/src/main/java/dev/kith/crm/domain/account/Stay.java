package dev.kith.crm.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long an account was in a stage: from a moment on, which belongs to it, up to another, which
 * does not, for there the next stay begins. The stays of an account have no gap and do not overlap,
 * from its birth on.
 *
 * @param number how many there were before
 * @param order that the stage had then
 * @param to null while it lasts
 * @param version of the lifecycle by which it began
 */
public record Stay(
    int number,
    String stage,
    int order,
    Instant from,
    @Nullable Instant to,
    Mover mover,
    @Nullable String reason,
    long version) {

  public Stay until(Instant end) {
    return new Stay(number, stage, order, from, end, mover, reason, version);
  }

  /** The same, as it was known at a moment when it had begun. */
  public Stay asOf(Instant moment) {
    return to != null && to.isAfter(moment)
        ? new Stay(number, stage, order, from, null, mover, reason, version)
        : this;
  }
}
