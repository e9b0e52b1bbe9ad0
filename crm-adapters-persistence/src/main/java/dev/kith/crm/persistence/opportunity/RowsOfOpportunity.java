package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;

import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.persistence.kernel.Database;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableRecord;

/** Rows of another table that belong to an opportunity, and are written anew together. */
final class RowsOfOpportunity {

  private RowsOfOpportunity() {}

  /**
   * Puts these in the place of all before. Whoever does so too waits until this run has ended.
   *
   * @param owner whose row it is, in that table
   */
  static <R extends TableRecord<R>> void replace(
      Database database,
      Table<R> table,
      Field<UUID> owner,
      OpportunityId opportunity,
      List<R> rows) {
    database
        .dsl()
        .select(OPPORTUNITY.ID)
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.ID.eq(opportunity.value()))
        .forUpdate()
        .execute();
    database.dsl().deleteFrom(table).where(owner.eq(opportunity.value())).execute();
    database.dsl().batchInsert(rows).execute();
  }
}
