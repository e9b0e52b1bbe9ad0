package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STANDING;
import static org.jooq.impl.DSL.max;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Standing;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.generated.tables.records.OpportunityStandingRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;

/** What was known of opportunities, from when to when; nothing is written where nothing changed. */
final class Standings {

  private final Database database;

  Standings(Database database) {
    this.database = database;
  }

  void begin(Opportunity opportunity) {
    database.dsl().executeInsert(first(opportunity));
  }

  private static OpportunityStandingRecord first(Opportunity opportunity) {
    OpportunityStandingRecord first = row(opportunity, 1);
    first.setKnownFrom(Standing.first(opportunity).from());
    return first;
  }

  /** The same for many, each of which went through several states. */
  void write(List<Course<Opportunity>> courses) {
    List<OpportunityStandingRecord> begun = new ArrayList<>();
    for (Course<Opportunity> course : courses) {
      Opportunity stored = course.before();
      if (stored == null) {
        begin(course.states(), begun);
      } else if (course.states().stream().anyMatch(state -> isAnother(stored, state))) {
        course.states().forEach(this::goOn);
      }
    }
    Bulk.insert(
        database,
        OPPORTUNITY_STANDING,
        List.of(OPPORTUNITY_STANDING.fields()),
        begun,
        Bulk::values);
  }

  private static void begin(List<Opportunity> states, List<OpportunityStandingRecord> begun) {
    Opportunity before = states.getFirst();
    OpportunityStandingRecord last = first(before);
    begun.add(last);
    for (Opportunity next : states) {
      if (isAnother(before, next)) {
        OpportunityStandingRecord now = row(next, last.getNumber() + 1);
        last.setKnownTo(now.getKnownFrom());
        begun.add(now);
        last = now;
        before = next;
      }
    }
  }

  private static boolean isAnother(Opportunity before, Opportunity now) {
    return !Objects.equals(before.content().amount(), now.content().amount())
        || !Objects.equals(before.content().closeDate(), now.content().closeDate())
        || !Objects.equals(before.owner(), now.owner())
        || before.revision().isDeleted() != now.revision().isDeleted();
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
