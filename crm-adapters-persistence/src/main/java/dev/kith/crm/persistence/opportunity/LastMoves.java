package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_MOVE;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.persistence.generated.tables.records.OpportunityMoveRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The last move of each opportunity, by which it can be taken back. */
final class LastMoves {

  private final Database database;

  LastMoves(Database database) {
    this.database = database;
  }

  Optional<LastMove> of(OpportunityId id) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY_MOVE)
        .where(OPPORTUNITY_MOVE.OPPORTUNITY_ID.eq(id.value()))
        .fetchOptional(OpportunityTable::move);
  }

  int remember(LastMove move) {
    OpportunityMoveRecord row = OpportunityTable.row(move);
    int replaced =
        database
            .dsl()
            .update(OPPORTUNITY_MOVE)
            .set(row)
            .where(OPPORTUNITY_MOVE.OPPORTUNITY_ID.eq(move.opportunity().value()))
            .execute();
    return replaced == 0 ? database.dsl().executeInsert(row) : replaced;
  }

  void rememberAll(Collection<LastMove> moves) {
    if (moves.isEmpty()) {
      return;
    }
    database
        .dsl()
        .deleteFrom(OPPORTUNITY_MOVE)
        .where(
            OPPORTUNITY_MOVE.OPPORTUNITY_ID.eq(
                any(OpportunityTable.values(moves.stream().map(LastMove::opportunity).toList()))))
        .execute();
    Bulk.insert(
        database,
        OPPORTUNITY_MOVE,
        List.of(OPPORTUNITY_MOVE.fields()),
        List.copyOf(moves),
        move -> Bulk.values(OpportunityTable.row(move)));
  }
}
