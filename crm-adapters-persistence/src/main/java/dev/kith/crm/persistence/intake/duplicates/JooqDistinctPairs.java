package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.DISTINCT_PAIR;
import static org.jooq.impl.DSL.any;

import com.google.common.collect.Lists;
import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.persistence.generated.tables.records.DistinctPairRecord;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The pairs that were told apart. */
public final class JooqDistinctPairs implements DistinctPairs {

  /** H2 nests the rows of such a statement: thousands would be too deep for it. */
  private static final int AT_ONCE = 100;

  private final Database database;

  public JooqDistinctPairs(Database database) {
    this.database = database;
  }

  @Override
  public DistinctPair add(DistinctPair pair) {
    addAll(List.of(pair));
    return database
        .dsl()
        .selectFrom(DISTINCT_PAIR)
        .where(DISTINCT_PAIR.FIRST_RECORD.eq(pair.first()))
        .and(DISTINCT_PAIR.SECOND_RECORD.eq(pair.second()))
        .fetchSingle(JooqDistinctPairs::pair);
  }

  @Override
  public List<DistinctPair> addAll(List<DistinctPair> pairs) {
    Set<UUID> added = new HashSet<>();
    for (List<DistinctPair> some : Lists.partition(pairs, AT_ONCE)) {
      database
          .dsl()
          .insertInto(DISTINCT_PAIR)
          .set(some.stream().map(JooqDistinctPairs::row).toList())
          .onConflictDoNothing()
          .execute();
      added.addAll(
          database
              .dsl()
              .select(DISTINCT_PAIR.ID)
              .from(DISTINCT_PAIR)
              .where(
                  DISTINCT_PAIR.ID.eq(
                      any(some.stream().map(pair -> pair.id().value()).toArray(UUID[]::new))))
              .fetch(DISTINCT_PAIR.ID));
    }
    return pairs.stream().filter(pair -> added.contains(pair.id().value())).toList();
  }

  private static DistinctPairRecord row(DistinctPair pair) {
    DistinctPairRecord row = new DistinctPairRecord();
    row.setId(pair.id().value());
    row.setKind(pair.kind().name());
    row.setFirstRecord(pair.first());
    row.setSecondRecord(pair.second());
    row.setToldBy(pair.by().value());
    row.setToldByName(pair.byName());
    row.setToldAt(pair.at());
    return row;
  }

  @Override
  public Optional<DistinctPair> find(DistinctPairId id) {
    return database
        .dsl()
        .selectFrom(DISTINCT_PAIR)
        .where(DISTINCT_PAIR.ID.eq(id.value()))
        .fetchOptional(JooqDistinctPairs::pair);
  }

  @Override
  public boolean remove(DistinctPairId id) {
    return database.dsl().deleteFrom(DISTINCT_PAIR).where(DISTINCT_PAIR.ID.eq(id.value())).execute()
        > 0;
  }

  @Override
  public List<DistinctPair> of(Collection<UUID> records) {
    UUID[] ids = records.toArray(UUID[]::new);
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(DISTINCT_PAIR)
        .where(DISTINCT_PAIR.FIRST_RECORD.eq(any(ids)))
        .or(DISTINCT_PAIR.SECOND_RECORD.eq(any(ids)))
        .orderBy(DISTINCT_PAIR.ID.desc())
        .fetch(JooqDistinctPairs::pair);
  }

  private static DistinctPair pair(DistinctPairRecord row) {
    return new DistinctPair(
        new DistinctPairId(row.getId()),
        MergeKind.valueOf(row.getKind()),
        row.getFirstRecord(),
        row.getSecondRecord(),
        new UserId(row.getToldBy()),
        row.getToldByName(),
        row.getToldAt());
  }
}
