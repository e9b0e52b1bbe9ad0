package dev.kith.crm.persistence.intake.enrichment;

import static dev.kith.crm.persistence.generated.Tables.LEAD_TO_ENRICH;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.selectFrom;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.enrichment.LeadsToEnrich;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

public final class JooqLeadsToEnrich implements LeadsToEnrich {

  private static final List<Field<?>> COLUMNS =
      List.of(LEAD_TO_ENRICH.LEAD_ID, LEAD_TO_ENRICH.DUE_AT, LEAD_TO_ENRICH.ATTEMPTS);

  private final Database database;

  public JooqLeadsToEnrich(Database database) {
    this.database = database;
  }

  @Override
  public void add(Collection<Waiting> leads) {
    Bulk.insert(
        database,
        LEAD_TO_ENRICH,
        COLUMNS,
        List.copyOf(leads),
        one -> new @Nullable Object[] {one.lead().value(), one.due(), one.attempts()});
  }

  @Override
  public List<Waiting> due(Instant now, int limit) {
    return database
        .dsl()
        .selectFrom(LEAD_TO_ENRICH)
        .where(LEAD_TO_ENRICH.DUE_AT.le(now))
        .orderBy(LEAD_TO_ENRICH.DUE_AT, LEAD_TO_ENRICH.LEAD_ID)
        .limit(limit)
        .fetch(r -> new Waiting(new LeadId(r.getLeadId()), r.getDueAt(), r.getAttempts()));
  }

  @Override
  public boolean isAnyDue(Instant now) {
    return database
        .dsl()
        .fetchExists(selectFrom(LEAD_TO_ENRICH).where(LEAD_TO_ENRICH.DUE_AT.le(now)));
  }

  @Override
  public Set<LeadId> take(Collection<LeadId> leads) {
    if (leads.isEmpty()) {
      return Set.of();
    }
    // Locked in one order, so that two that take the same wait for each other, and not both.
    List<UUID> waiting =
        database
            .dsl()
            .select(LEAD_TO_ENRICH.LEAD_ID)
            .from(LEAD_TO_ENRICH)
            .where(isOneOf(leads.stream().map(LeadId::value).toArray(UUID[]::new)))
            .orderBy(LEAD_TO_ENRICH.LEAD_ID)
            .forUpdate()
            .fetch(LEAD_TO_ENRICH.LEAD_ID);
    database
        .dsl()
        .deleteFrom(LEAD_TO_ENRICH)
        .where(isOneOf(waiting.toArray(UUID[]::new)))
        .execute();
    return waiting.stream().map(LeadId::new).collect(ImmutableSet.toImmutableSet());
  }

  private static Condition isOneOf(UUID[] ids) {
    return LEAD_TO_ENRICH.LEAD_ID.eq(any(ids));
  }
}
