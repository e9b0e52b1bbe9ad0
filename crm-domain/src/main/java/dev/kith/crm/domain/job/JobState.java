package dev.kith.crm.domain.job;

import java.util.List;

/**
 * Where a job stands. Stored by name.
 *
 * <pre>
 * WAITING → RUNNING → SUCCEEDED
 *    ↑         ├────→ WAITING (failed, to be tried again; or handed back by a process that ends)
 *    │         ├────→ CANCELLED
 *    └─ DEAD ←─┘
 * WAITING → CANCELLED
 * </pre>
 */
public enum JobState {
  /** Not begun, or to be tried again. */
  WAITING,
  /** A worker has it on lease. */
  RUNNING,
  SUCCEEDED,
  /** The last try failed; it can be made to wait again by hand. */
  DEAD,
  CANCELLED;

  public boolean isFinished() {
    return switch (this) {
      case WAITING, RUNNING -> false;
      case SUCCEEDED, DEAD, CANCELLED -> true;
    };
  }

  /** What a person can make of it. */
  public List<JobState> nextByHand() {
    return switch (this) {
      case WAITING, RUNNING -> List.of(CANCELLED);
      case DEAD -> List.of(WAITING);
      case SUCCEEDED, CANCELLED -> List.of();
    };
  }
}
