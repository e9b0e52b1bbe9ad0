package dev.kith.crm.domain.task.escalation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a task besides itself to say where it stands on ladders.
 *
 * @param touchedAt when anybody last did something to it; null if its own revision says so, for
 *     nothing was escalated since
 * @param pauses in which it waited for somebody else and no longer does, in their order
 * @param waitingSince since when it waits; null if it does not
 * @param acknowledged when somebody last said that they see to it; null if nobody has
 */
public record EscalationState(
    @Nullable Instant touchedAt,
    List<Pause> pauses,
    @Nullable Instant waitingSince,
    @Nullable Acknowledgement acknowledged) {

  public static final EscalationState NOTHING = new EscalationState(null, List.of(), null, null);

  public EscalationState {
    pauses = ImmutableList.copyOf(pauses);
  }

  /** A time in which a task waited. */
  public record Pause(Instant from, Instant to) {}

  /**
   * @param dueBy when it was overdue at that time: a ladder that counts from there is stopped
   *     before it begins
   * @param by name of whoever did, as it stood at that time
   */
  public record Acknowledgement(Instant at, @Nullable Instant dueBy, String by) {
    public Acknowledgement {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
  }

  /** Somebody did something to the task. */
  public EscalationState touched(Instant at) {
    return touchedAt == null || !at.isAfter(touchedAt)
        ? this
        : new EscalationState(at, pauses, waitingSince, acknowledged);
  }

  /** The CRM is about to change the task by itself, which touches it not. */
  public EscalationState untouched(Task task) {
    return touchedAt != null
        ? this
        : new EscalationState(task.revision().updatedAt(), pauses, waitingSince, acknowledged);
  }

  public EscalationState waiting(Instant at) {
    return new EscalationState(touchedAt, pauses, at, acknowledged);
  }

  public EscalationState goingOn(Instant at) {
    if (waitingSince == null) {
      return this;
    }
    List<Pause> more = new ArrayList<>(pauses);
    more.add(new Pause(waitingSince, at));
    return new EscalationState(touchedAt, more, null, acknowledged);
  }

  public EscalationState acknowledgedBy(String name, Task task, Instant now) {
    return new EscalationState(
        touchedAt,
        pauses,
        waitingSince,
        new Acknowledgement(
            now, task.content().due() == null ? null : task.content().due().deadline(), name));
  }

  /** When the task was last touched. */
  Instant lastTouch(Task task) {
    return touchedAt == null ? task.revision().updatedAt() : touchedAt;
  }

  /** Since when it waits; as long as it is not noted here that it goes on, it does not. */
  @Nullable Instant waitsSince(Task task) {
    return task.status() instanceof TaskStatus.Waiting waiting ? waiting.since() : waitingSince;
  }

  /** Whether somebody sees to it, as far as a ladder is concerned that begins then. */
  boolean stops(Instant beginning) {
    return acknowledged != null
        && (!beginning.isAfter(acknowledged.at()) || beginning.equals(acknowledged.dueBy()));
  }
}
