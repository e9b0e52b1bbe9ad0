package dev.kith.crm.application.notification;

import dev.kith.crm.domain.notification.Message;

/**
 * Where features tell users something. It is part of the caller's run: undone with it, and kept
 * with it.
 */
@FunctionalInterface
public interface Notifier {

  /**
   * Tells everybody of an audience who has not been told under the same {@linkplain Message#key()
   * key}; an audience may be empty.
   *
   * @return how many were told now
   */
  int tell(Audience audience, Message message);
}
