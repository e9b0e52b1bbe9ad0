package dev.kith.crm.application.kernel;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Follows the ways of records that were merged, through any number of merges. */
public final class MergedRecords {

  private MergedRecords() {}

  /**
   * A record, and all that became part of it, those that had become part of these included.
   *
   * @param mergedInto those that became part of one of some straight
   */
  public static <I> Set<I> within(I id, Function<Collection<I>, List<I>> mergedInto) {
    Set<I> all = new LinkedHashSet<>();
    List<I> found = List.of(id);
    while (all.addAll(found)) {
      found = mergedInto.apply(found);
    }
    return all;
  }

  /**
   * The record that one stands for: itself, or what it has become part of at last.
   *
   * @param next what a record has become part of straight; empty if it stands for itself
   */
  public static <I> I last(I id, Function<I, Optional<I>> next) {
    I last = id;
    Optional<I> further = next.apply(last);
    while (further.isPresent()) {
      last = further.get();
      further = next.apply(last);
    }
    return last;
  }
}
