package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import java.time.Instant;
import java.util.Optional;

/** Brings about the jobs of schedules that are due: one job, however many times were missed. */
final class ScheduleRunner implements WorkLoop.Work {

  private final Kernel kernel;
  private final ScheduleStore store;
  private final JobQueue queue;

  ScheduleRunner(Kernel kernel, JobQueue queue) {
    this.kernel = kernel;
    this.store = kernel.storage().schedules();
    this.queue = queue;
  }

  @Override
  public boolean doNext() {
    Instant now = kernel.now();
    return kernel
        .transactions()
        .always(() -> {
          Optional<ScheduleView> due = store.lockDue(now);
          due.ifPresent(schedule -> {
            queue.enqueue(jobOf(schedule));
            store.update(
                new ScheduleView(
                    schedule.name(),
                    schedule.schedule(),
                    schedule.kind(),
                    true,
                    schedule.schedule().next(now),
                    now));
          });
          return due.isPresent();
        });
  }

  @Override
  public Optional<Instant> nextDue() {
    return store.nextDue();
  }

  /** Never two at a time: if the last one still runs, this time is left out. */
  static JobRequest jobOf(ScheduleView schedule) {
    return JobRequest.of(schedule.kind()).unique("schedule/" + schedule.name());
  }
}
