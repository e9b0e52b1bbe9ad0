package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_QUALITY_FILL;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.persistence.generated.tables.records.LeadRecord;
import dev.kith.crm.persistence.kernel.Database;
import java.util.List;
import java.util.UUID;
import org.jooq.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives leads from before quality was kept theirs, some at a time, each time in a transaction of
 * its own: a process that dies goes on where it ended.
 */
final class OlderLeads {

  private static final Logger LOG = LoggerFactory.getLogger(OlderLeads.class);
  private static final int AT_ONCE = 2_000;

  private final Database database;

  OlderLeads(Database database) {
    this.database = database;
  }

  void giveQuality() {
    if (database.dsl().fetchExists(LEAD_QUALITY_FILL)) {
      LOG.info("leads from before get their quality; with a million leads this takes minutes");
      boolean more = true;
      while (more) {
        more = database.transactions().always(this::giveSome);
      }
    }
  }

  /** False once nothing is left. Another process that does the same waits for the row. */
  private boolean giveSome() {
    var place = database.dsl().selectFrom(LEAD_QUALITY_FILL).forUpdate().fetchOne();
    if (place == null) {
      return false;
    }
    UUID after = place.getAfterLead();
    List<Lead> leads =
        database
            .dsl()
            .selectFrom(LEAD)
            .where(after == null ? noCondition() : LEAD.ID.gt(after))
            .orderBy(LEAD.ID)
            .limit(AT_ONCE)
            .fetch(LeadTable::lead);
    if (leads.isEmpty()) {
      database.dsl().deleteFrom(LEAD_QUALITY_FILL).execute();
      return false;
    }
    database.dsl().batch(leads.stream().map(this::withQuality).toList()).execute();
    database
        .dsl()
        .update(LEAD_QUALITY_FILL)
        .set(LEAD_QUALITY_FILL.AFTER_LEAD, leads.getLast().id().value())
        .execute();
    return true;
  }

  /** A lead that was changed meanwhile has got it with its change. */
  private Query withQuality(Lead lead) {
    LeadRecord row = new LeadRecord();
    LeadTable.putQuality(row, lead);
    return database
        .dsl()
        .update(LEAD)
        .set(row)
        .where(LEAD.ID.eq(lead.id().value()))
        .and(LEAD.VERSION.eq(lead.revision().version()));
  }
}
