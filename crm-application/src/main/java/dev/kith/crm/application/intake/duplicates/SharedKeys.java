package dev.kith.crm.application.intake.duplicates;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which live records of one kind have the same keys: what a scan goes by, many keys at once. A key
 * that more than {@value BlockingKeys#COMMON} share is large.
 */
public interface SharedKeys {

  /**
   * A large key.
   *
   * @param key as the store names it
   */
  record Block(String key, int records) {}

  /** Which records share each of these keys; keys that only one has are missing, and large ones. */
  Map<String, List<UUID>> sharing(Set<String> keys);

  /**
   * The large keys, in an order of the store's own.
   *
   * @param after the key of the last one of those before; null from the beginning
   */
  List<Block> largeBlocks(@Nullable String after, int most);

  /** The records that share these keys, which {@link #largeBlocks} has named. */
  Map<String, List<UUID>> having(Collection<String> blocks);
}
