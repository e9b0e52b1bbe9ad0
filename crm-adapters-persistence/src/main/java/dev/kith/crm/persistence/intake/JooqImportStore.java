package dev.kith.crm.persistence.intake;

import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_CLAIM;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_PROBLEM;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_PROGRESS;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_REVERT;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_ROW;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStep;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.LeadImportProgressRecord;
import dev.kith.crm.persistence.generated.tables.records.LeadImportRecord;
import dev.kith.crm.persistence.generated.tables.records.LeadImportRevertRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Imports, with their files and their errors. */
public final class JooqImportStore implements ImportStore {

  private static final int AT_ONCE = 1_000;
  private static final List<Field<?>> PROBLEM_COLUMNS = List.of(LEAD_IMPORT_PROBLEM.fields());
  private static final List<Field<?>> ROW_COLUMNS = List.of(LEAD_IMPORT_ROW.fields());

  private final Database database;
  private final ImportPieces pieces;
  private final ImportClaims claims;
  private final ImportReviewRows reviews;

  public JooqImportStore(Database database) {
    this.database = database;
    pieces = new ImportPieces(database);
    claims = new ImportClaims(database);
    reviews = new ImportReviewRows(database);
  }

  @Override
  public Optional<Import> find(ImportId id) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT)
        .where(LEAD_IMPORT.ID.eq(id.value()))
        .fetchOptional(row -> ImportTable.read(row, database.json()));
  }

  @Override
  public Optional<Import> findLocked(ImportId id) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT)
        .where(LEAD_IMPORT.ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(row -> ImportTable.read(row, database.json()));
  }

  @Override
  public Outcome<Import> add(Import added) {
    database.dsl().insertInto(LEAD_IMPORT).set(ImportTable.row(added, database.json())).execute();
    return Outcome.done(added);
  }

  @Override
  public Outcome<Import> update(Import changed) {
    UUID id = changed.id().value();
    long before = changed.revision().version() - 1;
    LeadImportRecord row = ImportTable.row(changed, database.json());
    row.touched(LEAD_IMPORT.ID, false);
    int updated =
        database
            .dsl()
            .update(LEAD_IMPORT)
            .set(row)
            .where(LEAD_IMPORT.ID.eq(id).and(LEAD_IMPORT.VERSION.eq(before)))
            .execute();
    if (updated == 1) {
      return Outcome.done(changed);
    }
    return find(changed.id())
        .map(stored ->
            Outcome.<Import>refused(
                new StaleVersion("import", id.toString(), before, stored.revision().version())))
        .orElseGet(() -> Outcome.refused(NotFound.of("import", id)));
  }

  @Override
  public void addPiece(ImportId id, int number, byte[] bytes, Instant now) {
    pieces.add(id, number, bytes, now);
  }

  @Override
  public Optional<byte[]> piece(ImportId id, int number) {
    return pieces.find(id, number);
  }

  @Override
  public void dropPieces(ImportId id) {
    pieces.drop(id);
  }

  @Override
  public int dropOrphanedPieces(Instant before) {
    return pieces.dropOrphaned(before);
  }

  @Override
  public List<Import> list(Visibility visible, @Nullable ImportId after, int limit) {
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT)
        .where(Owned.isVisible(LEAD_IMPORT.OWNER_ID, visible))
        .and(after == null ? noCondition() : LEAD_IMPORT.ID.lt(after.value()))
        .orderBy(LEAD_IMPORT.ID.desc())
        .limit(limit)
        .fetch(row -> ImportTable.read(row, database.json()));
  }

  @Override
  public Map<ImportId, Kept> progress(Collection<ImportId> ids, ImportPhase phase) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_PROGRESS)
        .where(
            LEAD_IMPORT_PROGRESS.IMPORT_ID.eq(
                any(ids.stream().map(ImportId::value).toArray(UUID[]::new))))
        .and(LEAD_IMPORT_PROGRESS.PHASE.eq(phase.name()))
        .fetchMap(row -> new ImportId(row.getImportId()), ImportRowTables::kept);
  }

  @Override
  public void advance(
      ImportId id,
      ImportPhase phase,
      ImportProgress before,
      ImportProgress after,
      Instant at,
      ImportStep step) {
    LeadImportProgressRecord row = ImportRowTables.row(id, phase, after, at);
    int saved =
        before.equals(ImportProgress.NONE) ? begin(id, phase, row) : goOn(id, phase, before, row);
    if (saved != 1) {
      throw new IllegalStateException("import " + id + " is not at " + before + " any more");
    }
    add(id, phase, step.problems());
    addRows(id, phase, step.rows());
    reviews.add(id, step.aside());
    claims.add(id, phase, step.claims());
  }

  private void addRows(ImportId id, ImportPhase phase, List<ImportedRow> rows) {
    Bulk.insert(
        database,
        LEAD_IMPORT_ROW,
        ROW_COLUMNS,
        rows,
        imported -> ImportRowTables.row(id, phase, imported, database.json()));
  }

  @Override
  public List<ImportedRow> putAside(ImportId id, boolean open, long after, int limit) {
    return reviews.find(id, open, after, limit);
  }

  @Override
  public List<ImportedRow> undecided(ImportId id, Collection<Long> rows) {
    return reviews.undecided(id, rows);
  }

  @Override
  public Map<ReviewDecision, Long> decided(ImportId id) {
    return reviews.decided(id);
  }

  @Override
  public void decide(
      ImportId id,
      Map<Long, ReviewDecision> decisions,
      List<ImportedRow> taken,
      UserId by,
      Instant at) {
    reviews.decide(id, decisions, by, at);
    addRows(id, ImportPhase.RUN, taken);
  }

  private void add(ImportId id, ImportPhase phase, List<ImportProblem> problems) {
    Bulk.insert(
        database,
        LEAD_IMPORT_PROBLEM,
        PROBLEM_COLUMNS,
        ImportRowTables.rows(id, phase, problems),
        row -> row);
  }

  private int begin(ImportId id, ImportPhase phase, LeadImportProgressRecord row) {
    // Somebody else's beginning shows as a progress that is there already.
    return progress(List.of(id), phase).containsKey(id)
        ? 0
        : database.dsl().insertInto(LEAD_IMPORT_PROGRESS).set(row).execute();
  }

  private int goOn(
      ImportId id, ImportPhase phase, ImportProgress before, LeadImportProgressRecord row) {
    return database
        .dsl()
        .update(LEAD_IMPORT_PROGRESS)
        .set(row)
        .where(LEAD_IMPORT_PROGRESS.IMPORT_ID.eq(id.value()))
        .and(LEAD_IMPORT_PROGRESS.PHASE.eq(phase.name()))
        .and(LEAD_IMPORT_PROGRESS.ROWS_DONE.eq(before.rows()))
        .and(LEAD_IMPORT_PROGRESS.ROWS_CREATED.eq(before.created()))
        .and(LEAD_IMPORT_PROGRESS.BYTES_DONE.eq(before.bytes()))
        .execute();
  }

  @Override
  public Map<String, Long> claimed(ImportId id, ImportPhase phase, Collection<String> keys) {
    return claims.find(id, phase, keys);
  }

  @Override
  public int dropClaims(ImportId id, ImportPhase phase, int most) {
    return claims.drop(id, phase, most);
  }

  @Override
  public void dropPhase(ImportId id, ImportPhase phase) {
    drop(
        LEAD_IMPORT_PROGRESS,
        LEAD_IMPORT_PROGRESS.IMPORT_ID,
        LEAD_IMPORT_PROGRESS.PHASE,
        id,
        phase);
    drop(LEAD_IMPORT_PROBLEM, LEAD_IMPORT_PROBLEM.IMPORT_ID, LEAD_IMPORT_PROBLEM.PHASE, id, phase);
    drop(LEAD_IMPORT_ROW, LEAD_IMPORT_ROW.IMPORT_ID, LEAD_IMPORT_ROW.PHASE, id, phase);
    drop(LEAD_IMPORT_CLAIM, LEAD_IMPORT_CLAIM.IMPORT_ID, LEAD_IMPORT_CLAIM.PHASE, id, phase);
  }

  private void drop(
      Table<?> table, Field<UUID> importId, Field<String> ofPhase, ImportId id, ImportPhase phase) {
    database
        .dsl()
        .deleteFrom(table)
        .where(importId.eq(id.value()).and(ofPhase.eq(phase.name())))
        .execute();
  }

  @Override
  public void eachProblem(ImportId id, ImportPhase phase, Consumer<ImportProblem> visitor) {
    database.stream(
        database
            .dsl()
            .selectFrom(LEAD_IMPORT_PROBLEM)
            .where(LEAD_IMPORT_PROBLEM.IMPORT_ID.eq(id.value()))
            .and(LEAD_IMPORT_PROBLEM.PHASE.eq(phase.name()))
            .orderBy(LEAD_IMPORT_PROBLEM.SOURCE_ROW, LEAD_IMPORT_PROBLEM.PLACE),
        AT_ONCE,
        row -> visitor.accept(ImportRowTables.problem(row)));
  }

  @Override
  public List<ImportProblem> problems(
      ImportId id, ImportPhase phase, RowFate fate, long after, int limit) {
    Condition wanted =
        LEAD_IMPORT_PROBLEM
            .IMPORT_ID
            .eq(id.value())
            .and(LEAD_IMPORT_PROBLEM.PHASE.eq(phase.name()))
            .and(LEAD_IMPORT_PROBLEM.FATE.eq(fate.name()))
            .and(LEAD_IMPORT_PROBLEM.SOURCE_ROW.gt(after));
    List<Long> rows =
        database
            .dsl()
            .select(LEAD_IMPORT_PROBLEM.SOURCE_ROW)
            .from(LEAD_IMPORT_PROBLEM)
            .where(wanted.and(LEAD_IMPORT_PROBLEM.PLACE.eq(0)))
            .orderBy(LEAD_IMPORT_PROBLEM.SOURCE_ROW)
            .limit(limit)
            .fetch(LEAD_IMPORT_PROBLEM.SOURCE_ROW);
    return rows.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectFrom(LEAD_IMPORT_PROBLEM)
            .where(wanted.and(LEAD_IMPORT_PROBLEM.SOURCE_ROW.le(rows.getLast())))
            .orderBy(LEAD_IMPORT_PROBLEM.SOURCE_ROW, LEAD_IMPORT_PROBLEM.PLACE)
            .fetch(ImportRowTables::problem);
  }

  @Override
  public List<ImportedRow> rows(
      ImportId id, ImportPhase phase, @Nullable RowFate fate, long after, int limit) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_ROW)
        .where(LEAD_IMPORT_ROW.IMPORT_ID.eq(id.value()))
        .and(LEAD_IMPORT_ROW.PHASE.eq(phase.name()))
        .and(LEAD_IMPORT_ROW.SOURCE_ROW.gt(after))
        .and(fate == null ? noCondition() : LEAD_IMPORT_ROW.FATE.eq(fate.name()))
        .orderBy(LEAD_IMPORT_ROW.SOURCE_ROW)
        .limit(limit)
        .fetch(row -> ImportRowTables.imported(row, database.json()));
  }

  @Override
  public List<ImportedRow> rowsUpwards(ImportId id, ImportPhase phase, long before, int limit) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_ROW)
        .where(LEAD_IMPORT_ROW.IMPORT_ID.eq(id.value()))
        .and(LEAD_IMPORT_ROW.PHASE.eq(phase.name()))
        .and(LEAD_IMPORT_ROW.SOURCE_ROW.lt(before))
        .orderBy(LEAD_IMPORT_ROW.SOURCE_ROW.desc())
        .limit(limit)
        .fetch(row -> ImportRowTables.imported(row, database.json()));
  }

  @Override
  public Optional<RevertProgress> revertProgress(ImportId id) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_REVERT)
        .where(LEAD_IMPORT_REVERT.IMPORT_ID.eq(id.value()))
        .fetchOptional(row ->
            new RevertProgress(
                row.getLastRow(),
                row.getLeadsRemoved(),
                row.getLeadsRestored(),
                row.getRowsKept()));
  }

  @Override
  public void advanceRevert(
      ImportId id, RevertProgress before, RevertProgress after, List<ImportProblem> kept) {
    LeadImportRevertRecord row =
        new LeadImportRevertRecord(
            id.value(), after.lastRow(), after.removed(), after.restored(), after.kept());
    int saved =
        before.equals(RevertProgress.NONE)
            ? revertProgress(id).isPresent()
                ? 0
                : database.dsl().insertInto(LEAD_IMPORT_REVERT).set(row).execute()
            : database
                .dsl()
                .update(LEAD_IMPORT_REVERT)
                .set(row)
                .where(LEAD_IMPORT_REVERT.IMPORT_ID.eq(id.value()))
                .and(LEAD_IMPORT_REVERT.LAST_ROW.eq(before.lastRow()))
                .execute();
    if (saved != 1) {
      throw new IllegalStateException("import " + id + " is not at " + before + " any more");
    }
    add(id, ImportPhase.REVERT, kept);
  }

  @Override
  public void delete(ImportId id) {
    for (ImportPhase phase : ImportPhase.values()) {
      dropPhase(id, phase);
    }
    reviews.drop(id);
    UUID value = id.value();
    database
        .dsl()
        .deleteFrom(LEAD_IMPORT_REVERT)
        .where(LEAD_IMPORT_REVERT.IMPORT_ID.eq(value))
        .execute();
    database.dsl().deleteFrom(LEAD_IMPORT).where(LEAD_IMPORT.ID.eq(value)).execute();
    pieces.drop(id);
  }
}
