package dev.kith.crm.persistence.scoring.engagement;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.ENGAGEMENT_EVENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;

import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Judgement;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.persistence.generated.tables.records.EngagementEventRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

public final class JooqEngagementStore implements EngagementStore {

  private static final List<Field<?>> COLUMNS =
      List.of(
          ENGAGEMENT_EVENT.ID,
          ENGAGEMENT_EVENT.REF,
          ENGAGEMENT_EVENT.LEAD_ID,
          ENGAGEMENT_EVENT.TYPE,
          ENGAGEMENT_EVENT.CUSTOM_NAME,
          ENGAGEMENT_EVENT.OBJECT,
          ENGAGEMENT_EVENT.OCCURRED_AT,
          ENGAGEMENT_EVENT.RECORDED_AT,
          ENGAGEMENT_EVENT.PROPERTIES,
          ENGAGEMENT_EVENT.TRACES,
          ENGAGEMENT_EVENT.BURST,
          ENGAGEMENT_EVENT.VERDICT,
          ENGAGEMENT_EVENT.SIGNALS,
          ENGAGEMENT_EVENT.MANY_RECIPIENTS,
          ENGAGEMENT_EVENT.TOLD);

  private final Database database;

  public JooqEngagementStore(Database database) {
    this.database = database;
  }

