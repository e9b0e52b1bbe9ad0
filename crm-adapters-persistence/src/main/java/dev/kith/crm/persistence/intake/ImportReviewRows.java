package dev.kith.crm.persistence.intake;

import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_REVIEW;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.persistence.generated.tables.records.LeadImportReviewRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** Rows of imports that were put aside, and what was decided on them. */
final class ImportReviewRows {

  private static final List<Field<?>> COLUMNS =
      List.of(
          LEAD_IMPORT_REVIEW.IMPORT_ID,
          LEAD_IMPORT_REVIEW.SOURCE_ROW,
          LEAD_IMPORT_REVIEW.SOURCE_LINE,
          LEAD_IMPORT_REVIEW.LEAD_ID,
          LEAD_IMPORT_REVIEW.CHANGES,
          LEAD_IMPORT_REVIEW.LEAD_VERSION);

  private final Database database;

  ImportReviewRows(Database database) {
    this.database = database;
  }

  void add(ImportId id, List<ImportedRow> aside) {
    Bulk.insert(
        database,
        LEAD_IMPORT_REVIEW,
        COLUMNS,
        aside,
        row ->
            new @Nullable Object[] {
              id.value(),
              row.row(),
              row.line(),
              row.record(),
              database.json().write(row.changes()),
              row.version()
            });
  }

  List<ImportedRow> find(ImportId id, boolean open, long after, int limit) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_REVIEW)
        .where(LEAD_IMPORT_REVIEW.IMPORT_ID.eq(id.value()))
        .and(open ? LEAD_IMPORT_REVIEW.DECISION.isNull() : noCondition())
        .and(LEAD_IMPORT_REVIEW.SOURCE_ROW.gt(after))
        .orderBy(LEAD_IMPORT_REVIEW.SOURCE_ROW)
        .limit(limit)
        .fetch(this::row);
  }

  List<ImportedRow> undecided(ImportId id, Collection<Long> rows) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_REVIEW)
        .where(LEAD_IMPORT_REVIEW.IMPORT_ID.eq(id.value()))
        .and(LEAD_IMPORT_REVIEW.SOURCE_ROW.eq(any(rows.toArray(new Long[0]))))
        .and(LEAD_IMPORT_REVIEW.DECISION.isNull())
        .orderBy(LEAD_IMPORT_REVIEW.SOURCE_ROW)
        .fetch(this::row);
  }

  Map<ReviewDecision, Long> decided(ImportId id) {
    return database
        .dsl()
        .select(LEAD_IMPORT_REVIEW.DECISION, count())
        .from(LEAD_IMPORT_REVIEW)
        .where(LEAD_IMPORT_REVIEW.IMPORT_ID.eq(id.value()))
        .and(LEAD_IMPORT_REVIEW.DECISION.isNotNull())
        .groupBy(LEAD_IMPORT_REVIEW.DECISION)
        .fetchMap(row -> ReviewDecision.valueOf(row.value1()), row -> row.value2().longValue());
  }

  void decide(ImportId id, Map<Long, ReviewDecision> decisions, UserId by, Instant at) {
    List<Query> updates = new ArrayList<>(decisions.size());
    decisions.forEach((row, decision) ->
        updates.add(
            database
                .dsl()
                .update(LEAD_IMPORT_REVIEW)
                .set(LEAD_IMPORT_REVIEW.DECISION, decision.name())
                .set(LEAD_IMPORT_REVIEW.DECIDED_BY, by.value())
                .set(LEAD_IMPORT_REVIEW.DECIDED_AT, at)
                .where(LEAD_IMPORT_REVIEW.IMPORT_ID.eq(id.value()))
                .and(LEAD_IMPORT_REVIEW.SOURCE_ROW.eq(row))
                .and(LEAD_IMPORT_REVIEW.DECISION.isNull())));
    if (updates.isEmpty()) {
      return;
    }
    for (int updated : database.dsl().batch(updates).execute()) {
      if (updated == 0) {
        throw new ConcurrentChangeException(
            "somebody has decided on a row", new IllegalStateException("import " + id));
      }
    }
  }

  void drop(ImportId id) {
    database
        .dsl()
        .deleteFrom(LEAD_IMPORT_REVIEW)
        .where(LEAD_IMPORT_REVIEW.IMPORT_ID.eq(id.value()))
        .execute();
  }

  private ImportedRow row(LeadImportReviewRecord row) {
    return new ImportedRow(
        row.getSourceRow(),
        row.getSourceLine(),
        RowFate.REVIEW,
        row.getLeadId(),
        database.json().readList(row.getChanges(), FieldChange.class),
        row.getLeadVersion());
  }
}
