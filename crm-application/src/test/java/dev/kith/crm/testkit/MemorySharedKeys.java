package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who shares which keys, found out when somebody asks.
 *
 * @param live the keys of each live record, in the order of their ids
 */
record MemorySharedKeys(Supplier<Map<UUID, Set<String>>> live) implements SharedKeys {

  @Override
  public Map<String, List<UUID>> sharing(Set<String> keys) {
    Map<String, List<UUID>> sharing = having(keys);
    sharing.values().removeIf(ids -> ids.size() < 2 || ids.size() > BlockingKeys.COMMON);
    return sharing;
  }

  @Override
  public List<Block> largeBlocks(@Nullable String after, int most) {
    Set<String> all = new TreeSet<>();
    live.get().values().forEach(all::addAll);
    return having(all).entrySet().stream()
        .filter(hit -> hit.getValue().size() > BlockingKeys.COMMON)
        .filter(hit -> after == null || hit.getKey().compareTo(after) > 0)
        .map(hit -> new Block(hit.getKey(), hit.getValue().size()))
        .sorted(Comparator.comparing(Block::key))
        .limit(most)
        .toList();
  }

  @Override
  public Map<String, List<UUID>> having(Collection<String> keys) {
    Set<String> asked = Set.copyOf(keys);
    Map<String, List<UUID>> hits = new HashMap<>();
    live.get()
        .forEach((record, made) ->
            made.stream()
                .filter(asked::contains)
                .forEach(key -> hits.computeIfAbsent(key, k -> new ArrayList<>()).add(record)));
    return hits;
  }
}
