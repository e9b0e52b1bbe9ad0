package dev.kith.crm.persistence.intake;

import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_PIECE;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_PROBLEM;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_PROGRESS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.LeadImportRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Imports, with their files and their errors. */
public final class JooqImportStore implements ImportStore {

  private static final int AT_ONCE = 1_000;
  private static final List<Field<?>> PROBLEM_COLUMNS = List.of(LEAD_IMPORT_PROBLEM.fields());

  private final Database database;

  public JooqImportStore(Database database) {
    this.database = database;
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
    database
        .dsl()
        .insertInto(LEAD_IMPORT_PIECE)
        .set(LEAD_IMPORT_PIECE.IMPORT_ID, id.value())
        .set(LEAD_IMPORT_PIECE.PIECE, number)
        .set(LEAD_IMPORT_PIECE.ADDED_AT, now)
        .set(LEAD_IMPORT_PIECE.CONTENT, bytes)
        .execute();
  }

  @Override
  public Optional<byte[]> piece(ImportId id, int number) {
    return database
        .dsl()
        .select(LEAD_IMPORT_PIECE.CONTENT)
        .from(LEAD_IMPORT_PIECE)
        .where(LEAD_IMPORT_PIECE.IMPORT_ID.eq(id.value()).and(LEAD_IMPORT_PIECE.PIECE.eq(number)))
        .fetchOptional(LEAD_IMPORT_PIECE.CONTENT);
  }

  @Override
  public void dropPieces(ImportId id) {
    database
        .dsl()
        .deleteFrom(LEAD_IMPORT_PIECE)
        .where(LEAD_IMPORT_PIECE.IMPORT_ID.eq(id.value()))
        .execute();
  }

  @Override
  public int dropOrphanedPieces(Instant before) {
    return database
        .dsl()
        .deleteFrom(LEAD_IMPORT_PIECE)
        .where(LEAD_IMPORT_PIECE.ADDED_AT.lt(before))
        .and(
            notExists(
                selectOne()
                    .from(LEAD_IMPORT)
                    .where(LEAD_IMPORT.ID.eq(LEAD_IMPORT_PIECE.IMPORT_ID))))
        .execute();
  }

