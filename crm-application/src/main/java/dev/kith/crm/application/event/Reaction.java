package dev.kith.crm.application.event;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the CRM, or the application around it, does when something has happened.
 *
 * <p>It is called after the change has committed, at least once per event, in order for each
 * subject, within a transaction that also marks the delivery: what it writes to the CRM's own
 * storage happens exactly once. What it does elsewhere it must make repeatable itself, by {@link
 * EventEnvelope#id()}. It answers no by throwing; it is then called again, later and later, and
 * after the last attempt the delivery is parked as a dead letter, from where it can be replayed.
 *
 * @param name stable: deliveries under way refer to it
 * @param wants says of an event type, such as {@code lead.captured.v1}, whether it is wanted; it is
 *     asked within the transaction in which the event is kept, for each event, so it must be quick
 */
public record Reaction(String name, Predicate<String> wants, Consumer<EventEnvelope> handler) {

  public Reaction(String name, Set<String> types, Consumer<EventEnvelope> handler) {
    this(name, ImmutableSet.copyOf(types)::contains, handler);
  }

  public static Reaction to(String type, String name, Consumer<EventEnvelope> handler) {
    return new Reaction(name, Set.of(type), handler);
  }
}
