package dev.kith.crm.application.notification;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the CRM told the actor: being them is all the permission it needs, and what others were told
 * is not found. A program with an API token reads what its owner was told.
 *
 * <p>They are kept for {@link Notification#KEPT_READ} after reading, and for {@link
 * Notification#KEPT_UNREAD} at most.
 */
public interface Notifications {

  /** So far at most, {@link #unread} counts. */
  int MOST_COUNTED = 100;

  /** How many were marked. */
  record Marked(int count) {}

  /** The fields by which they are listed: {@link NotificationFields#CATALOGUE}. */
  FieldCatalogue<Notification> fields();

  /** One's own; there is neither a search nor a bin. */
  Outcome<Page<Notification>> list(ListQuery query);

  /** How many are unread; {@value #MOST_COUNTED} where there are as many, or more. */
  int unread();

  /** Refused with {@code not-found}. */
  Outcome<Notification> get(NotificationId id);

  /** What is read stays so. Refused with {@code not-found}. */
  Outcome<Notification> markRead(NotificationId id);

  /**
   * Marks everything that is unread.
   *
   * @param until only what came then or before, so that what comes meanwhile stays unread; null for
   *     everything
   */
  Outcome<Marked> markAllRead(@Nullable Instant until);
}
