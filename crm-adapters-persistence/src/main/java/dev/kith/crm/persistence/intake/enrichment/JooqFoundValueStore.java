package dev.kith.crm.persistence.intake.enrichment;

import static dev.kith.crm.persistence.generated.Tables.LEAD_FOUND_VALUE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.application.intake.enrichment.FoundValueStore;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.generated.tables.LeadFoundValue;
import dev.kith.crm.persistence.generated.tables.records.LeadFoundValueRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

public final class JooqFoundValueStore implements FoundValueStore {

  private static final List<Field<?>> COLUMNS =
      List.of(
          LEAD_FOUND_VALUE.ID,
          LEAD_FOUND_VALUE.LEAD_ID,
          LEAD_FOUND_VALUE.FIELD,
          LEAD_FOUND_VALUE.FOUND_VALUE,
          LEAD_FOUND_VALUE.SOURCE,
          LEAD_FOUND_VALUE.CONFIDENCE,
          LEAD_FOUND_VALUE.FOUND_AT,
          LEAD_FOUND_VALUE.FILLED_AT);

  private final Database database;

  public JooqFoundValueStore(Database database) {
    this.database = database;
  }

  @Override
  public List<FoundValue> of(Collection<LeadId> leads) {
    return database
        .dsl()
        .selectFrom(LEAD_FOUND_VALUE)
        .where(LEAD_FOUND_VALUE.LEAD_ID.eq(any(ids(leads))))
        .fetch(JooqFoundValueStore::value);
  }

  @Override
  public void replace(Collection<FoundValue> known, List<FoundValue> values) {
    UUID[] replaced = known.stream().map(value -> value.id().value()).toArray(UUID[]::new);
    int removed =
        database
            .dsl()
            .deleteFrom(LEAD_FOUND_VALUE)
            .where(LEAD_FOUND_VALUE.ID.eq(any(replaced)))
            .execute();
    if (removed < replaced.length) {
      throw new ConcurrentChangeException(
          "somebody else was enriching the same lead", new IllegalStateException());
    }
    try {
      Bulk.insert(database, LEAD_FOUND_VALUE, COLUMNS, values, JooqFoundValueStore::row);
    } catch (DataAccessException e) {
      boolean raced =
          Failures.breaks(e, "lead_found_value_unique")
              || Failures.breaks(e, "lead_found_value_pk");
      throw raced ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public List<FoundValueId> move(LeadId from, LeadId to) {
    LeadFoundValue there = LEAD_FOUND_VALUE.as("there");
    List<UUID> ids =
        database
            .dsl()
            .select(LEAD_FOUND_VALUE.ID)
            .from(LEAD_FOUND_VALUE)
            .where(LEAD_FOUND_VALUE.LEAD_ID.eq(from.value()))
            .and(
                notExists(
                    selectOne()
                        .from(there)
                        .where(there.LEAD_ID.eq(to.value()))
                        .and(there.FIELD.eq(LEAD_FOUND_VALUE.FIELD))
                        .and(there.SOURCE.eq(LEAD_FOUND_VALUE.SOURCE))
                        .and(there.FOUND_VALUE.eq(LEAD_FOUND_VALUE.FOUND_VALUE))))
            .orderBy(LEAD_FOUND_VALUE.ID)
            .fetch(LEAD_FOUND_VALUE.ID);
    give(ids, from, to);
    return ids.stream().map(FoundValueId::new).toList();
  }

  @Override
  public void moveBack(Collection<FoundValueId> values, LeadId from, LeadId to) {
    give(values.stream().map(FoundValueId::value).toList(), from, to);
  }

  private void give(List<UUID> ids, LeadId from, LeadId to) {
    database
        .dsl()
        .update(LEAD_FOUND_VALUE)
        .set(LEAD_FOUND_VALUE.LEAD_ID, to.value())
        .where(LEAD_FOUND_VALUE.ID.eq(any(ids.toArray(UUID[]::new))))
        .and(LEAD_FOUND_VALUE.LEAD_ID.eq(from.value()))
        .execute();
  }

  private static UUID[] ids(Collection<LeadId> leads) {
    return leads.stream().map(LeadId::value).toArray(UUID[]::new);
  }

  private static @Nullable Object[] row(FoundValue value) {
    return new @Nullable Object[] {
      value.id().value(),
      value.lead().value(),
      value.field().code(),
      value.value(),
      value.source(),
      value.confidence(),
      value.foundAt(),
      value.filledAt()
    };
  }

  private static FoundValue value(LeadFoundValueRecord row) {
    return new FoundValue(
        new FoundValueId(row.getId()),
        new LeadId(row.getLeadId()),
        EnrichmentField.named(row.getField()).orElseThrow(),
        row.getFoundValue(),
        row.getSource(),
        row.getConfidence(),
        row.getFoundAt(),
        row.getFilledAt());
  }
}
