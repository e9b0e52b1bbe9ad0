package dev.kith.crm.testkit;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Aggregates in memory under their versions; what else must hold of them, the store says with each
 * change.
 */
final class MemoryAggregates<I, A extends Aggregate> {

  private final MemoryTransactions transactions;
  private final MemoryTable<I, A> table;
  private final Function<A, I> id;

  MemoryAggregates(MemoryTransactions transactions, Function<A, I> id) {
    this.transactions = transactions;
    this.table = new MemoryTable<>(transactions);
    this.id = id;
  }

  List<A> all() {
    return table.all();
  }

  /** Live ones only. */
  List<A> live() {
    return all().stream().filter(a -> !a.revision().isDeleted()).toList();
  }

  Optional<A> find(I key) {
    return table.find(key);
  }

  Outcome<A> add(A aggregate, Function<A, Outcome<A>> rule) {
    return transactions.alone(() -> rule.apply(aggregate).map(this::put));
  }

  Outcome<A> update(A aggregate, Function<A, Outcome<A>> rule) {
    return transactions.alone(() -> {
      long expected = aggregate.revision().version() - 1;
      long actual = find(id.apply(aggregate)).map(a -> a.revision().version()).orElse(0L);
      Subject subject = aggregate.subject();
      return expected == actual
          ? rule.apply(aggregate).map(this::put)
          : Outcome.refused(
              new StaleVersion(subject.type(), subject.id().toString(), expected, actual));
    });
  }

  private A put(A aggregate) {
    table.put(id.apply(aggregate), aggregate);
    return aggregate;
  }

  List<A> findAll(Collection<I> keys) {
    return keys.stream().flatMap(key -> find(key).stream()).toList();
  }

  /** Saves each state by itself, where it is known under which versions they are stored. */
  void follow(
      List<Course<A>> courses, Function<A, Outcome<A>> add, Function<A, Outcome<A>> update) {
    for (Course<A> course : courses) {
      boolean isNew = course.before() == null;
      each(course.states().subList(0, isNew ? 1 : 0), add);
      each(course.states().subList(isNew ? 1 : 0, course.states().size()), update);
    }
  }

  /** Adds or updates one after the other; a refusal undoes the run, as a constraint would. */
  static <A> void each(List<A> many, Function<A, Outcome<A>> one) {
    for (A aggregate : many) {
      if (one.apply(aggregate) instanceof Outcome.Refused<A>(var refusal)) {
        throw new ConcurrentChangeException(
            refusal.detail(), new IllegalStateException(refusal.code()));
      }
    }
  }
}
