package dev.kith.crm.persistence.kernel;

import static dev.kith.crm.persistence.generated.Tables.RECORD_BLOCKING_KEY;
import static org.jooq.impl.DSL.any;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The keys by which records of one kind are found that may be the same, as numbers: 64 bits of a
 * hash are enough to find candidates, which are compared anyway.
 */
public final class RecordKeyTable {

  private final Database database;
  private final String type;

  public RecordKeyTable(Database database, String type) {
    this.database = database;
    this.type = type;
  }

  public static Set<Long> hashes(Collection<String> keys) {
    Set<Long> hashes = new HashSet<>();
    keys.forEach(key -> hashes.add(hash(key)));
    return hashes;
  }

  public static long hash(String key) {
    return Hashing.farmHashFingerprint64().hashString(key, StandardCharsets.UTF_8).asLong();
  }

  /** Keys of records that have none yet. */
  public void begin(Map<UUID, Set<String>> born) {
    insert(
        born.entrySet().stream()
            .flatMap(record ->
                hashes(record.getValue()).stream()
                    .sorted()
                    .map(hash -> new Object[] {type, hash, record.getKey()}))
            .toList());
  }

  /** Gives records other keys; none where they are not to be found any more. */
  public void replace(Map<UUID, Set<String>> now) {
    if (now.isEmpty()) {
      return;
    }
    SetMultimap<UUID, Long> gone = HashMultimap.create();
    database
        .dsl()
        .select(RECORD_BLOCKING_KEY.RECORD_ID, RECORD_BLOCKING_KEY.BLOCKING_KEY)
        .from(RECORD_BLOCKING_KEY)
        .where(RECORD_BLOCKING_KEY.RECORD_ID.eq(any(now.keySet().toArray(UUID[]::new))))
        .and(RECORD_BLOCKING_KEY.RECORD_TYPE.eq(type))
        .forEach(row -> gone.put(row.value1(), row.value2()));
    List<Object[]> added = new ArrayList<>();
    now.forEach((record, keys) ->
        hashes(keys).stream()
            .sorted()
            .filter(hash -> !gone.remove(record, hash))
            .forEach(hash -> added.add(new Object[] {type, hash, record})));
    gone.asMap()
        .forEach((record, hashes) ->
            database
                .dsl()
                .deleteFrom(RECORD_BLOCKING_KEY)
                .where(RECORD_BLOCKING_KEY.RECORD_TYPE.eq(type))
                .and(RECORD_BLOCKING_KEY.RECORD_ID.eq(record))
                .and(RECORD_BLOCKING_KEY.BLOCKING_KEY.eq(any(hashes.toArray(Long[]::new))))
                .execute());
    insert(added);
  }

  private void insert(List<Object[]> rows) {
    Bulk.insert(
        database,
        RECORD_BLOCKING_KEY,
        List.of(
            RECORD_BLOCKING_KEY.RECORD_TYPE,
            RECORD_BLOCKING_KEY.BLOCKING_KEY,
            RECORD_BLOCKING_KEY.RECORD_ID),
        rows,
        row -> row);
  }
}
