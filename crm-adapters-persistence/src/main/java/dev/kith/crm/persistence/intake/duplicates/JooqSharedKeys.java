package dev.kith.crm.persistence.intake.duplicates;

import com.google.common.collect.Lists;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which records have the same keys, these as numbers.
 *
 * @param hash what stands for a key
 */
record JooqSharedKeys(KeyBlocks blocks, ToLongFunction<String> hash) implements SharedKeys {

  private static final int AT_ONCE = 5_000;

  @Override
  public Map<String, List<UUID>> sharing(Set<String> keys) {
    Map<Long, String> texts = new HashMap<>();
    keys.forEach(key -> texts.put(hash.applyAsLong(key), key));
    Map<String, List<UUID>> sharing = new HashMap<>();
    for (List<Long> some : Lists.partition(List.copyOf(texts.keySet()), AT_ONCE)) {
      blocks
          .small(some)
          .forEach((key, records) -> sharing.put(Objects.requireNonNull(texts.get(key)), records));
    }
    return sharing;
  }

  @Override
  public List<Block> largeBlocks(@Nullable String after, int most) {
    return blocks.large(after == null ? null : Long.valueOf(after), most);
  }

  @Override
  public Map<String, List<UUID>> having(Collection<String> named) {
    Map<String, List<UUID>> having = new HashMap<>();
    blocks
        .whole(named.stream().map(Long::valueOf).toList())
        .forEach((key, records) -> having.put(Long.toString(key), records));
    return having;
  }
}
