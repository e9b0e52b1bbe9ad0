package dev.kith.crm.persistence.event;

import static dev.kith.crm.persistence.generated.Tables.OUTBOX_DELIVERY;
import static dev.kith.crm.persistence.generated.Tables.OUTBOX_EVENT;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.OutboxDelivery;
import dev.kith.crm.persistence.generated.tables.records.OutboxDeliveryRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Events, and a row for each reaction that an event still has to reach. Events of one subject are
 * numbered in the order of their commits, because whoever changes a subject waits for the change
 * before it.
 */
public final class JooqOutbox implements Outbox {

  /**
   * How many deliveries that are due are looked at together: others may hold locks on the first
   * ones.
   */
  private static final int CANDIDATES = 16;

  private static final OutboxDelivery EARLIER = OUTBOX_DELIVERY.as("earlier");

  private static final List<Field<?>> DELIVERY_COLUMNS =
      List.of(
          OUTBOX_DELIVERY.EVENT_ID,
          OUTBOX_DELIVERY.REACTION,
          OUTBOX_DELIVERY.EVENT_SEQ,
          OUTBOX_DELIVERY.SUBJECT_TYPE,
          OUTBOX_DELIVERY.SUBJECT_ID,
          OUTBOX_DELIVERY.ATTEMPTS,
          OUTBOX_DELIVERY.NEXT_ATTEMPT_AT);

  private final Database database;
  private final EventRows events;

  public JooqOutbox(Database database) {
    this.database = database;
    this.events = new EventRows(database);
  }

  @Override
  public void append(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    List<Entry> wanted = entries.stream().filter(e -> !e.reactions().isEmpty()).toList();
    Map<UUID, Long> numbers = events.insert(entries, wanted);
    List<@Nullable Object[]> deliveries = new ArrayList<>();
    for (Entry entry : wanted) {
      EventEnvelope envelope = entry.envelope();
      for (String reaction : entry.reactions()) {
        deliveries.add(
            new @Nullable Object[] {
              envelope.id(),
              reaction,
              numbers.get(envelope.id()),
              envelope.event().subject().type(),
              envelope.event().subject().id(),
              0,
              envelope.at()
            });
      }
    }
    Bulk.insert(database, OUTBOX_DELIVERY, DELIVERY_COLUMNS, deliveries, d -> d);
  }

  @Override
  public Optional<Delivery> lockNext(Instant now) {
    OutboxDeliveryRecord behind = null;
    while (true) {
      List<OutboxDeliveryRecord> candidates = due(now, behind);
      for (OutboxDeliveryRecord candidate : candidates) {
        Optional<Delivery> locked = lock(candidate, now);
        if (locked.isPresent()) {
          return locked;
        }
      }
      if (candidates.size() < CANDIDATES) {
        return Optional.empty();
      }
      behind = candidates.getLast();
    }
  }

  private List<OutboxDeliveryRecord> due(Instant now, @Nullable OutboxDeliveryRecord behind) {
    return database
        .dsl()
        .selectFrom(OUTBOX_DELIVERY)
        .where(isDue(now))
        .and(
            behind == null
                ? DSL.noCondition()
                : row(OUTBOX_DELIVERY.EVENT_SEQ, OUTBOX_DELIVERY.REACTION)
                    .gt(behind.getEventSeq(), behind.getReaction()))
        .and(nothingBefore())
        .orderBy(OUTBOX_DELIVERY.EVENT_SEQ, OUTBOX_DELIVERY.REACTION)
        .limit(CANDIDATES)
        .fetch();
  }

  /** The candidate if it is still due and nobody else has it. */
  private Optional<Delivery> lock(OutboxDeliveryRecord candidate, Instant now) {
    boolean mine =
        database
            .dsl()
            .select(OUTBOX_DELIVERY.EVENT_ID)
            .from(OUTBOX_DELIVERY)
            .where(is(candidate.getEventId(), candidate.getReaction()).and(isDue(now)))
            .forUpdate()
            .skipLocked()
            .fetchOptional()
            .isPresent();
    return mine ? delivery(candidate.getEventId(), candidate.getReaction()) : Optional.empty();
  }