  @Override
  public List<Import> list(Visibility visible, @Nullable ImportId after, int limit) {
    // Ids are ordered by time.
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT)
        .where(seen(visible))
        .and(after == null ? noCondition() : LEAD_IMPORT.ID.lt(after.value()))
        .orderBy(LEAD_IMPORT.ID.desc())
        .limit(limit)
        .fetch(row -> ImportTable.read(row, database.json()));
  }

  private static Condition seen(Visibility visible) {
    return switch (visible) {
      case Visibility.All() -> noCondition();
      case Visibility.OwnedBy(var owners) ->
          LEAD_IMPORT.OWNER_ID.eq(any(owners.stream().map(UserId::value).toArray(UUID[]::new)));
    };
  }

  @Override
  public Map<ImportId, Kept> progress(Collection<ImportId> ids) {
    return database
        .dsl()
        .selectFrom(LEAD_IMPORT_PROGRESS)
        .where(
            LEAD_IMPORT_PROGRESS.IMPORT_ID.eq(
                any(ids.stream().map(ImportId::value).toArray(UUID[]::new))))
        .fetchMap(
            row -> new ImportId(row.getImportId()),
            row ->
                new Kept(
                    new ImportProgress(
                        row.getRowsDone(),
                        row.getRowsCreated(),
                        row.getRowsFailed(),
                        row.getBytesDone()),
                    row.getSavedAt()));
  }

  @Override
  public void advance(
      ImportId id,
      ImportProgress before,
      ImportProgress after,
      Instant at,
      List<ImportProblem> problems) {
    int saved =
        before.equals(ImportProgress.NONE) ? begin(id, after, at) : goOn(id, before, after, at);
    if (saved != 1) {
      throw new IllegalStateException("import " + id + " is not at " + before + " any more");
    }
    Bulk.insert(database, LEAD_IMPORT_PROBLEM, PROBLEM_COLUMNS, rows(id, problems));
  }

  private int begin(ImportId id, ImportProgress after, Instant at) {
    // Somebody else's beginning shows as a progress that is there already.
    if (progress(List.of(id)).containsKey(id)) {
      return 0;
    }
    return database
        .dsl()
        .insertInto(LEAD_IMPORT_PROGRESS)
        .set(LEAD_IMPORT_PROGRESS.IMPORT_ID, id.value())
        .set(LEAD_IMPORT_PROGRESS.ROWS_DONE, after.rows())
        .set(LEAD_IMPORT_PROGRESS.ROWS_CREATED, after.created())
        .set(LEAD_IMPORT_PROGRESS.ROWS_FAILED, after.failed())
        .set(LEAD_IMPORT_PROGRESS.BYTES_DONE, after.bytes())
        .set(LEAD_IMPORT_PROGRESS.SAVED_AT, at)
        .execute();
  }

  private int goOn(ImportId id, ImportProgress before, ImportProgress after, Instant at) {
    return database
        .dsl()
        .update(LEAD_IMPORT_PROGRESS)
        .set(LEAD_IMPORT_PROGRESS.ROWS_DONE, after.rows())
        .set(LEAD_IMPORT_PROGRESS.ROWS_CREATED, after.created())
        .set(LEAD_IMPORT_PROGRESS.ROWS_FAILED, after.failed())
        .set(LEAD_IMPORT_PROGRESS.BYTES_DONE, after.bytes())
        .set(LEAD_IMPORT_PROGRESS.SAVED_AT, at)
        .where(LEAD_IMPORT_PROGRESS.IMPORT_ID.eq(id.value()))
        .and(LEAD_IMPORT_PROGRESS.ROWS_DONE.eq(before.rows()))
        .and(LEAD_IMPORT_PROGRESS.ROWS_CREATED.eq(before.created()))
        .and(LEAD_IMPORT_PROGRESS.BYTES_DONE.eq(before.bytes()))
        .execute();
  }

  /**
   * In the order of the columns. Problems of one row come one after the other; their place tells
   * them apart.
   */
  private static List<@Nullable Object[]> rows(ImportId id, List<ImportProblem> problems) {
    List<@Nullable Object[]> rows = new ArrayList<>(problems.size());
    long row = 0;
    int place = 0;
    for (ImportProblem p : problems) {
      place = p.row() == row ? place + 1 : 0;
      row = p.row();
      rows.add(
          new Object[] {
            id.value(), row, place, p.line(), p.field(), p.code(), p.reason(), p.original()
          });
    }
    return rows;
  }

  @Override
  public void eachProblem(ImportId id, Consumer<ImportProblem> visitor) {
    database.stream(
        database
            .dsl()
            .selectFrom(LEAD_IMPORT_PROBLEM)
            .where(LEAD_IMPORT_PROBLEM.IMPORT_ID.eq(id.value()))
            .orderBy(LEAD_IMPORT_PROBLEM.SOURCE_ROW, LEAD_IMPORT_PROBLEM.PLACE),
        AT_ONCE,
        r ->
            visitor.accept(
                new ImportProblem(
                    r.getSourceRow(),
                    r.getSourceLine(),
                    r.getField(),
                    r.getCode(),
                    r.getReason(),
                    r.getOriginal())));
  }

  @Override
  public void delete(ImportId id) {
    UUID value = id.value();
    database
        .dsl()
        .deleteFrom(LEAD_IMPORT_PROBLEM)
        .where(LEAD_IMPORT_PROBLEM.IMPORT_ID.eq(value))
        .execute();
    database
        .dsl()
        .deleteFrom(LEAD_IMPORT_PROGRESS)
        .where(LEAD_IMPORT_PROGRESS.IMPORT_ID.eq(value))
        .execute();
    database.dsl().deleteFrom(LEAD_IMPORT).where(LEAD_IMPORT.ID.eq(value)).execute();
    dropPieces(id);
  }
}
