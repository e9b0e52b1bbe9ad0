package dev.kith.crm.persistence.intake.duplicates.merge;

import static dev.kith.crm.persistence.generated.Tables.LEAD_MERGE;
import static dev.kith.crm.persistence.generated.Tables.LEAD_MERGE_LOSER;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.LeadMergeRecord;
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
        .selectFrom(LEAD_MERGE)
        .where(LEAD_MERGE.ID.eq(id.value()))
        .fetchOptional(this::merge);
  }

  @Override
  public Outcome<Merge> add(Merge merge) {
    database.dsl().insertInto(LEAD_MERGE).set(row(merge)).execute();
    database
        .dsl()
        .insertInto(LEAD_MERGE_LOSER, LEAD_MERGE_LOSER.LEAD_ID, LEAD_MERGE_LOSER.MERGE_ID)
        .valuesOfRows(
            merge.losers().stream().map(l -> DSL.row(l.value(), merge.id().value())).toList())
        .execute();
    return Outcome.done(merge);
  }

  @Override
  public Outcome<Merge> update(Merge merge) {
    UUID id = merge.id().value();
    long before = merge.revision().version() - 1;
    LeadMergeRecord row = row(merge);
    row.touched(LEAD_MERGE.ID, false);
    int updated =
        database
            .dsl()
            .update(LEAD_MERGE)
            .set(row)
            .where(LEAD_MERGE.ID.eq(id).and(LEAD_MERGE.VERSION.eq(before)))
            .execute();
    long actual = updated == 1 ? 0 : find(merge.id()).map(m -> m.revision().version()).orElse(0L);
    return updated == 1
        ? Outcome.done(merge)
        : Outcome.refused(new StaleVersion("merge", id.toString(), before, actual));
  }

  @Override
  public List<Merge> list(
      Visibility visible, @Nullable LeadId lead, @Nullable MergeId after, int limit) {
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(LEAD_MERGE)
        .where(Owned.isVisible(LEAD_MERGE.MERGED_BY, visible))
        .and(lead == null ? noCondition() : takesPart(lead.value()))
        .and(after == null ? noCondition() : LEAD_MERGE.ID.lt(after.value()))
        .orderBy(LEAD_MERGE.ID.desc())
        .limit(limit)
        .fetch(this::merge);
  }

  private static Condition takesPart(UUID lead) {
    return LEAD_MERGE
        .WINNER_ID
        .eq(lead)
        .or(
            LEAD_MERGE.ID.in(
                select(LEAD_MERGE_LOSER.MERGE_ID)
                    .from(LEAD_MERGE_LOSER)
                    .where(LEAD_MERGE_LOSER.LEAD_ID.eq(lead))));
  }

  private LeadMergeRecord row(Merge merge) {
    LeadMergeRecord row = new LeadMergeRecord();
    row.setId(merge.id().value());
    row.setVersion(merge.revision().version());
    row.setCreatedAt(merge.revision().createdAt());
    row.setUpdatedAt(merge.revision().updatedAt());
    row.setWinnerId(merge.winner().value());
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

  private Merge merge(LeadMergeRecord row) {
    return new Merge(
        new MergeId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new LeadId(row.getWinnerId()),
        database.json().readList(row.getLosers(), LeadId.class),
        database.json().readList(row.getTaken(), Merge.Taken.class),
        database.json().readList(row.getMoved(), Merge.Moved.class),
        new UserId(row.getMergedBy()),
        row.getMergedByName(),
        status(row));
  }

  private MergeStatus status(LeadMergeRecord row) {
    return switch (MergeStatus.Name.valueOf(row.getStatus())) {
      case DONE -> new MergeStatus.Done(row.getStatusSince());
      case UNDONE ->
          new MergeStatus.Undone(
              row.getStatusSince(), database.json().readList(row.getKept(), String.class));
    };
  }
}