  private static Condition isDue(Instant now) {
    return OUTBOX_DELIVERY.DEAD_SINCE.isNull().and(OUTBOX_DELIVERY.NEXT_ATTEMPT_AT.le(now));
  }

  /** No earlier event of the same subject waits for the same reaction. */
  private static Condition nothingBefore() {
    return notExists(
        selectOne()
            .from(EARLIER)
            .where(EARLIER.SUBJECT_ID.eq(OUTBOX_DELIVERY.SUBJECT_ID))
            .and(EARLIER.SUBJECT_TYPE.eq(OUTBOX_DELIVERY.SUBJECT_TYPE))
            .and(EARLIER.REACTION.eq(OUTBOX_DELIVERY.REACTION))
            .and(EARLIER.EVENT_SEQ.lt(OUTBOX_DELIVERY.EVENT_SEQ))
            .and(EARLIER.DEAD_SINCE.isNull()));
  }

  @Override
  public void delivered(UUID event, String reaction) {
    database.dsl().deleteFrom(OUTBOX_DELIVERY).where(is(event, reaction)).execute();
  }

  @Override
  public void failed(UUID event, String reaction, String error, Instant nextAttemptAt) {
    database
        .dsl()
        .update(OUTBOX_DELIVERY)
        .set(OUTBOX_DELIVERY.ATTEMPTS, OUTBOX_DELIVERY.ATTEMPTS.plus(1))
        .set(OUTBOX_DELIVERY.ERROR, error)
        .set(OUTBOX_DELIVERY.NEXT_ATTEMPT_AT, nextAttemptAt)
        .where(is(event, reaction))
        .execute();
  }

  @Override
  public void parked(UUID event, String reaction, String error, Instant at) {
    database
        .dsl()
        .update(OUTBOX_DELIVERY)
        .set(OUTBOX_DELIVERY.ATTEMPTS, OUTBOX_DELIVERY.ATTEMPTS.plus(1))
        .set(OUTBOX_DELIVERY.ERROR, error)
        .set(OUTBOX_DELIVERY.DEAD_SINCE, at)
        .where(is(event, reaction))
        .execute();
  }

  @Override
  public Optional<Instant> nextDue() {
    return Optional.ofNullable(
        database
            .dsl()
            .select(min(OUTBOX_DELIVERY.NEXT_ATTEMPT_AT))
            .from(OUTBOX_DELIVERY)
            .where(OUTBOX_DELIVERY.DEAD_SINCE.isNull())
            .and(nothingBefore())
            .fetchSingle()
            .value1());
  }

  @Override
  public boolean isWaiting(Subject subject, String reaction) {
    return database
        .dsl()
        .fetchExists(
            DSL.selectFrom(OUTBOX_DELIVERY)
                .where(OUTBOX_DELIVERY.SUBJECT_ID.eq(subject.id()))
                .and(OUTBOX_DELIVERY.SUBJECT_TYPE.eq(subject.type()))
                .and(OUTBOX_DELIVERY.REACTION.eq(reaction))
                .and(OUTBOX_DELIVERY.DEAD_SINCE.isNull()));
  }

  @Override
  public Optional<EventEnvelope> find(UUID event) {
    return database
        .dsl()
        .selectFrom(OUTBOX_EVENT)
        .where(OUTBOX_EVENT.ID.eq(event))
        .fetchOptional(events::envelope);
  }

  @Override
  public List<EventEnvelope> since(
      Instant from, Collection<String> types, @Nullable UUID after, int limit) {
    return database
        .dsl()
        .selectFrom(OUTBOX_EVENT)
        .where(behind(after))
        .and(OUTBOX_EVENT.HAPPENED_AT.ge(from))
        .and(OUTBOX_EVENT.EVENT_TYPE.in(types))
        .orderBy(OUTBOX_EVENT.SEQ)
        .limit(limit)
        .fetch(events::envelope);
  }