  @Override
  public void addAll(List<EngagementEvent> events) {
    try {
      Bulk.insert(database, ENGAGEMENT_EVENT, COLUMNS, events, this::row);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "engagement_event_") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public void judgeAll(List<EngagementEvent> events) {
    Bulk.update(
        database,
        ENGAGEMENT_EVENT,
        ENGAGEMENT_EVENT.ID,
        List.of(
            ENGAGEMENT_EVENT.VERDICT,
            ENGAGEMENT_EVENT.SIGNALS,
            ENGAGEMENT_EVENT.MANY_RECIPIENTS,
            ENGAGEMENT_EVENT.TOLD),
        events,
        event ->
            new @Nullable Object[] {
              event.judgement().verdict().name(),
              signals(event),
              event.judgement().signals().contains(Signal.MANY_RECIPIENTS),
              told(event),
              event.id().value()
            });
  }

  @Override
  public List<EngagementEvent> findAll(Collection<EngagementId> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectFrom(ENGAGEMENT_EVENT)
            .where(
                ENGAGEMENT_EVENT.ID.eq(
                    any(ids.stream().map(EngagementId::value).toArray(String[]::new))))
            .fetch(this::event);
  }

  @Override
  public List<EngagementEvent> of(Collection<LeadId> leads) {
    return leads.isEmpty()
        ? List.of()
        : database.dsl().selectFrom(ENGAGEMENT_EVENT).where(isOf(leads)).fetch(this::event);
  }

  @Override
  public Map<LeadId, Integer> counts(Collection<LeadId> leads) {
    Map<LeadId, Integer> counts = new HashMap<>();
    if (!leads.isEmpty()) {
      database
          .dsl()
          .select(ENGAGEMENT_EVENT.LEAD_ID, count())
          .from(ENGAGEMENT_EVENT)
          .where(isOf(leads))
          .groupBy(ENGAGEMENT_EVENT.LEAD_ID)
          .forEach(row -> counts.put(new LeadId(row.value1()), row.value2()));
    }
    return counts;
  }

  private static Condition isOf(Collection<LeadId> leads) {
    return ENGAGEMENT_EVENT.LEAD_ID.eq(any(leads.stream().map(LeadId::value).toArray(UUID[]::new)));
  }

  @Override
  public List<EngagementEvent> latest(LeadId lead, @Nullable EngagementEvent before, int limit) {
    return database
        .dsl()
        .selectFrom(ENGAGEMENT_EVENT)
        .where(ENGAGEMENT_EVENT.LEAD_ID.eq(lead.value()))
        .and(
            before == null
                ? DSL.noCondition()
                : ENGAGEMENT_EVENT
                    .OCCURRED_AT
                    .lt(before.occurredAt())
                    .or(
                        ENGAGEMENT_EVENT
                            .OCCURRED_AT
                            .eq(before.occurredAt())
                            .and(ENGAGEMENT_EVENT.ID.lt(before.id().value()))))
        .orderBy(ENGAGEMENT_EVENT.OCCURRED_AT.desc(), ENGAGEMENT_EVENT.ID.desc())
        .limit(limit)
        .fetch(this::event);
  }

  @Override
  public Map<String, Integer> recipients(Collection<String> bursts) {
    Map<String, Integer> recipients = new HashMap<>();
    if (!bursts.isEmpty()) {
      database
          .dsl()
          .select(ENGAGEMENT_EVENT.BURST, countDistinct(ENGAGEMENT_EVENT.LEAD_ID))
          .from(ENGAGEMENT_EVENT)
          .where(ENGAGEMENT_EVENT.BURST.eq(any(bursts.toArray(String[]::new))))
          .groupBy(ENGAGEMENT_EVENT.BURST)
          .forEach(row -> recipients.put(row.value1(), row.value2()));
    }
    return recipients;
  }

  @Override
  public List<LeadId> unsuspected(Collection<String> bursts) {
    return bursts.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectDistinct(ENGAGEMENT_EVENT.LEAD_ID)
            .from(ENGAGEMENT_EVENT)
            .where(ENGAGEMENT_EVENT.BURST.eq(any(bursts.toArray(String[]::new))))
            .and(DSL.not(ENGAGEMENT_EVENT.MANY_RECIPIENTS))
            .fetch(row -> new LeadId(row.value1()));
  }

  @Override
  public List<UUID> move(LeadId from, LeadId to) {
    List<UUID> refs =
        database
            .dsl()
            .select(ENGAGEMENT_EVENT.REF)
            .from(ENGAGEMENT_EVENT)
            .where(ENGAGEMENT_EVENT.LEAD_ID.eq(from.value()))
            .orderBy(ENGAGEMENT_EVENT.REF)
            .fetch(ENGAGEMENT_EVENT.REF);
    moveBack(refs, from, to);
    return refs;
  }

  @Override
  public void moveBack(Collection<UUID> moved, LeadId from, LeadId to) {
    database
        .dsl()
        .update(ENGAGEMENT_EVENT)
        .set(ENGAGEMENT_EVENT.LEAD_ID, to.value())
        .where(ENGAGEMENT_EVENT.REF.eq(any(moved.toArray(UUID[]::new))))
        .and(ENGAGEMENT_EVENT.LEAD_ID.eq(from.value()))
        .execute();
  }

  @Override
  public Set<LeadId> removeAll(Collection<EngagementId> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    String[] values = ids.stream().map(EngagementId::value).toArray(String[]::new);
    Set<LeadId> leads =
        database
            .dsl()
            .selectDistinct(ENGAGEMENT_EVENT.LEAD_ID)
            .from(ENGAGEMENT_EVENT)
            .where(ENGAGEMENT_EVENT.ID.eq(any(values)))
            .fetch(row -> new LeadId(row.value1()))
            .stream()
            .collect(toImmutableSet());
    database
        .dsl()
        .deleteFrom(ENGAGEMENT_EVENT)
        .where(ENGAGEMENT_EVENT.ID.eq(any(values)))
        .execute();
    return leads;
  }

  private @Nullable Object[] row(EngagementEvent event) {
    EngagementContent content = event.content();
    return new @Nullable Object[] {
      event.id().value(),
      UUID.nameUUIDFromBytes(event.id().value().getBytes(StandardCharsets.UTF_8)),
      event.lead().value(),
      content.type().name(),
      content.name(),
      content.object(),
      content.occurredAt(),
      event.recordedAt(),
      content.properties().isEmpty()
          ? null
          : database.json().write(new Properties(content.properties())),
      content.traces().equals(Traces.NONE) ? null : database.json().write(content.traces()),
      event.burst(),
      event.judgement().verdict().name(),
      signals(event),
      event.judgement().signals().contains(Signal.MANY_RECIPIENTS),
      told(event)
    };
  }

  /** Properties as they are kept. */
  record Properties(Map<String, String> values) {}

  private @Nullable String signals(EngagementEvent event) {
    return event.judgement().signals().isEmpty()
        ? null
        : database.json().write(event.judgement().signals());
  }

  private static @Nullable String told(EngagementEvent event) {
    return event.told() == null ? null : event.told().name();
  }

  private EngagementEvent event(EngagementEventRecord row) {
    return new EngagementEvent(
        new EngagementId(row.getId()),
        new LeadId(row.getLeadId()),
        new EngagementContent(
            EngagementType.valueOf(row.getType()),
            row.getCustomName(),
            row.getObject(),
            row.getOccurredAt(),
            row.getProperties() == null
                ? Map.of()
                : database.json().read(row.getProperties(), Properties.class).values(),
            row.getTraces() == null
                ? Traces.NONE
                : database.json().read(row.getTraces(), Traces.class)),
        row.getRecordedAt(),
        new Judgement(
            Verdict.valueOf(row.getVerdict()),
            row.getSignals() == null
                ? List.of()
                : database.json().readList(row.getSignals(), Signal.class)),
        row.getTold() == null ? null : Verdict.valueOf(row.getTold()));
  }
}
