package dev.kith.crm.application.list;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page begins; null if this is the last
 * @param total how many there are on all pages; null unless it was asked for
 */
public record Page<V>(List<V> items, @Nullable Cursor next, @Nullable Long total) {

  public Page {
    items = List.copyOf(items);
  }

  public <R> Page<R> map(Function<V, R> change) {
    return new Page<>(items.stream().map(change).toList(), next, total);
  }
}
