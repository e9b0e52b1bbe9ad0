package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.kith.crm.application.task.reminder.ReminderStore;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderState;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

final class MemoryReminders implements ReminderStore {

  private record Key(TaskId task, Reminder reminder) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<Key, Planned> rows;
  private final MemoryTable<Key, JobId> left;

  MemoryReminders(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.rows = new MemoryTable<>(transactions);
    this.left = new MemoryTable<>(transactions);
  }

  @Override
  public Map<TaskId, List<ReminderState>> of(Collection<TaskId> tasks) {
    return rows.all().stream()
        .filter(row -> tasks.contains(row.task()))
        .collect(groupingBy(Planned::task, mapping(Planned::state, toList())));
  }

  @Override
  public List<ReminderState> lock(TaskId task) {
    return of(List.of(task)).getOrDefault(task, List.of());
  }

  @Override
  public void replace(TaskId task, List<ReminderState> states) {
    transactions.alone(() -> {
      lock(task).forEach(state -> forget(new Key(task, state.reminder())));
      states.forEach(state -> update(new Planned(task, state)));
      return states;
    });
  }

  private void forget(Key key) {
    rows.remove(key);
    left.remove(key);
  }

  @Override
  public void update(Planned taken) {
    rows.put(key(taken), taken);
    left.remove(key(taken));
  }

  @Override
  public Optional<Planned> takeNext(Instant now) {
    return transactions.alone(() ->
        taken(
            planned()
                .filter(row -> !due(row).isAfter(now))
                .min(comparing(MemoryReminders::due).thenComparing(row -> row.task().toString()))));
  }

  @Override
  public Optional<Instant> nextDue() {
    return planned().map(MemoryReminders::due).min(Instant::compareTo);
  }

  @Override
  public boolean leaveTo(JobId job, Planned planned) {
    return transactions.alone(() -> {
      boolean waits = planned().anyMatch(planned::equals);
      if (waits) {
        left.put(key(planned), job);
      }
      return waits;
    });
  }

  @Override
  public Optional<Planned> takeLeft(JobId job) {
    return transactions.alone(() ->
        taken(
            rows.all().stream()
                .filter(row -> left.find(key(row)).equals(Optional.of(job)))
                .findAny()));
  }

  private Optional<Planned> taken(Optional<Planned> next) {
    next.ifPresent(row -> update(new Planned(row.task(), row.state().taken())));
    return next;
  }

  private Stream<Planned> planned() {
    return rows.all().stream()
        .filter(row -> row.state().due() != null)
        .filter(row -> left.find(key(row)).isEmpty());
  }

  private static Key key(Planned row) {
    return new Key(row.task(), row.state().reminder());
  }

  private static Instant due(Planned row) {
    return Objects.requireNonNull(row.state().due());
  }
}
