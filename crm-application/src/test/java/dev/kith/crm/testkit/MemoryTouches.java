package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.intake.attribution.TouchStore;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

final class MemoryTouches implements TouchStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<TouchId, Touch> touches;

  MemoryTouches(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.touches = new MemoryTable<>(transactions);
  }

  @Override
  public void addAll(List<Touch> added) {
    transactions.alone(() -> {
      for (Touch touch : added) {
        if (keysOf(touch.lead()).contains(touch.content().key())) {
          throw new ConcurrentChangeException(
              "the touch is there", new IllegalStateException(touch.content().key()));
        }
        touches.put(touch.id(), touch);
      }
      return added;
    });
  }

  @Override
  public List<Touch> of(LeadId lead) {
    return touches.all().stream().filter(t -> t.lead().equals(lead)).toList();
  }

  @Override
  public List<Touch> of(Collection<LeadId> leads) {
    return touches.all().stream().filter(t -> leads.contains(t.lead())).toList();
  }

  @Override
  public void removeAll(Collection<TouchId> removed) {
    transactions.alone(() -> {
      removed.forEach(touches::remove);
      return removed;
    });
  }

  @Override
  public List<TouchId> move(LeadId from, LeadId to) {
    return transactions.alone(() -> {
      Set<String> there = keysOf(to);
      List<Touch> moved =
          of(from).stream().filter(t -> !there.contains(t.content().key())).toList();
      moved.forEach(touch -> touches.put(touch.id(), touch.of(to)));
      return moved.stream().map(Touch::id).toList();
    });
  }

  @Override
  public void moveBack(Collection<TouchId> moved, LeadId from, LeadId to) {
    transactions.alone(() -> {
      of(from).stream()
          .filter(t -> moved.contains(t.id()))
          .forEach(t -> touches.put(t.id(), t.of(to)));
      return moved;
    });
  }

  private Set<String> keysOf(LeadId lead) {
    return of(lead).stream().map(t -> t.content().key()).collect(toImmutableSet());
  }
}
