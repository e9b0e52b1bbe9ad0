package dev.kith.crm.application.notification;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what users were told. */
public interface NotificationStore {

  /**
   * Keeps them in the current run, without those of which the user has one with the same key;
   * answers how many were kept.
   */
  int addAll(List<Notification> notifications);

  Optional<Notification> find(NotificationId id, UserId user);

  /** The user's, by {@link NotificationFields#CATALOGUE}. */
  Page<Notification> list(ListQuery query, UserId user);

  /** How many of the user are unread, as far as {@code most}. */
  int unread(UserId user, int most);

  /** Keeps that it was read; one that was read before stays as it is. */
  void read(NotificationId id, UserId user, Instant now);

  /** Keeps that all that came until a moment were read; answers how many had not been. */
  int readAll(UserId user, Instant until, Instant now);

  /**
   * Forgets those that were read before a moment, and those that came before another, whether or
   * not they were read; answers how many.
   */
  int forget(Instant readBefore, Instant cameBefore);
}
