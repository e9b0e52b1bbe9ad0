package dev.kith.crm.application.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How tasks were done in a period, and what is to be done now. A task counts as done by its last
 * completion: one that was reopened since is open, and not done.
 *
 * @param done how many were done in the period, and are done still
 * @param doneWithDate how many of these were due at a moment or on a day
 * @param onTime how many of those were done before they were overdue: before their moment, or
 *     before their day had ended in the zone of the date
 * @param lateness how late the others were; null if none was
 * @param timeToComplete the median of the time from creation to completion of what was done,
 *     waiting and snoozing included; null if nothing was
 * @param cancelled how many were cancelled in the period, and are so still
 * @param created how many were created in the period, whatever became of them but the bin
 * @param open how many are there to be done now; null of a week
 * @param overdue how many of these should have been done by now; null of a week
 */
public record TaskFigures(
    long done,
    long doneWithDate,
    long onTime,
    @Nullable Lateness lateness,
    @Nullable Duration timeToComplete,
    long cancelled,
    long created,
    @Nullable Long open,
    @Nullable Long overdue) {

  /** Of nothing at all. */
  public static final TaskFigures NONE = new TaskFigures(0, 0, 0, null, null, 0, 0, 0L, 0L);

  /**
   * How long after they were overdue late tasks were done, in whole seconds. Tasks that were on
   * time are not among them. Percentiles between two tasks lie on the line between them, as those
   * of {@code PERCENTILE_CONT} in SQL.
   *
   * @param ninetieth nine of ten late tasks were no later than that
   */
  public record Lateness(Duration median, Duration ninetieth, Duration mean) {}

  /** How many were done when they were overdue. */
  public long late() {
    return doneWithDate - onTime;
  }

  /**
   * Which part of what was done and had a date was on time, from 0 to 1; null if nothing had one.
   */
  public @Nullable Double onTimeRate() {
    return doneWithDate == 0 ? null : (Double) ((double) onTime / doneWithDate);
  }

  /** The same of a week, of which it cannot be said what is open in it. */
  TaskFigures ofWeek() {
    return new TaskFigures(
        done, doneWithDate, onTime, lateness, timeToComplete, cancelled, created, null, null);
  }
}
