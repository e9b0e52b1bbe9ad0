package dev.kith.crm.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory, in the order in which its keys came in; what a run changes in it is undone
 * with the run.
 */
public final class MemoryTable<K, V> {

  private record Row<K, V>(long place, K key, V value) {}

  private final MemoryTransactions transactions;
  private final Map<K, Row<K, V>> rows = new HashMap<>();
  private final TreeMap<Long, Row<K, V>> inOrder = new TreeMap<>();
  private long lastPlace;

  public MemoryTable(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  public Optional<V> find(K key) {
    return transactions.alone(() -> Optional.ofNullable(rows.get(key)).map(Row::value));
  }

  /** What stands in the table now; later changes do not show in it. */
  public List<V> all() {
    return transactions.alone(() -> inOrder.values().stream().map(Row::value).toList());
  }

  public List<K> keys() {
    return transactions.alone(() -> inOrder.values().stream().map(Row::key).toList());
  }

  /** A value that is replaced keeps its place in the order. */
  public void put(K key, V value) {
    transactions.alone(() -> {
      Row<K, V> old = rows.get(key);
      place(key, old, new Row<>(old == null ? ++lastPlace : old.place, key, value));
      return value;
    });
  }

  /** Answers what was removed. */
  public Optional<V> remove(K key) {
    return transactions.alone(() -> {
      Row<K, V> old = rows.get(key);
      if (old != null) {
        place(key, old, null);
      }
      return Optional.ofNullable(old).map(Row::value);
    });
  }

  private void place(K key, @Nullable Row<K, V> old, @Nullable Row<K, V> row) {
    set(key, old, row);
    transactions.changed(() -> set(key, row, old));
  }

  private void set(K key, @Nullable Row<K, V> from, @Nullable Row<K, V> to) {
    if (to == null) {
      rows.remove(key);
      inOrder.remove(Objects.requireNonNull(from).place);
    } else {
      rows.put(key, to);
      inOrder.put(to.place, to);
    }
  }
}
