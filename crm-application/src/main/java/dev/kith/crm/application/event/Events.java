package dev.kith.crm.application.event;

import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has happened, and what became of telling others. Reading needs {@code event:view}, replaying
 * {@code event:administer}, both for all records, since events carry data of every feature.
 */
public interface Events {

  int LARGEST_PAGE = 1_000;

  /**
   * Events in the order in which they were kept; for programs that pull them.
   *
   * @param after the id of the last event that the caller has; null from the beginning
   * @param limit at most {@value #LARGEST_PAGE}, otherwise refused with {@code invalid}
   */
  Outcome<List<EventEnvelope>> after(@Nullable UUID after, int limit);

  /** Deliveries that were given up, the oldest events first. */
  Outcome<List<Outbox.Delivery>> deadLetters(int limit);

  /**
   * Makes a dead letter due again, with all its attempts before it. Refused with {@code not-found}
   * if there is none such.
   *
   * @return the letter's event
   */
  Outcome<UUID> replay(UUID event, String reaction);

  /** How much waits to be delivered. */
  Outcome<Outbox.Backlog> backlog();
}
