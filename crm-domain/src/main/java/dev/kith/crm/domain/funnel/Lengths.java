package dev.kith.crm.domain.funnel;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long something took, each time, in whole hours. */
public final class Lengths {

  private final SortedMap<Long, Long> counts = new TreeMap<>();
  private long count;

  public void add(long hours, long times) {
    counts.merge(hours, times, Long::sum);
    count += times;
  }

  public void addAll(Lengths others) {
    others.counts.forEach(this::add);
  }

  public long count() {
    return count;
  }

  /**
   * The shortest length that so many percent of all do not exceed (the nearest rank); null where
   * there is none.
   */
  public @Nullable Duration percentile(int percent) {
    // So many have to be as short: the next whole number.
    long wanted = Math.max(1, (count * percent + 99) / 100);
    long seen = 0;
    for (var length : counts.entrySet()) {
      seen += length.getValue();
      if (seen >= wanted) {
        return Duration.ofHours(length.getKey());
      }
    }
    return null;
  }

  /** How many percent are as long or shorter, from 0 to 100, cut; null where there is none. */
  public @Nullable Integer rank(Duration length) {
    if (count == 0) {
      return null;
    }
    long shorter =
        counts.headMap(length.toHours() + 1).values().stream().mapToLong(Long::longValue).sum();
    return (int) (100 * shorter / count);
  }
}
