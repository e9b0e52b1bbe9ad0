package dev.kith.crm.application.event;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param types the event types it wants, such as {@code lead.captured.v1}
 */
public record Reaction(String name, Set<String> types, Consumer<EventEnvelope> handler) {

  public Reaction {
    types = ImmutableSet.copyOf(types);
  }

  public static Reaction to(String type, String name, Consumer<EventEnvelope> handler) {
    return new Reaction(name, Set.of(type), handler);
  }
}
