package dev.kith.crm.application.job;

import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * Recurring jobs. Seeing them needs {@code job:view}, changing them {@code job:administer}, both
 * for all records. Each method on one schedule is refused with {@code not-found} if there is none
 * of that name.
 *
 * <p>A schedule that was missed while no process ran is made up for once, however often it was
 * missed.
 */
public interface Schedules {

  /** All, by name. */
  Outcome<List<ScheduleView>> list();

  Outcome<ScheduleView> get(String name);

  /** It runs again, first at its next time from now on. */
  Outcome<ScheduleView> enable(String name);

  Outcome<ScheduleView> disable(String name);

  /**
   * What is wrong with the text of a schedule, without doing anything: what {@link #change} would
   * say.
   */
  List<Violation> problemsOf(String schedule);

  /**
   * Gives it another schedule.
   *
   * @param schedule in the text form of {@link dev.kith.crm.domain.job.Schedule}; refused with
   *     {@code invalid} if it is not one
   */
  Outcome<ScheduleView> change(String name, String schedule);

  /**
   * Brings about its job now, disabled or not; its next time stays. Joins a job of it that waits or
   * runs.
   */
  Outcome<JobId> runNow(String name);
}
