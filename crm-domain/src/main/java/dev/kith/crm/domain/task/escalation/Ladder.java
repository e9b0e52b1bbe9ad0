package dev.kith.crm.domain.task.escalation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.escalation.EscalationState.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands on the levels of a policy. Only time in which the business is open and the
 * task does not wait for somebody else counts; what has been escalated since a beginning is not
 * escalated again, and another beginning, such as a later date, begins anew.
 *
 * @param beginning from when time counts; null if the task is not due and the policy counts from
 *     there
 * @param steps one for each level, in their order; empty without a beginning
 */
public record Ladder(
    EscalationPolicy policy, Fit fit, @Nullable Instant beginning, List<Step> steps) {

  /** Whether a policy is for a task. */
  public enum Fit {
    APPLIES,
    /** The task is done, cancelled, or in the bin. */
    ENDED,
    OTHER_TYPE,
    OTHER_PRIORITY,
    NOT_DUE,
    /** The policy is paused, or thrown away. */
    INACTIVE
  }

  /** What a step waits for. */
  public enum State {
    /** It comes at its moment. */
    PLANNED,
    /** The task waits for somebody else, and its time stands still. */
    WAITING,
    /** It has been escalated. */
    ESCALATED,
    /** Its moment had passed before the policy was activated. */
    PASSED_OVER,
    /** Somebody sees to it. */
    ACKNOWLEDGED,
    /** There is not so much business time. */
    NEVER
  }

  /**
   * A level, and where the task stands on it.
   *
   * @param number 1 for the first
   * @param moment when it comes, or came; null while nobody knows
   * @param escalated what was done; null if it was not
   */
  public record Step(
      int number,
      EscalationLevel level,
      State state,
      @Nullable Instant moment,
      @Nullable Escalation escalated) {}

  public Ladder {
    steps = ImmutableList.copyOf(steps);
  }

  /**
   * @param hours of the policy's calendar
   * @param done what has been escalated of the task, by whatever policy
   */
  public static Ladder of(
      EscalationPolicy policy,
      BusinessHours hours,
      Task task,
      EscalationState state,
      List<Escalation> done) {
    Instant beginning = beginning(policy.terms(), task, state);
    Map<Integer, Escalation> reached = new HashMap<>();
    boolean raised = false;
    for (Escalation escalation : done) {
      if (escalation.policy().equals(policy.id())) {
        raised |= escalation.raised();
        if (escalation.beginning().equals(beginning)) {
          reached.put(escalation.level(), escalation);
        }
      }
    }
    List<Step> steps = new ArrayList<>();
    if (beginning != null) {
      for (EscalationLevel level : policy.terms().levels()) {
        int number = steps.size() + 1;
        Moment moment = moment(hours, beginning, level.after(), task, state);
        steps.add(step(policy, beginning, level, number, moment, state, reached.get(number)));
      }
    }
    return new Ladder(policy, fit(policy, task, beginning, raised), beginning, steps);
  }

  /** The next step that comes, as far as is known; empty if none does. */
  public Optional<Step> next() {
    return fit == Fit.APPLIES
        ? steps.stream().filter(step -> step.state == State.PLANNED).findFirst()
        : Optional.empty();
  }

  private static Step step(
      EscalationPolicy policy,
      Instant beginning,
      EscalationLevel level,
      int number,
      Moment moment,
      EscalationState state,
      @Nullable Escalation escalated) {
    if (escalated != null) {
      return new Step(number, level, State.ESCALATED, escalated.moment(), escalated);
    }
    Instant at = moment.at;
    Instant active = policy.activeSince();
    State standing =
        state.stops(beginning)
            ? State.ACKNOWLEDGED
            : at == null
                ? moment.waits ? State.WAITING : State.NEVER
                : active != null && at.isBefore(active) ? State.PASSED_OVER : State.PLANNED;
    return new Step(number, level, standing, at, null);
  }

  private static Fit fit(
      EscalationPolicy policy, Task task, @Nullable Instant beginning, boolean raised) {
    EscalationTerms terms = policy.terms();
    if (!task.status().name().isOpen() || task.revision().isDeleted()) {
      return Fit.ENDED;
    }
    if (!terms.types().isEmpty() && !terms.types().contains(task.content().type())) {
      return Fit.OTHER_TYPE;
    }
    // Whoever has come to matter more by a ladder stays on it.
    if (!raised
        && !terms.priorities().isEmpty()
        && !terms.priorities().contains(task.content().priority())) {
      return Fit.OTHER_PRIORITY;
    }
    return beginning == null ? Fit.NOT_DUE : policy.isActive() ? Fit.APPLIES : Fit.INACTIVE;
  }

  private static @Nullable Instant beginning(
      EscalationTerms terms, Task task, EscalationState state) {
    return switch (terms.since()) {
      case DUE -> task.content().due() == null ? null : task.content().due().deadline();
      case CREATED -> task.revision().createdAt();
      case TOUCHED -> state.lastTouch(task);
    };
  }

  /**
   * @param at null if it is not known, or never comes
   * @param waits whether that is because the task waits
   */
  private record Moment(@Nullable Instant at, boolean waits) {}

  /** When so much business time will have passed in which the task did not wait. */
  private static Moment moment(
      BusinessHours hours, Instant beginning, Duration after, Task task, EscalationState state) {
    Instant from = beginning;
    Duration left = after;
    for (Pause pause : state.pauses()) {
      if (!pause.to().isAfter(from)) {
        continue;
      }
      if (pause.from().isAfter(from)) {
        Instant moment = hours.plus(from, left).orElse(null);
        if (moment == null || !moment.isAfter(pause.from())) {
          return new Moment(moment, false);
        }
        left = left.minus(hours.between(from, pause.from()));
      }
      from = pause.to();
    }
    Instant moment = hours.plus(from, left).orElse(null);
    Instant waits = state.waitsSince(task);
    return moment != null && waits != null && moment.isAfter(waits)
        ? new Moment(null, true)
        : new Moment(moment, false);
  }
}
