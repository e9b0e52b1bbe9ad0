package dev.kith.crm.persistence.event;

import static dev.kith.crm.persistence.generated.Tables.OUTBOX_EVENT;

import com.google.common.collect.Lists;
import com.google.common.collect.ObjectArrays;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Outbox.Entry;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.StoredNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Events as rows, and the numbers that they are given. */
final class EventRows {

  private static final List<Field<?>> EVENT_COLUMNS =
      List.of(OUTBOX_EVENT.fields()).stream()
          .filter(f -> !f.equals(OUTBOX_EVENT.SEQ))
          .<Field<?>>map(f -> f)
          .toList();

  private static final List<Field<?>> NUMBERED_COLUMNS =
      Stream.concat(EVENT_COLUMNS.stream(), Stream.of(OUTBOX_EVENT.SEQ)).toList();

  private final Database database;
  private final H2Appends onH2;
  private final PostgresAppends onPostgres;

  EventRows(Database database) {
    this.database = database;
    this.onH2 = new H2Appends(database);
    this.onPostgres = new PostgresAppends(database);
  }

  /** Answers the numbers of those that are wanted, at least. */
  Map<UUID, Long> insert(List<Entry> entries, List<Entry> wanted) {
    return switch (database.vendor()) {
      case POSTGRESQL -> insertNumbered(entries);
      case H2 -> {
        onH2.begin();
        Bulk.insert(database, OUTBOX_EVENT, EVENT_COLUMNS, entries, e -> values(e.envelope()));
        yield numbersOf(wanted);
      }
    };
  }

  private Map<UUID, Long> insertNumbered(List<Entry> entries) {
    List<Long> drawn = onPostgres.draw(entries.size());
    Map<UUID, Long> numbers = new HashMap<>();
    for (int i = 0; i < drawn.size(); i++) {
      numbers.put(entries.get(i).envelope().id(), drawn.get(i));
    }
    Bulk.insert(
        database,
        OUTBOX_EVENT,
        NUMBERED_COLUMNS,
        entries,
        e -> ObjectArrays.concat(values(e.envelope()), numbers.get(e.envelope().id())));
    return numbers;
  }

  private Map<UUID, Long> numbersOf(List<Entry> entries) {
    Map<UUID, Long> numbers = new HashMap<>();
    for (List<Entry> part : Lists.partition(entries, 1_000)) {
      database
          .dsl()
          .select(OUTBOX_EVENT.ID, OUTBOX_EVENT.SEQ)
          .from(OUTBOX_EVENT)
          .where(OUTBOX_EVENT.ID.in(part.stream().map(e -> e.envelope().id()).toList()))
          .forEach(r -> numbers.put(r.value1(), r.value2()));
    }
    return numbers;
  }

  /**
   * No transaction is still under way that may have written an earlier event; otherwise a reader of
   * the feed would go past that event for ever. What the reader's own transaction wrote is there at
   * once.
   */
  Condition settled() {
    return switch (database.vendor()) {
      case POSTGRESQL -> onPostgres.settled();
      case H2 -> onH2.settled();
    };
  }

  private @Nullable Object[] values(EventEnvelope e) {
    return new @Nullable Object[] {
      e.id(),
      e.event().type(),
      e.event().subject().type(),
      e.event().subject().id(),
      e.version(),
      e.at(),
      e.actorId(),
      e.actorName(),
      e.requestId(),
      e.cause(),
      database.json().write(e.event()),
      e.causation().event(),
      e.causation().depth()
    };
  }

  EventEnvelope envelope(Record r) {
    String type = r.get(OUTBOX_EVENT.EVENT_TYPE);
    Class<? extends DomainEvent> event = StoredNames.EVENTS.get(type);
    if (event == null) {
      throw new IllegalStateException("an event of an unknown type is stored: " + type);
    }
    return new EventEnvelope(
        r.get(OUTBOX_EVENT.ID),
        database.json().read(r.get(OUTBOX_EVENT.PAYLOAD), event),
        r.get(OUTBOX_EVENT.SUBJECT_VERSION),
        r.get(OUTBOX_EVENT.HAPPENED_AT),
        r.get(OUTBOX_EVENT.ACTOR_ID),
        r.get(OUTBOX_EVENT.ACTOR_NAME),
        r.get(OUTBOX_EVENT.REQUEST_ID),
        r.get(OUTBOX_EVENT.CAUSE),
        new Causation(r.get(OUTBOX_EVENT.CAUSE_EVENT), r.get(OUTBOX_EVENT.DEPTH)));
  }
}
