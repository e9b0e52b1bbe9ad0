package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STANDING;
import static org.jooq.impl.DSL.max;

import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Standing;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.generated.tables.records.OpportunityStandingRecord;
import dev.kith.crm.persistence.kernel.Database;
import org.jooq.Condition;

/** What was known of opportunities, from when to when; nothing is written where nothing changed. */
final class Standings {

  private final Database database;

  Standings(Database database) {
    this.database = database;
  }

  void begin(Opportunity opportunity) {
    OpportunityStandingRecord first = row(opportunity, 1);
    first.setKnownFrom(Standing.first(opportunity).from());
    database.dsl().executeInsert(first);
  }

  Opportunity goOn(Opportunity opportunity) {
    OpportunityStandingRecord now = row(opportunity, 0);
    Condition isAnother =
        OPPORTUNITY_STANDING
            .AMOUNT
            .isDistinctFrom(now.getAmount())
            .or(OPPORTUNITY_STANDING.CURRENCY.isDistinctFrom(now.getCurrency()))
            .or(OPPORTUNITY_STANDING.CLOSE_DATE.isDistinctFrom(now.getCloseDate()))
            .or(OPPORTUNITY_STANDING.OWNER_ID.isDistinctFrom(now.getOwnerId()))
            .or(OPPORTUNITY_STANDING.DELETED.ne(now.getDeleted()));
    int ended =
        database
            .dsl()
            .update(OPPORTUNITY_STANDING)
            .set(OPPORTUNITY_STANDING.KNOWN_TO, now.getKnownFrom())
            .where(OPPORTUNITY_STANDING.OPPORTUNITY_ID.eq(now.getOpportunityId()))
            .and(OPPORTUNITY_STANDING.KNOWN_TO.isNull())
            .and(isAnother)
            .execute();
    if (ended == 1) {
      Integer last =
          database
              .dsl()
              .select(max(OPPORTUNITY_STANDING.NUMBER))
              .from(OPPORTUNITY_STANDING)
              .where(OPPORTUNITY_STANDING.OPPORTUNITY_ID.eq(now.getOpportunityId()))
              .fetchSingle()
              .value1();
      insert(opportunity, last + 1);
    }
    return opportunity;
  }

  private void insert(Opportunity opportunity, int number) {
    database.dsl().executeInsert(row(opportunity, number));
  }

  private static OpportunityStandingRecord row(Opportunity opportunity, int number) {
    Money amount = opportunity.content().amount();
    OpportunityStandingRecord row = new OpportunityStandingRecord();
    row.setOpportunityId(opportunity.id().value());
    row.setNumber(number);
    row.setKnownFrom(opportunity.revision().updatedAt());
    row.setAmount(amount == null ? null : amount.amount());
    row.setCurrency(amount == null ? null : amount.currency().getCurrencyCode());
    row.setCloseDate(opportunity.content().closeDate());
    row.setOwnerId(opportunity.owner() == null ? null : opportunity.owner().value());
    row.setDeleted(opportunity.revision().isDeleted());
    return row;
  }
}
