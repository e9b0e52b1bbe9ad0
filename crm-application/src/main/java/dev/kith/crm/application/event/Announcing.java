package dev.kith.crm.application.event;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Revision;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands the events of a change to the outbox, within the change's transaction, and wakes the
 * dispatcher after it.
 */
public final class Announcing {

  private final Consumer<List<Outbox.Entry>> outbox;
  private final Transactions transactions;
  private final Ids ids;
  private final List<Reaction> reactions;
  private final Runnable wake;

  /**
   * @param wake tells the dispatcher that there is something to deliver
   */
  public Announcing(
      Outbox outbox, Transactions transactions, Ids ids, List<Reaction> reactions, Runnable wake) {
    this(outbox::append, transactions, ids, reactions, wake);
  }

  private Announcing(
      Consumer<List<Outbox.Entry>> outbox,
      Transactions transactions,
      Ids ids,
      List<Reaction> reactions,
      Runnable wake) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.ids = ids;
    this.reactions = List.copyOf(reactions);
    this.wake = wake;
  }

  /** The same, but events are handed to somebody who brings them to the outbox later. */
  public Announcing into(Consumer<List<Outbox.Entry>> other, Transactions theirs) {
    return new Announcing(other, theirs, ids, reactions, wake);
  }

  public void append(Context context, List<DomainEvent> events, Revision revision) {
    appendAll(events.stream().map(event -> entry(context, event, revision)).toList());
  }

  /** For batches: entries made by {@link #entry}, all at once. */
  public void appendAll(List<Outbox.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    outbox.accept(entries);
    if (entries.stream().anyMatch(e -> !e.reactions().isEmpty())) {
      transactions.afterCommit(wake);
    }
  }

  public Outbox.Entry entry(Context context, DomainEvent event, Revision revision) {
    EventEnvelope envelope =
        new EventEnvelope(
            ids.next(),
            event,
            revision.version(),
            revision.updatedAt(),
            context.actor().id().value(),
            context.actor().name(),
            context.requestId(),
            context.cause(),
            context.causation());
    return new Outbox.Entry(
        envelope,
        reactions.stream()
            .filter(r -> r.wants().test(event.type()))
            .map(Reaction::name)
            .collect(ImmutableList.toImmutableList()));
  }
}
