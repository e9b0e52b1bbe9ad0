package dev.kith.crm.persistence.intake;

import static dev.kith.crm.persistence.generated.Tables.LEAD_IMPORT_CLAIM;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.unnest;

import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/** What rows of imports have claimed: later rows of the same import may not be about it. */
final class ImportClaims {

  private static final List<Field<?>> COLUMNS = List.of(LEAD_IMPORT_CLAIM.fields());

  private final Database database;

  ImportClaims(Database database) {
    this.database = database;
  }

  void add(ImportId id, ImportPhase phase, Map<String, Long> claims) {
    Bulk.insert(
        database,
        LEAD_IMPORT_CLAIM,
        COLUMNS,
        List.copyOf(claims.entrySet()),
        claim -> new Object[] {id.value(), phase.name(), claim.getKey(), claim.getValue()});
  }

  Map<String, Long> find(ImportId id, ImportPhase phase, Collection<String> keys) {
    // H2 looks up a list in an index by its first column only: a condition on the list would read
    // all claims of the import. Joined from the list, each is found by its key.
    Table<?> wanted = unnest(keys.toArray(new String[0])).as("wanted", "claimed");
    return database
        .dsl()
        .select(LEAD_IMPORT_CLAIM.CLAIMED, LEAD_IMPORT_CLAIM.SOURCE_ROW)
        .from(wanted)
        .leftJoin(LEAD_IMPORT_CLAIM)
        .on(LEAD_IMPORT_CLAIM.CLAIMED.eq(wanted.field("claimed", String.class)))
        .and(isOf(id, phase))
        .where(LEAD_IMPORT_CLAIM.CLAIMED.isNotNull())
        .fetchMap(LEAD_IMPORT_CLAIM.CLAIMED, LEAD_IMPORT_CLAIM.SOURCE_ROW);
  }

  int drop(ImportId id, ImportPhase phase, int most) {
    // By the last of a part: PostgreSQL knows no limit when it deletes.
    String last =
        database
            .dsl()
            .select(LEAD_IMPORT_CLAIM.CLAIMED)
            .from(LEAD_IMPORT_CLAIM)
            .where(isOf(id, phase))
            .orderBy(LEAD_IMPORT_CLAIM.CLAIMED)
            .limit(1)
            .offset(most - 1)
            .fetchOne(LEAD_IMPORT_CLAIM.CLAIMED);
    return database
        .dsl()
        .deleteFrom(LEAD_IMPORT_CLAIM)
        .where(isOf(id, phase))
        .and(last == null ? noCondition() : LEAD_IMPORT_CLAIM.CLAIMED.le(last))
        .execute();
  }

  private static Condition isOf(ImportId id, ImportPhase phase) {
    return LEAD_IMPORT_CLAIM.IMPORT_ID.eq(id.value()).and(LEAD_IMPORT_CLAIM.PHASE.eq(phase.name()));
  }
}
