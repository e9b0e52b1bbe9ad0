package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.LEAD_BLOCKING_KEY;
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
import dev.kith.crm.application.intake.duplicates.BlockingKeys.Block;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.kernel.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Which leads have a key in common, for many keys at once. */
final class KeyBlocks {

  private final Database database;

  KeyBlocks(Database database) {
    this.database = database;
  }

  /** The leads of these keys, without keys that only one lead has, and without common ones. */
  Map<Long, List<LeadId>> small(List<Long> keys) {
    Map<Long, List<LeadId>> small =
        new HashMap<>(
            switch (database.vendor()) {
              case POSTGRESQL -> byKey(entriesUpToCommon(keys));
              case H2 -> byKey(entries(shared(keys)));
            });
    small.values().removeIf(leads -> leads.size() < 2 || leads.size() > BlockingKeys.COMMON);
    return small;
  }

  /** All leads of these keys. */
  Map<Long, List<LeadId>> whole(List<Long> keys) {
    return byKey(entries(keys));
  }

  /** In the order of the keys. */
  List<Block> large(@Nullable Long after, int most) {
    return database
        .dsl()
        .select(LEAD_BLOCKING_KEY.BLOCKING_KEY, count())
        .from(LEAD_BLOCKING_KEY)
        .where(after == null ? noCondition() : LEAD_BLOCKING_KEY.BLOCKING_KEY.gt(after))
        .groupBy(LEAD_BLOCKING_KEY.BLOCKING_KEY)
        .having(count().gt(BlockingKeys.COMMON))
        .orderBy(LEAD_BLOCKING_KEY.BLOCKING_KEY)
        .limit(most)
        .fetch(r -> new Block(Long.toString(r.value1()), r.value2()));
  }

  /** For each key one look into the index, which ends as soon as the key proves common. */
  private Result<Record2<Long, UUID>> entriesUpToCommon(List<Long> asked) {
    Table<?> wanted = wanted(asked);
    Field<Long> key = wantedKey(wanted);
    Table<?> few =
        lateral(
                select(LEAD_BLOCKING_KEY.LEAD_ID)
                    .from(LEAD_BLOCKING_KEY)
                    .where(LEAD_BLOCKING_KEY.BLOCKING_KEY.eq(key))
                    .orderBy(LEAD_BLOCKING_KEY.LEAD_ID)
                    .limit(inline(BlockingKeys.COMMON + 1)))
            .as("few");
    return database
        .dsl()
        .select(key, field(name("few", "lead_id"), UUID.class))
        .from(wanted)
        .crossJoin(few)
        .fetch();
  }

  /**
   * H2 has no lateral joins: keys are counted first, so that common ones never come into memory.
   */
  private List<Long> shared(List<Long> asked) {
    Table<?> wanted = wanted(asked);
    return database
        .dsl()
        .select(LEAD_BLOCKING_KEY.BLOCKING_KEY)
        .from(wanted)
        .leftJoin(LEAD_BLOCKING_KEY)
        .on(LEAD_BLOCKING_KEY.BLOCKING_KEY.eq(wantedKey(wanted)))
        .where(LEAD_BLOCKING_KEY.BLOCKING_KEY.isNotNull())
        .groupBy(LEAD_BLOCKING_KEY.BLOCKING_KEY)
        .having(count().between(2, BlockingKeys.COMMON))
        .fetch(LEAD_BLOCKING_KEY.BLOCKING_KEY);
  }

  /**
   * All leads of these keys. H2 would look through the whole index for a condition on the list;
   * joined from the list, each key is looked up.
   */
  private Result<Record2<Long, UUID>> entries(List<Long> keys) {
    Table<?> wanted = wanted(keys);
    return database
        .dsl()
        .select(LEAD_BLOCKING_KEY.BLOCKING_KEY, LEAD_BLOCKING_KEY.LEAD_ID)
        .from(wanted)
        .leftJoin(LEAD_BLOCKING_KEY)
        .on(LEAD_BLOCKING_KEY.BLOCKING_KEY.eq(wantedKey(wanted)))
        .where(LEAD_BLOCKING_KEY.BLOCKING_KEY.isNotNull())
        .fetch();
  }

  private static Table<?> wanted(List<Long> keys) {
    return unnest(keys.toArray(new Long[0])).as("wanted", "blocking_key");
  }

  private static Field<Long> wantedKey(Table<?> wanted) {
    return Objects.requireNonNull(wanted.field("blocking_key", Long.class));
  }

  private static Map<Long, List<LeadId>> byKey(Result<Record2<Long, UUID>> entries) {
    return entries.stream()
        .collect(groupingBy(Record2::value1, mapping(r -> new LeadId(r.value2()), toList())));
  }
}
