package dev.kith.crm.testkit;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryOutbox implements Outbox {

  private record Letter(UUID event, String reaction) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<UUID, EventEnvelope> events;
  private final MemoryTable<Letter, Delivery> deliveries;

  MemoryOutbox(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.events = new MemoryTable<>(transactions);
    this.deliveries = new MemoryTable<>(transactions);
  }

  @Override
  public void append(List<Entry> entries) {
    transactions.alone(() -> {
      for (Entry entry : entries) {
        EventEnvelope event = entry.envelope();
        events.put(event.id(), event);
        entry
            .reactions()
            .forEach(r ->
                deliveries.put(
                    new Letter(event.id(), r), new Delivery(event, r, 0, event.at(), null, null)));
      }
      return entries;
    });
  }

  /** What is found is locked without more ado: no other run goes on before this one has ended. */
  @Override
  public Optional<Delivery> lockNext(Instant now) {
    return foremost().filter(d -> !d.nextAttemptAt().isAfter(now)).findFirst();
  }

  @Override
  public void delivered(UUID event, String reaction) {
    deliveries.remove(new Letter(event, reaction));
  }

  @Override
  public void failed(UUID event, String reaction, String error, Instant nextAttemptAt) {
    change(
        event,
        reaction,
        d -> new Delivery(d.envelope(), reaction, d.attempts() + 1, nextAttemptAt, error, null));
  }

  @Override
  public void parked(UUID event, String reaction, String error, Instant at) {
    change(
        event,
        reaction,
        d -> new Delivery(d.envelope(), reaction, d.attempts() + 1, d.nextAttemptAt(), error, at));
  }

  @Override
  public Optional<Instant> nextDue() {
    return foremost().map(Delivery::nextAttemptAt).min(Comparator.naturalOrder());
  }

  @Override
  public boolean isWaiting(Subject subject, String reaction) {
    return deliveries.all().stream()
        .anyMatch(d ->
            d.deadSince() == null
                && d.reaction().equals(reaction)
                && d.envelope().event().subject().equals(subject));
  }

  @Override
  public Optional<EventEnvelope> find(UUID event) {
    return events.find(event);
  }

  @Override
  public List<EventEnvelope> since(
      Instant from, Collection<String> types, @Nullable UUID after, int limit) {
    return after(after, Integer.MAX_VALUE).stream()
        .filter(e -> !e.at().isBefore(from) && types.contains(e.event().type()))
        .limit(limit)
        .toList();
  }

  @Override
  public Backlog backlog() {
    List<Delivery> all = deliveries.all();
    List<Delivery> waiting = all.stream().filter(d -> d.deadSince() == null).toList();
    return new Backlog(
        waiting.size(),
        all.size() - waiting.size(),
        waiting.stream().map(d -> d.envelope().at()).min(Comparator.naturalOrder()).orElse(null));
  }

  @Override
  public List<Delivery> deadLetters(int limit) {
    return deliveries.all().stream().filter(d -> d.deadSince() != null).limit(limit).toList();
  }

  @Override
  public boolean replay(UUID event, String reaction, Instant now) {
    return transactions.alone(() -> {
      boolean dead =
          deliveries
              .find(new Letter(event, reaction))
              .filter(d -> d.deadSince() != null)
              .isPresent();
      if (dead) {
        change(event, reaction, d -> new Delivery(d.envelope(), reaction, 0, now, null, null));
      }
      return dead;
    });
  }

  @Override
  public List<EventEnvelope> after(@Nullable UUID after, int limit) {
    List<EventEnvelope> all = events.all();
    int from = after == null ? 0 : all.stream().map(EventEnvelope::id).toList().indexOf(after) + 1;
    return all.stream().skip(from).limit(limit).toList();
  }

  /** Of what still waits, the first for each subject and reaction: nothing overtakes it. */
  private Stream<Delivery> foremost() {
    record Queue(Subject subject, String reaction) {}
    Set<Queue> seen = new HashSet<>();
    return deliveries.all().stream()
        .filter(d -> d.deadSince() == null)
        .filter(d -> seen.add(new Queue(d.envelope().event().subject(), d.reaction())));
  }

  private void change(UUID event, String reaction, UnaryOperator<Delivery> change) {
    Letter letter = new Letter(event, reaction);
    transactions.alone(() -> {
      Delivery changed = change.apply(deliveries.find(letter).orElseThrow());
      deliveries.put(letter, changed);
      return changed;
    });
  }
}
