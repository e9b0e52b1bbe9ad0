package dev.kith.crm.application.notification;

import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;

/** Wires notifications. */
public final class NotificationFeature {

  /** The kind of the job that forgets those which have been read, or left, for long. */
  public static final String CLEAN = "notification.clean";

  private final Kernel kernel;
  private final Notifier notifier;

  public NotificationFeature(Kernel kernel) {
    this.kernel = kernel;
    this.notifier = new StoredNotifier(kernel);
  }

  public Notifications notifications(Context context) {
    return new NotificationService(kernel, context);
  }

  /** For the features that tell something. */
  public Notifier notifier() {
    return notifier;
  }

  public void clean(JobRun run) {
    run.finish(
            () -> {
              Instant now = kernel.now();
              int forgotten =
                  kernel
                      .storage()
                      .notifications()
                      .forget(
                          now.minus(Notification.KEPT_READ), now.minus(Notification.KEPT_UNREAD));
              run.progress(forgotten, (long) forgotten, "");
              return Outcome.done(forgotten);
            })
        .orElseThrow();
  }
}
