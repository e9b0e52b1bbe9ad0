package dev.kith.crm.application.notification;

import dev.kith.crm.application.job.JobAlerts;
import dev.kith.crm.application.job.JobHandler.Loss;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.shared.Subject;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Tells administrators of jobs that were given up: of those of which the same is to be said, once a
 * day. A receiver of webhooks that is gone may kill hundreds.
 */
public final class DeadJobAlarm implements JobAlerts {

  public static final String DEAD = "job.dead";

  private final Notifier notifier;

  public DeadJobAlarm(Notifier notifier) {
    this.notifier = notifier;
  }

  @Override
  public void dead(JobView job, Loss loss, Context context) {
    var day = Objects.requireNonNull(job.finishedAt()).atZone(ZoneOffset.UTC).toLocalDate();
    notifier.tell(
        Audience.administrators(),
        new Message(
            DEAD + "/" + loss.same() + "/" + day,
            DEAD,
            loss.text(),
            job.error(),
            new Subject("job", job.id().value()),
            context.cause()));
  }
}
