package dev.kith.crm.application.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps schedules. */
public interface ScheduleStore {

  /**
   * Adds those whose name is not taken; the others stay as they are, because somebody may have
   * changed them.
   */
  void addMissing(List<ScheduleView> schedules);

  /** All, by name. */
  List<ScheduleView> all();

  /** The schedule, held to the end of the current run. */
  Optional<ScheduleView> lock(String name);

  /**
   * The enabled schedule that has been due longest, held to the end of the current run; those that
   * other runs hold are passed over.
   */
  Optional<ScheduleView> lockDue(Instant now);

  /** Replaces a schedule that the current run holds. */
  void update(ScheduleView schedule);

  /** When the next enabled schedule is due. */
  Optional<Instant> nextDue();
}
