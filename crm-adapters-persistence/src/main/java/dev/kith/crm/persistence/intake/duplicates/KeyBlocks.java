package dev.kith.crm.persistence.intake.duplicates;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys.Block;
import dev.kith.crm.persistence.kernel.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Which records have a key in common, for many keys at once. */
final class KeyBlocks {

  /**
   * Where keys are kept.
   *
   * @param only which rows of the table count
   */
  record KeyTable(Table<?> table, Field<Long> key, Field<UUID> record, Condition only) {}

  private final Database database;
  private final KeyPlaces places;
  private final KeyTable keys;

  /**
   * @param places where the keys of this table stand in their index
   */
  KeyBlocks(Database database, KeyPlaces places, KeyTable keys) {
    this.database = database;
    this.places = places;
    this.keys = keys;
  }

  /** The records of these keys, without keys that only one has, and without common ones. */
  Map<Long, List<UUID>> small(List<Long> asked) {
    Map<Long, List<UUID>> small =
        new HashMap<>(
            switch (database.vendor()) {
              case POSTGRESQL -> byKey(entriesUpToCommon(asked));
              case H2 -> byKey(entries(shared(asked)));
            });
    small.values().removeIf(records -> records.size() < 2 || records.size() > BlockingKeys.COMMON);
    return small;
  }

  /** All records of these keys. */
  Map<Long, List<UUID>> whole(List<Long> asked) {
    return byKey(entries(asked));
  }

  /** In the order of the keys. */
  List<Block> large(@Nullable Long after, int most) {
    return places.hasSegments() ? largeOfSegments(after, most) : largeInOrder(after, most);
  }

  private List<Block> largeInOrder(@Nullable Long after, int most) {
    return database
        .dsl()
        .select(keys.key, count())
        .from(keys.table)
        .where(keys.only)
        .and(after == null ? noCondition() : keys.key.gt(after))
        .groupBy(keys.key)
        .having(count().gt(BlockingKeys.COMMON))
        .orderBy(keys.key)
        .limit(most)
        .fetch(KeyBlocks::block);
  }

  /** Counted in memory, and thus span by span. */
  private List<Block> largeOfSegments(@Nullable Long after, int most) {
    long last = places.lastSegment();
    long span = places.span(last);
    List<Block> found = new ArrayList<>();
    // A scan from before there were segments may go on behind a key of another kind.
    long from = after == null || after < 0 || after >= KeyPlaces.end() ? 0 : after + 1;
    while (from < KeyPlaces.end() && found.size() < most) {
      long to = Math.min(KeyPlaces.end(), from + span);
      found.addAll(largeBetween(from, to, last));
      from = to;
    }
    return found.subList(0, Math.min(most, found.size()));
  }

  private List<Block> largeBetween(long from, long to, long lastSegment) {
    Table<?> segments = KeyPlaces.segments(lastSegment);
    Field<Long> beginning = KeyPlaces.beginning(segments);
    Field<Long> key = places.key(keys.key);
    return database
        .dsl()
        .select(key, count())
        .from(segments)
        .join(keys.table)
        .on(keys.only)
        .and(keys.key.ge(beginning.plus(inline(from))))
        .and(keys.key.lt(beginning.plus(inline(to))))
        .groupBy(key)
        .having(count().gt(BlockingKeys.COMMON))
        .orderBy(key)
        .fetch(KeyBlocks::block);
  }

  private static Block block(Record2<Long, Integer> row) {
    return new Block(Long.toString(row.value1()), row.value2());
  }

  /** For each key one look into the index, which ends as soon as the key proves common. */
  private Result<Record2<Long, UUID>> entriesUpToCommon(List<Long> asked) {
    Table<?> wanted = wanted(asked);
    Field<Long> key = wantedKey(wanted);
    Table<?> few =
        lateral(
                select(keys.record)
                    .from(keys.table)
                    .where(keys.only)
                    .and(keys.key.eq(key))
                    .orderBy(keys.record)
                    .limit(inline(BlockingKeys.COMMON + 1)))
            .as("few");
    return database
        .dsl()
        .select(key, field(name("few", keys.record.getName()), UUID.class))
        .from(wanted)
        .crossJoin(few)
        .fetch();
  }

  /**
   * H2 has no lateral joins: keys are counted first, so that common ones never come into memory.
   */
  private List<Long> shared(List<Long> asked) {
    Table<?> wanted = wanted(places.of(asked));
    Field<Long> key = places.key(keys.key);
    return database
        .dsl()
        .select(key)
        .from(wanted)
        .leftJoin(keys.table)
        .on(keys.only)
        .and(keys.key.eq(wantedKey(wanted)))
        .where(keys.key.isNotNull())
        .groupBy(key)
        .having(count().between(2, BlockingKeys.COMMON))
        .fetch(key);
  }

  /**
   * All leads of these keys. H2 would look through the whole index for a condition on the list;
   * joined from the list, each key is looked up.
   */
  private Result<Record2<Long, UUID>> entries(List<Long> asked) {
    Table<?> wanted = wanted(places.of(asked));
    return database
        .dsl()
        .selectDistinct(places.key(keys.key), keys.record)
        .from(wanted)
        .leftJoin(keys.table)
        .on(keys.only)
        .and(keys.key.eq(wantedKey(wanted)))
        .where(keys.key.isNotNull())
        .fetch();
  }

  private static Table<?> wanted(List<Long> keys) {
    return unnest(keys.toArray(new Long[0])).as("wanted", "blocking_key");
  }

  private static Field<Long> wantedKey(Table<?> wanted) {
    return Objects.requireNonNull(wanted.field("blocking_key", Long.class));
  }

  private static Map<Long, List<UUID>> byKey(Result<Record2<Long, UUID>> entries) {
    return entries.stream()
        .collect(groupingBy(Record2::value1, mapping(Record2::value2, toList())));
  }
}
