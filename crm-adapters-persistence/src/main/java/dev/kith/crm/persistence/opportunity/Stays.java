package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STAY;
import static org.jooq.impl.DSL.max;

import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.persistence.generated.tables.records.OpportunityStayRecord;
import dev.kith.crm.persistence.kernel.Database;
import org.jooq.Condition;

/** In which stages opportunities were, one stay after the other. */
final class Stays {

  private final Database database;

  Stays(Database database) {
    this.database = database;
  }

  /** Ends its last stay and begins another, where it is not in the same. */
  Opportunity goOn(Opportunity opportunity) {
    Condition last =
        OPPORTUNITY_STAY
            .OPPORTUNITY_ID
            .eq(opportunity.id().value())
            .and(OPPORTUNITY_STAY.LEFT_AT.isNull());
    int ended =
        database
            .dsl()
            .update(OPPORTUNITY_STAY)
            .set(OPPORTUNITY_STAY.LEFT_AT, opportunity.since())
            .where(last)
            .and(
                OPPORTUNITY_STAY
                    .STAGE_KEY
                    .ne(opportunity.stage())
                    .or(OPPORTUNITY_STAY.PIPELINE_ID.ne(opportunity.pipeline().value())))
            .execute();
    if (ended == 1) {
      enter(opportunity, lastStay(opportunity.id()) + 1);
    }
    return opportunity;
  }

  /** Begins a stay, whose number tells which of those of the opportunity it is. */
  void enter(Opportunity opportunity, int number) {
    database
        .dsl()
        .executeInsert(
            new OpportunityStayRecord(
                opportunity.id().value(),
                number,
                opportunity.pipeline().value(),
                opportunity.stage(),
                opportunity.since(),
                null));
  }

  /** The one before goes on as if it had not been left. */
  void takeBackLast(OpportunityId id) {
    Condition own = OPPORTUNITY_STAY.OPPORTUNITY_ID.eq(id.value());
    int last = lastStay(id);
    database
        .dsl()
        .deleteFrom(OPPORTUNITY_STAY)
        .where(own)
        .and(OPPORTUNITY_STAY.NUMBER.eq(last))
        .execute();
    database
        .dsl()
        .update(OPPORTUNITY_STAY)
        .setNull(OPPORTUNITY_STAY.LEFT_AT)
        .where(own)
        .and(OPPORTUNITY_STAY.NUMBER.eq(last - 1))
        .execute();
  }

  private int lastStay(OpportunityId id) {
    return database
        .dsl()
        .select(max(OPPORTUNITY_STAY.NUMBER))
        .from(OPPORTUNITY_STAY)
        .where(OPPORTUNITY_STAY.OPPORTUNITY_ID.eq(id.value()))
        .fetchSingle()
        .value1();
  }
}
