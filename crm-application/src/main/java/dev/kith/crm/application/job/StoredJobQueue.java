package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

final class StoredJobQueue implements JobQueue {

  private final Kernel kernel;
  private final Runnable wake;

  StoredJobQueue(Kernel kernel, Runnable wake) {
    this.kernel = kernel;
    this.wake = wake;
  }

  @Override
  public JobId enqueue(JobRequest request) {
    return kernel
        .transactions()
        .always(() -> {
          Instant now = kernel.now();
          Instant runAt =
              request.runAt() == null ? now : request.runAt().truncatedTo(ChronoUnit.MICROS);
          JobId id =
              kernel
                  .storage()
                  .jobs()
                  .add(new JobStore.NewJob(new JobId(kernel.ids().next()), request, runAt, now));
          kernel.transactions().afterCommit(wake);
          return id;
        });
  }
}
