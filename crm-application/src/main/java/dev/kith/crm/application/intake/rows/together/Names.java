package dev.kith.crm.application.intake.rows.together;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What records are called by in the cells of rows. A record may be called otherwise by now: look at
 * it again.
 *
 * @param <I> the id of a record
 */
final class Names<I> {

  private final Map<String, Set<I>> called = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  void add(String text, I id) {
    called.computeIfAbsent(text, t -> new LinkedHashSet<>()).add(id);
  }

  Set<I> of(String text) {
    return called.getOrDefault(text, Set.of());
  }

  /** Has those of the texts read that were not asked for before, in one go. */
  void meet(Collection<String> wanted, Consumer<Set<String>> read) {
    Set<String> unknown = new HashSet<>(wanted);
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      asked.addAll(unknown);
      read.accept(unknown);
    }
  }
}
