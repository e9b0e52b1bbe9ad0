package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;

import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans in memory, each under its key. */
class MemoryPlans<K, P> implements Plans<P> {

  private record Row<P>(P plan, @Nullable JobId leftTo) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<K, Row<P>> rows;
  private final Function<P, K> key;
  private final Function<P, Instant> due;

  MemoryPlans(MemoryTransactions transactions, Function<P, K> key, Function<P, Instant> due) {
    this.transactions = transactions;
    this.rows = new MemoryTable<>(transactions);
    this.key = key;
    this.due = due;
  }

  public void put(P plan) {
    rows.put(key.apply(plan), new Row<>(plan, null));
  }

  public void drop(K dropped) {
    rows.remove(dropped);
  }

  public Optional<P> find(K wanted) {
    return rows.find(wanted).map(Row::plan);
  }

  /** Those that are left to jobs as well. */
  Stream<K> keys() {
    return rows.keys().stream();
  }

  @Override
  public final Optional<P> takeNext(Instant now) {
    return transactions.alone(() ->
        taken(
            waiting()
                .filter(plan -> !due.apply(plan).isAfter(now))
                .min(comparing(due).thenComparing(plan -> key.apply(plan).toString()))));
  }

  @Override
  public final Optional<Instant> nextDue() {
    return waiting().map(due).min(Instant::compareTo);
  }

  @Override
  public final boolean leaveTo(JobId job, P plan) {
    return transactions.alone(() -> {
      boolean waits = rows.find(key.apply(plan)).equals(Optional.of(new Row<>(plan, null)));
      if (waits) {
        rows.put(key.apply(plan), new Row<>(plan, job));
      }
      return waits;
    });
  }

  @Override
  public final Optional<P> takeLeft(JobId job) {
    return transactions.alone(() ->
        taken(
            rows.all().stream().filter(row -> job.equals(row.leftTo())).map(Row::plan).findAny()));
  }

  private Optional<P> taken(Optional<P> plan) {
    plan.ifPresent(taken -> drop(key.apply(taken)));
    return plan;
  }

  private Stream<P> waiting() {
    return rows.all().stream().filter(row -> row.leftTo() == null).map(Row::plan);
  }
}
