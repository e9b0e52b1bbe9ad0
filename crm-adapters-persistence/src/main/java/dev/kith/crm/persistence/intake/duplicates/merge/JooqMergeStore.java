package dev.kith.crm.persistence.intake.duplicates.merge;

import static dev.kith.crm.persistence.generated.Tables.RECORD_MERGE;
import static dev.kith.crm.persistence.generated.Tables.RECORD_MERGE_LOSER;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.RecordMergeRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Merges, with their journals as JSON: they are only ever read as a whole. */
public final class JooqMergeStore implements MergeStore {

  private final Database database;

  public JooqMergeStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Merge> find(MergeId id) {
    return database
        .dsl()
        .selectFrom(RECORD_MERGE)
        .where(RECORD_MERGE.ID.eq(id.value()))
        .fetchOptional(this::merge);
  }

  @Override
  public Outcome<Merge> add(Merge merge) {
    database.dsl().insertInto(RECORD_MERGE).set(row(merge)).execute();
    database
        .dsl()
        .insertInto(RECORD_MERGE_LOSER, RECORD_MERGE_LOSER.LOSER_ID, RECORD_MERGE_LOSER.MERGE_ID)
        .valuesOfRows(merge.losers().stream().map(l -> DSL.row(l, merge.id().value())).toList())
        .execute();
    return Outcome.done(merge);
  }

  @Override
  public Outcome<Merge> update(Merge merge) {
    UUID id = merge.id().value();
    long before = merge.revision().version() - 1;
    RecordMergeRecord row = row(merge);
    row.touched(RECORD_MERGE.ID, false);
    int updated =
        database
            .dsl()
            .update(RECORD_MERGE)
            .set(row)
            .where(RECORD_MERGE.ID.eq(id).and(RECORD_MERGE.VERSION.eq(before)))
            .execute();
    long actual = updated == 1 ? 0 : find(merge.id()).map(m -> m.revision().version()).orElse(0L);
    return updated == 1
        ? Outcome.done(merge)
        : Outcome.refused(new StaleVersion("merge", id.toString(), before, actual));
  }

  @Override
  public List<Merge> list(
      Visibility visible, @Nullable UUID record, @Nullable MergeId after, int limit) {
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(RECORD_MERGE)
        .where(Owned.isVisible(RECORD_MERGE.MERGED_BY, visible))
        .and(record == null ? noCondition() : takesPart(record))
        .and(after == null ? noCondition() : RECORD_MERGE.ID.lt(after.value()))
        .orderBy(RECORD_MERGE.ID.desc())
        .limit(limit)
        .fetch(this::merge);
  }

  private static Condition takesPart(UUID record) {
    return RECORD_MERGE
        .WINNER_ID
        .eq(record)
        .or(
            RECORD_MERGE.ID.in(
                select(RECORD_MERGE_LOSER.MERGE_ID)
                    .from(RECORD_MERGE_LOSER)
                    .where(RECORD_MERGE_LOSER.LOSER_ID.eq(record))));
  }

  private RecordMergeRecord row(Merge merge) {
    RecordMergeRecord row = new RecordMergeRecord();
    row.setId(merge.id().value());
    row.setVersion(merge.revision().version());
    row.setCreatedAt(merge.revision().createdAt());
    row.setUpdatedAt(merge.revision().updatedAt());
    row.setKind(merge.kind().name());
    row.setWinnerId(merge.winner());
    row.setLosers(database.json().write(merge.losers()));
    row.setTaken(database.json().write(merge.taken()));
    row.setMoved(database.json().write(merge.moved()));
    row.setMergedBy(merge.by().value());
    row.setMergedByName(merge.byName());
    row.setStatus(merge.status().name().name());
    row.setStatusSince(merge.status().since());
    row.setKept(
        merge.status() instanceof MergeStatus.Undone undone
            ? database.json().write(undone.kept())
            : null);
    return row;
  }

  private Merge merge(RecordMergeRecord row) {
    return new Merge(
        new MergeId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        MergeKind.valueOf(row.getKind()),
        row.getWinnerId(),
        database.json().readList(row.getLosers(), UUID.class),
        database.json().readList(row.getTaken(), Merge.Taken.class),
        database.json().readList(row.getMoved(), Merge.Moved.class),
        new UserId(row.getMergedBy()),
        row.getMergedByName(),
        status(row));
  }

  private MergeStatus status(RecordMergeRecord row) {
    return switch (MergeStatus.Name.valueOf(row.getStatus())) {
      case DONE -> new MergeStatus.Done(row.getStatusSince());
      case UNDONE ->
          new MergeStatus.Undone(
              row.getStatusSince(), database.json().readList(row.getKept(), String.class));
    };
  }
}
