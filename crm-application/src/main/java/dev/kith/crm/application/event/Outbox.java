package dev.kith.crm.application.event;

import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps events with the change that they belong to, and what is still to be delivered of them. */
public interface Outbox {

  /** An event and the names of the reactions that it is to be delivered to. */
  record Entry(EventEnvelope envelope, List<String> reactions) {
    public Entry {
      reactions = List.copyOf(reactions);
    }
  }

  /**
   * An event on its way to one reaction.
   *
   * @param attempts how often it has been tried
   * @param error what the last attempt said; null before the first
   * @param deadSince when it was given up; null while it is still to be tried
   */
  record Delivery(
      EventEnvelope envelope,
      String reaction,
      int attempts,
      Instant nextAttemptAt,
      @Nullable String error,
      @Nullable Instant deadSince) {}

  /**
   * How much is to be delivered.
   *
   * @param waiting deliveries that will still be tried
   * @param dead letters
   * @param oldestWaiting when the oldest event among those that wait happened; null if none waits
   */
  record Backlog(long waiting, long dead, @Nullable Instant oldestWaiting) {}

  /**
   * Adds events in the current run, in their order; each is due for its reactions from its own
   * moment on, which is at once.
   */
  void append(List<Entry> entries);

  /**
   * The next delivery that is due, locked for the current run: nobody else gets it meanwhile. One
   * is due when its next attempt is not later than {@code now}, no earlier event of the same
   * subject still waits for the same reaction, and it is not dead. A dead letter does not hold back
   * the events behind it.
   */
  Optional<Delivery> lockNext(Instant now);

  /** The delivery has been made. */
  void delivered(UUID event, String reaction);

  /** The attempt failed, to be repeated. */
  void failed(UUID event, String reaction, String error, Instant nextAttemptAt);

  /** The last attempt failed. */
  void parked(UUID event, String reaction, String error, Instant at);

  /**
   * When the next delivery becomes due, of those that wait behind no other; empty if none waits.
   */
  Optional<Instant> nextDue();

  /** Whether an event of this subject still waits for the reaction; dead letters do not wait. */
  boolean isWaiting(Subject subject, String reaction);

  Optional<EventEnvelope> find(UUID event);

  /**
   * Events of some types that happened from a moment on, in the order in which they were appended.
   *
   * @param after only events behind this one; null from the beginning
   */
  List<EventEnvelope> since(
      Instant from, Collection<String> types, @Nullable UUID after, int limit);

  Backlog backlog();

  /** The dead letters, the oldest events first. */
  List<Delivery> deadLetters(int limit);

  /**
   * Makes a dead letter due again at {@code now}, as if it had never been tried; false if there is
   * none such.
   */
  boolean replay(UUID event, String reaction, Instant now);

  /**
   * Events in the order in which they were appended.
   *
   * @param after only events behind this one; null from the beginning
   */
  List<EventEnvelope> after(@Nullable UUID after, int limit);
}
