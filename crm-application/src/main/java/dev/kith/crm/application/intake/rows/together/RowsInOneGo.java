package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.idempotency.Idempotency;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A transaction's worth of rows. Runs inside it touch no database: what is refused is taken out of
 * hand again, the last first.
 */
public final class RowsInOneGo implements Transactions {

  private final Kernel kernel;
  private final Kernel inHand;
  private final ChainsInHand chains;
  private final Deque<Runnable> undoing = new ArrayDeque<>();
  private final List<Outbox.Entry> events = new ArrayList<>();
  private final Set<Runnable> afterwards = new LinkedHashSet<>();

  public RowsInOneGo(Kernel kernel) {
    this.kernel = kernel;
    this.chains = new ChainsInHand(kernel.storage().audit(), this);
    this.inHand =
        new Kernel(
            kernel.storage(),
            kernel.clock(),
            kernel.ids(),
            new Idempotency(this, kernel.storage().idempotencyKeys(), kernel.clock()),
            new Auditing(chains, kernel.ids()),
            kernel.announcing().into(this::announce, this));
  }

  /** With which services work on the rows. */
  public Kernel kernel() {
    return inHand;
  }

  public ChainsInHand chains() {
    return chains;
  }

  private void announce(List<Outbox.Entry> entries) {
    events.addAll(entries);
    orElse(() -> events.subList(events.size() - entries.size(), events.size()).clear());
  }

  /** What is to be done if the present run is undone. */
  void orElse(Runnable undo) {
    undoing.push(undo);
  }

  @Override
  public <T> Outcome<T> run(Supplier<Outcome<T>> work) {
    int before = undoing.size();
    boolean kept = false;
    try {
      Outcome<T> outcome = work.get();
      kept = outcome instanceof Outcome.Done<T>;
      return outcome;
    } finally {
      while (!kept && undoing.size() > before) {
        undoing.pop().run();
      }
    }
  }

  /** Once, however many rows ask for it. */
  @Override
  public void afterCommit(Runnable action) {
    if (afterwards.add(action)) {
      orElse(() -> afterwards.remove(action));
    }
  }

  /** Writes what rows leave behind besides their records. */
  public void save() {
    chains.save();
    kernel.storage().outbox().append(events);
    afterwards.forEach(kernel.transactions()::afterCommit);
  }
}
