package dev.kith.crm.persistence.scoring.tracking;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.VISITOR;
import static dev.kith.crm.persistence.generated.Tables.VISITOR_EVENT;
import static dev.kith.crm.persistence.generated.Tables.VISITOR_JOIN;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;

import dev.kith.crm.application.scoring.tracking.TrackingStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.persistence.generated.tables.records.VisitorEventRecord;
import dev.kith.crm.persistence.generated.tables.records.VisitorJoinRecord;
import dev.kith.crm.persistence.generated.tables.records.VisitorRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

public final class JooqTrackingStore implements TrackingStore {

  private static final List<Field<?>> VISITORS =
      List.of(VISITOR.ID, VISITOR.CONSENTED_AT, VISITOR.EVIDENCE, VISITOR.SEEN_AT, VISITOR.LEAD_ID);

  private static final List<Field<?>> EVENTS =
      List.of(
          VISITOR_EVENT.ID,
          VISITOR_EVENT.VISITOR_ID,
          VISITOR_EVENT.OBJECT,
          VISITOR_EVENT.OCCURRED_AT,
          VISITOR_EVENT.RECORDED_AT,
          VISITOR_EVENT.TRACES);

  private final Database database;

  public JooqTrackingStore(Database database) {
    this.database = database;
  }

  @Override
  public void addAll(List<Visitor> visitors) {
    try {
      Bulk.insert(
          database,
          VISITOR,
          VISITORS,
          visitors,
          visitor ->
              new @Nullable Object[] {
                visitor.id().value(),
                visitor.consentedAt(),
                visitor.evidence(),
                visitor.seenAt(),
                visitor.lead() == null ? null : visitor.lead().value()
              });
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "visitor_pk") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public void replaceAll(List<Visitor> visitors) {
    Bulk.update(
        database,
        VISITOR,
        VISITOR.ID,
        List.of(VISITOR.CONSENTED_AT, VISITOR.EVIDENCE, VISITOR.SEEN_AT, VISITOR.LEAD_ID),
        visitors,
        visitor ->
            new @Nullable Object[] {
              visitor.consentedAt(),
              visitor.evidence(),
              visitor.seenAt(),
              visitor.lead() == null ? null : visitor.lead().value(),
              visitor.id().value()
            });
  }

  @Override
  public List<Visitor> findAll(Collection<VisitorId> ids) {
    return ids.isEmpty()
        ? List.of()
        : database.dsl().selectFrom(VISITOR).where(isOf(ids)).fetch(JooqTrackingStore::visitor);
  }

  @Override
  public List<Visitor> latest(int limit) {
    return database
        .dsl()
        .selectFrom(VISITOR)
        .orderBy(VISITOR.SEEN_AT.desc(), VISITOR.ID.desc())
        .limit(limit)
        .fetch(JooqTrackingStore::visitor);
  }

  @Override
  public List<Visitor> lock(Collection<VisitorId> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectFrom(VISITOR)
            .where(isOf(ids))
            .orderBy(VISITOR.ID)
            .forUpdate()
            .fetch(JooqTrackingStore::visitor);
  }

  private static Condition isOf(Collection<VisitorId> ids) {
    return VISITOR.ID.eq(any(values(ids)));
  }

  private static UUID[] values(Collection<VisitorId> ids) {
    return ids.stream().map(VisitorId::value).toArray(UUID[]::new);
  }

  private static Visitor visitor(VisitorRecord row) {
    return new Visitor(
        new VisitorId(row.getId()),
        row.getConsentedAt(),
        row.getEvidence(),
        row.getSeenAt(),
        row.getLeadId() == null ? null : new LeadId(row.getLeadId()));
  }

  @Override
  public void addEvents(List<VisitorEvent> events) {
    try {
      Bulk.insert(database, VISITOR_EVENT, EVENTS, events, this::row);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "visitor_event_pk") ? Failures.lostRace(e) : e;
    }
  }

  private @Nullable Object[] row(VisitorEvent event) {
    EngagementContent content = event.content();
    return new @Nullable Object[] {
      event.id().value(),
      event.visitor().value(),
      content.object(),
      content.occurredAt(),
      event.recordedAt(),
      content.traces().equals(Traces.NONE) ? null : database.json().write(content.traces())
    };
  }

  @Override
  public Set<EngagementId> known(Collection<EngagementId> ids) {
    return ids.isEmpty()
        ? Set.of()
        : database
            .dsl()
            .select(VISITOR_EVENT.ID)
            .from(VISITOR_EVENT)
            .where(
                VISITOR_EVENT.ID.eq(
                    any(ids.stream().map(EngagementId::value).toArray(String[]::new))))
            .fetch(VISITOR_EVENT.ID)
            .stream()
            .map(id -> new EngagementId(Objects.requireNonNull(id)))
            .collect(toImmutableSet());
  }

