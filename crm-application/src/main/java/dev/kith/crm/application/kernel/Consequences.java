package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Saves what follows from a change of another record, within its run: with audit entries and
 * events, but without asking for a permission, as who may do the one may do the other.
 *
 * @param facts as of {@link Changes.Kind}
 */
public record Consequences<I, A extends Aggregate>(
    Kernel kernel,
    Context context,
    AggregateStore<I, A> store,
    Function<A, Map<String, String>> facts) {

  public void save(String intention, A before, Change<A> change) {
    save(intention, Map.of(before, change));
  }

  /**
   * @param changes of each record, by what it was before; those that change nothing are left out
   * @throws ConcurrentChangeException if somebody changed one of them at the same moment; all of it
   *     is done anew
   */
  public void save(String intention, Map<A, Change<A>> changes) {
    ManyChanges<A> together = new ManyChanges<>(kernel, facts);
    List<ManyChanges.One<A>> made = new ArrayList<>();
    changes.forEach((before, change) -> {
      if (change.next().equals(before)) {
        return;
      }
      if (store.update(change.next()) instanceof Outcome.Refused<A>(var refusal)) {
        throw new ConcurrentChangeException(refusal.detail(), new IllegalStateException());
      }
      made.add(new ManyChanges.One<>(context, intention, before, change));
    });
    together.audit(made);
    made.forEach(one -> kernel.announcing().appendAll(together.events(one)));
  }
}
