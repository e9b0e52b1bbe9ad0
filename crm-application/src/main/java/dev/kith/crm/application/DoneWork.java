package dev.kith.crm.application;

/**
 * What {@link Crm#runDue} did.
 *
 * @param deliveries of events to reactions, those that failed included
 * @param schedules that were due
 * @param jobs attempts at jobs, those that failed included
 */
public record DoneWork(int deliveries, int schedules, int jobs) {

  public static final DoneWork NOTHING = new DoneWork(0, 0, 0);

  DoneWork and(DoneWork more) {
    return new DoneWork(deliveries + more.deliveries, schedules + more.schedules, jobs + more.jobs);
  }
}
