package dev.kith.crm.domain.task;

/** How much a task matters, the least first. */
public enum Priority {
  LOW(1),
  NORMAL(2),
  HIGH(3),
  URGENT(4);

  private final int urgency;

  Priority(int urgency) {
    this.urgency = urgency;
  }

  /** From 1 for the least, so that tasks can be sorted by it. */
  public int urgency() {
    return urgency;
  }

  /** The next more urgent one; the most urgent is followed by itself. */
  public Priority raised() {
    return switch (this) {
      case LOW -> NORMAL;
      case NORMAL -> HIGH;
      case HIGH, URGENT -> URGENT;
    };
  }
}
