package dev.kith.crm.domain.task.escalation;

import java.time.Duration;

/**
 * A step of a ladder.
 *
 * @param after how much business time after the beginning
 * @param raisePriority whether the task matters one step more from then on
 */
public record EscalationLevel(
    Duration after, EscalationTarget to, Deed deed, boolean raisePriority) {

  /** What is done. */
  public enum Deed {
    /** They are told. */
    NOTIFY,
    /** One of them, with the fewest open tasks, becomes its owner, and is told. */
    REASSIGN
  }
}