  @Override
  public Backlog backlog() {
    Field<Integer> waiting = DSL.count().filterWhere(OUTBOX_DELIVERY.DEAD_SINCE.isNull());
    Field<Integer> dead = DSL.count().filterWhere(OUTBOX_DELIVERY.DEAD_SINCE.isNotNull());
    Field<Instant> oldest =
        min(OUTBOX_EVENT.HAPPENED_AT).filterWhere(OUTBOX_DELIVERY.DEAD_SINCE.isNull());
    return database
        .dsl()
        .select(waiting, dead, oldest)
        .from(OUTBOX_DELIVERY)
        .join(OUTBOX_EVENT)
        .on(OUTBOX_EVENT.SEQ.eq(OUTBOX_DELIVERY.EVENT_SEQ))
        .fetchSingle(r -> new Backlog(r.value1(), r.value2(), r.value3()));
  }

  @Override
  public List<Delivery> deadLetters(int limit) {
    return deliveries(OUTBOX_DELIVERY.DEAD_SINCE.isNotNull(), limit);
  }

  @Override
  public boolean replay(UUID event, String reaction, Instant now) {
    return database
            .dsl()
            .update(OUTBOX_DELIVERY)
            .set(OUTBOX_DELIVERY.ATTEMPTS, 0)
            .setNull(OUTBOX_DELIVERY.ERROR)
            .setNull(OUTBOX_DELIVERY.DEAD_SINCE)
            .set(OUTBOX_DELIVERY.NEXT_ATTEMPT_AT, now)
            .where(is(event, reaction).and(OUTBOX_DELIVERY.DEAD_SINCE.isNotNull()))
            .execute()
        > 0;
  }

  @Override
  public List<EventEnvelope> after(@Nullable UUID after, int limit) {
    return database
        .dsl()
        .selectFrom(OUTBOX_EVENT)
        .where(behind(after).and(events.settled()))
        .orderBy(OUTBOX_EVENT.SEQ)
        .limit(limit)
        .fetch(events::envelope);
  }

  private static Condition behind(@Nullable UUID after) {
    return after == null
        ? DSL.noCondition()
        : OUTBOX_EVENT.SEQ.gt(
            DSL.field(
                DSL.select(OUTBOX_EVENT.as("known").field(OUTBOX_EVENT.SEQ))
                    .from(OUTBOX_EVENT.as("known"))
                    .where(
                        Objects.requireNonNull(OUTBOX_EVENT.as("known").field(OUTBOX_EVENT.ID))
                            .eq(after))));
  }

  private Optional<Delivery> delivery(UUID event, String reaction) {
    return deliveries(is(event, reaction), 1).stream().findFirst();
  }

  private List<Delivery> deliveries(Condition which, int limit) {
    return database
        .dsl()
        .select(OUTBOX_EVENT.fields())
        .select(OUTBOX_DELIVERY.fields())
        .from(OUTBOX_DELIVERY)
        .join(OUTBOX_EVENT)
        .on(OUTBOX_EVENT.SEQ.eq(OUTBOX_DELIVERY.EVENT_SEQ))
        .where(which)
        .orderBy(OUTBOX_DELIVERY.EVENT_SEQ, OUTBOX_DELIVERY.REACTION)
        .limit(limit)
        .fetch(r ->
            new Delivery(
                events.envelope(r),
                r.get(OUTBOX_DELIVERY.REACTION),
                r.get(OUTBOX_DELIVERY.ATTEMPTS),
                r.get(OUTBOX_DELIVERY.NEXT_ATTEMPT_AT),
                r.get(OUTBOX_DELIVERY.ERROR),
                r.get(OUTBOX_DELIVERY.DEAD_SINCE)));
  }

  private static Condition is(UUID event, String reaction) {
    return OUTBOX_DELIVERY.EVENT_ID.eq(event).and(OUTBOX_DELIVERY.REACTION.eq(reaction));
  }
}