  @Override
  public Map<VisitorId, Integer> counts(Collection<VisitorId> visitors) {
    Map<VisitorId, Integer> counts = new HashMap<>();
    if (!visitors.isEmpty()) {
      database
          .dsl()
          .select(VISITOR_EVENT.VISITOR_ID, count())
          .from(VISITOR_EVENT)
          .where(VISITOR_EVENT.VISITOR_ID.eq(any(values(visitors))))
          .groupBy(VISITOR_EVENT.VISITOR_ID)
          .forEach(row -> counts.put(new VisitorId(row.value1()), row.value2()));
    }
    return counts;
  }

  @Override
  public List<VisitorEvent> events(VisitorId visitor, int limit) {
    return database
        .dsl()
        .selectFrom(VISITOR_EVENT)
        .where(VISITOR_EVENT.VISITOR_ID.eq(visitor.value()))
        .orderBy(VISITOR_EVENT.OCCURRED_AT.desc(), VISITOR_EVENT.ID.desc())
        .limit(limit)
        .fetch(this::event);
  }

  private VisitorEvent event(VisitorEventRecord row) {
    return new VisitorEvent(
        new EngagementId(row.getId()),
        new VisitorId(row.getVisitorId()),
        new EngagementContent(
            EngagementType.PAGE_VIEW,
            null,
            row.getObject(),
            row.getOccurredAt(),
            Map.of(),
            row.getTraces() == null
                ? Traces.NONE
                : database.json().read(row.getTraces(), Traces.class)),
        row.getRecordedAt());
  }

  @Override
  public void addJoin(VisitorJoin join) {
    database
        .dsl()
        .insertInto(VISITOR_JOIN)
        .set(VISITOR_JOIN.ID, join.id())
        .set(VISITOR_JOIN.VISITOR_ID, join.visitor().value())
        .set(VISITOR_JOIN.LEAD_ID, join.lead().value())
        .set(VISITOR_JOIN.JOINED_AT, join.joinedAt())
        .set(VISITOR_JOIN.JOINED_BY, join.by())
        .set(VISITOR_JOIN.UNDONE_AT, join.undoneAt())
        .execute();
  }

  @Override
  public void replaceJoin(VisitorJoin join) {
    database
        .dsl()
        .update(VISITOR_JOIN)
        .set(VISITOR_JOIN.UNDONE_AT, join.undoneAt())
        .where(VISITOR_JOIN.ID.eq(join.id()))
        .execute();
  }

  @Override
  public List<VisitorJoin> joins(VisitorId visitor) {
    return joins(VISITOR_JOIN.VISITOR_ID.eq(visitor.value()));
  }

  @Override
  public List<VisitorJoin> joins(LeadId lead) {
    return joins(VISITOR_JOIN.LEAD_ID.eq(lead.value()));
  }

  private List<VisitorJoin> joins(Condition wanted) {
    return database
        .dsl()
        .selectFrom(VISITOR_JOIN)
        .where(wanted)
        .orderBy(VISITOR_JOIN.JOINED_AT.desc(), VISITOR_JOIN.ID.desc())
        .fetch(JooqTrackingStore::join);
  }

  private static VisitorJoin join(VisitorJoinRecord row) {
    return new VisitorJoin(
        row.getId(),
        new VisitorId(row.getVisitorId()),
        new LeadId(row.getLeadId()),
        row.getJoinedAt(),
        row.getJoinedBy(),
        row.getUndoneAt());
  }

  @Override
  public void remove(VisitorId visitor) {
    remove(List.of(visitor.value()));
  }

  private void remove(Collection<UUID> ids) {
    UUID[] values = ids.toArray(UUID[]::new);
    database
        .dsl()
        .deleteFrom(VISITOR_EVENT)
        .where(VISITOR_EVENT.VISITOR_ID.eq(any(values)))
        .execute();
    database.dsl().deleteFrom(VISITOR).where(VISITOR.ID.eq(any(values))).execute();
  }

  @Override
  public int removeUnknownBefore(Instant moment, int limit) {
    List<UUID> ids =
        database
            .dsl()
            .select(VISITOR.ID)
            .from(VISITOR)
            .where(VISITOR.LEAD_ID.isNull())
            .and(VISITOR.SEEN_AT.lt(moment))
            .orderBy(VISITOR.SEEN_AT, VISITOR.ID)
            .limit(limit)
            .forUpdate()
            .fetch(VISITOR.ID);
    if (!ids.isEmpty()) {
      remove(ids);
    }
    return ids.size();
  }
}
