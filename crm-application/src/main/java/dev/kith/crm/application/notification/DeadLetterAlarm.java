package dev.kith.crm.application.notification;

import dev.kith.crm.application.event.DeadLetterAlerts;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.shared.Subject;
import java.time.InstantSource;
import java.time.ZoneOffset;

/**
 * Tells administrators of events that a reaction did not get: of each reaction once a day, since
 * one that is broken may lose thousands.
 */
public final class DeadLetterAlarm implements DeadLetterAlerts {

  public static final String DEAD = "event.dead";

  private final Notifier notifier;
  private final InstantSource clock;

  public DeadLetterAlarm(Notifier notifier, InstantSource clock) {
    this.notifier = notifier;
    this.clock = clock;
  }

  @Override
  public void parked(EventEnvelope event, String reaction, String error) {
    var day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    notifier.tell(
        Audience.administrators(),
        new Message(
            DEAD + "/" + reaction + "/" + day,
            DEAD,
            "Events for “" + reaction + "” were given up",
            error,
            new Subject("event", event.id()),
            "event/" + event.id()));
  }
}
