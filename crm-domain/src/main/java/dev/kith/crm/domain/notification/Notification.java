package dev.kith.crm.domain.notification;

import dev.kith.crm.domain.access.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one user was told. It is unread until they, and nobody else, read it; what is read stays so.
 *
 * @param readAt null while it is unread
 */
public record Notification(
    NotificationId id, UserId user, Message message, Instant at, @Nullable Instant readAt) {

  /** How long one is kept after it was read. */
  public static final Duration KEPT_READ = Duration.ofDays(30);

  /** How long one is kept that nobody reads. */
  public static final Duration KEPT_UNREAD = Duration.ofDays(366);

  public static Notification of(NotificationId id, UserId user, Message message, Instant now) {
    return new Notification(id, user, message, micros(now), null);
  }

  public Notification read(Instant now) {
    return readAt == null ? new Notification(id, user, message, at, micros(now)) : this;
  }

  public boolean isUnread() {
    return readAt == null;
  }

  private static Instant micros(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }
}
