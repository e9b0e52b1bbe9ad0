package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;

/** Rows of another table that belong to opportunities, and are written anew together. */
final class RowsOfOpportunities {

  private RowsOfOpportunities() {}

  /**
   * Puts these in the place of all before. Whoever does so too waits until this run has ended.
   *
   * @param owner whose row it is, in that table
   */
  static <R extends TableRecord<R>> void replace(
      Database database,
      Table<R> table,
      Field<UUID> owner,
      Collection<OpportunityId> opportunities,
      List<R> rows) {
    UUID[] ids = OpportunityTable.values(opportunities);
    database
        .dsl()
        .select(OPPORTUNITY.ID)
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.ID.eq(any(ids)))
        // In one order, so that nobody waits for each other.
        .orderBy(OPPORTUNITY.ID)
        .forUpdate()
        .execute();
    database.dsl().deleteFrom(table).where(owner.eq(any(ids))).execute();
    database.dsl().batchInsert(rows).execute();
  }
}
