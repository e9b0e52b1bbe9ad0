package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_SUM;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.generated.tables.records.OpportunitySumRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * How many live opportunities stand where, and what they are worth, without counting them: rows
 * that are only ever added, so that nobody who changes an opportunity waits for another, and put
 * together now and then. Their sum is what a count would find.
 */
final class Sums {

  private static final List<Field<?>> COLUMNS =
      List.of(
          OPPORTUNITY_SUM.PIPELINE_ID,
          OPPORTUNITY_SUM.STAGE_KEY,
          OPPORTUNITY_SUM.OWNER_ID,
          OPPORTUNITY_SUM.CURRENCY,
          OPPORTUNITY_SUM.DEALS,
          OPPORTUNITY_SUM.AMOUNT);

  private final Database database;

  Sums(Database database) {
    this.database = database;
  }

  /** Where an opportunity counts. */
  private record Place(
      UUID pipeline, String stage, @Nullable UUID owner, @Nullable String currency) {}

  private record Worth(long deals, BigDecimal amount) {

    private static final Worth NOTHING = new Worth(0, BigDecimal.ZERO);

    Worth plus(Worth other) {
      return new Worth(deals + other.deals, amount.add(other.amount));
    }

    Worth negated() {
      return new Worth(-deals, amount.negate());
    }

    boolean isNothing() {
      return deals == 0 && amount.signum() == 0;
    }
  }

  /** What one opportunity adds, and where; nothing for one in the bin. */
  record Counted(Place place, Worth worth) {

    static Optional<Counted> of(Opportunity opportunity) {
      Money amount = opportunity.content().amount();
      return opportunity.revision().isDeleted()
          ? Optional.empty()
          : Optional.of(
              new Counted(
                  new Place(
                      opportunity.pipeline().value(),
                      opportunity.stage(),
                      opportunity.owner() == null ? null : opportunity.owner().value(),
                      amount == null ? null : amount.currency().getCurrencyCode()),
                  new Worth(1, amount == null ? BigDecimal.ZERO : amount.amount())));
    }
  }

  /** As it is stored, before it is changed. */
  Optional<Counted> stored(Opportunity changed) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY)
        .where(OPPORTUNITY.ID.eq(changed.id().value()))
        .fetchOptional(OpportunityTable::opportunity)
        .flatMap(Counted::of);
  }

  /**
   * @param before what it counted for
   */
  Opportunity write(Optional<Counted> before, Opportunity now) {
    Map<Place, Worth> differences = new HashMap<>();
    before.ifPresent(
        counted -> differences.merge(counted.place, counted.worth.negated(), Worth::plus));
    Counted.of(now)
        .ifPresent(counted -> differences.merge(counted.place, counted.worth, Worth::plus));
    insert(differences);
    return now;
  }

  void write(List<Course<Opportunity>> courses) {
    Map<Place, Worth> differences = new HashMap<>();
    for (Course<Opportunity> course : courses) {
      Optional.ofNullable(course.before())
          .flatMap(Counted::of)
          .ifPresent(
              counted -> differences.merge(counted.place, counted.worth.negated(), Worth::plus));
      Counted.of(course.last())
          .ifPresent(counted -> differences.merge(counted.place, counted.worth, Worth::plus));
    }
    insert(differences);
  }

  /**
   * Puts rows of one place together, in the current run; rows that somebody else has in hand stay.
   *
   * @return how many rows there are less
   */
  int condense(int most) {
    Map<Place, Result<OpportunitySumRecord>> places =
        database
            .dsl()
            .selectFrom(OPPORTUNITY_SUM)
            .orderBy(OPPORTUNITY_SUM.ID.desc())
            .limit(most)
            .forUpdate()
            .skipLocked()
            .fetchGroups(Sums::place);
    Map<Place, Worth> together = new HashMap<>();
    List<Long> gone = new ArrayList<>();
    places.forEach((place, rows) -> {
      Worth worth = rows.stream().map(Sums::worth).reduce(Worth.NOTHING, Worth::plus);
      if (rows.size() > 1 || worth.isNothing()) {
        rows.forEach(row -> gone.add(row.getId()));
        together.put(place, worth);
      }
    });
    if (gone.isEmpty()) {
      return 0;
    }
    database
        .dsl()
        .deleteFrom(OPPORTUNITY_SUM)
        .where(OPPORTUNITY_SUM.ID.eq(any(gone.toArray(Long[]::new))))
        .execute();
    return gone.size() - insert(together);
  }

  private static Place place(OpportunitySumRecord row) {
    return new Place(row.getPipelineId(), row.getStageKey(), row.getOwnerId(), row.getCurrency());
  }

  private static Worth worth(OpportunitySumRecord row) {
    return new Worth(row.getDeals(), row.getAmount());
  }

  private int insert(Map<Place, Worth> differences) {
    List<Map.Entry<Place, Worth>> rows =
        differences.entrySet().stream().filter(e -> !e.getValue().isNothing()).toList();
    Bulk.insert(database, OPPORTUNITY_SUM, COLUMNS, rows, e -> row(e.getKey(), e.getValue()));
    return rows.size();
  }

  private static @Nullable Object[] row(Place place, Worth worth) {
    return new @Nullable Object[] {
      place.pipeline, place.stage, place.owner, place.currency, worth.deals, worth.amount
    };
  }
}
