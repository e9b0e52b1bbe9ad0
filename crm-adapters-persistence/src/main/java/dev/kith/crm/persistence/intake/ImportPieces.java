package dev.kith.crm.persistence.intake;

import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT;
import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_PIECE;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.Optional;

/** The files of imports, in pieces. */
final class ImportPieces {

  private final Database database;

  ImportPieces(Database database) {
    this.database = database;
  }

  void add(ImportId id, int number, byte[] bytes, Instant now) {
    database
        .dsl()
        .insertInto(LEAD_IMPORT_PIECE)
        .set(LEAD_IMPORT_PIECE.IMPORT_ID, id.value())
        .set(LEAD_IMPORT_PIECE.PIECE, number)
        .set(LEAD_IMPORT_PIECE.ADDED_AT, now)
        .set(LEAD_IMPORT_PIECE.CONTENT, bytes)
        .execute();
  }

  Optional<byte[]> find(ImportId id, int number) {
    return database
        .dsl()
        .select(LEAD_IMPORT_PIECE.CONTENT)
        .from(LEAD_IMPORT_PIECE)
        .where(LEAD_IMPORT_PIECE.IMPORT_ID.eq(id.value()).and(LEAD_IMPORT_PIECE.PIECE.eq(number)))
        .fetchOptional(LEAD_IMPORT_PIECE.CONTENT);
  }

  void drop(ImportId id) {
    database
        .dsl()
        .deleteFrom(LEAD_IMPORT_PIECE)
        .where(LEAD_IMPORT_PIECE.IMPORT_ID.eq(id.value()))
        .execute();
  }

  int dropOrphaned(Instant before) {
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
}
