package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OUTBOX_EVENT;
import static org.jooq.impl.DSL.max;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.BoardNews;
import dev.kith.crm.domain.opportunity.OpportunityEvent;
import dev.kith.crm.domain.pipeline.PipelineEvent;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.StoredNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Record5;

/** News of boards, read from the events that stand in the outbox. */
public final class JooqBoardNews implements BoardNews {

  private static final List<String> TYPES =
      StoredNames.EVENTS.entrySet().stream()
          .filter(e ->
              OpportunityEvent.class.isAssignableFrom(e.getValue())
                  || PipelineEvent.class.isAssignableFrom(e.getValue()))
          .map(Map.Entry::getKey)
          .collect(ImmutableList.toImmutableList());

  private final Database database;

  public JooqBoardNews(Database database) {
    this.database = database;
  }

  @Override
  public long latest() {
    Long latest =
        database.dsl().select(max(OUTBOX_EVENT.SEQ)).from(OUTBOX_EVENT).fetchSingle(0, Long.class);
    return latest == null ? 0 : latest;
  }

  @Override
  public List<Entry> after(long position, int limit) {
    return database
        .dsl()
        .select(
            OUTBOX_EVENT.SEQ,
            OUTBOX_EVENT.EVENT_TYPE,
            OUTBOX_EVENT.PAYLOAD,
            OPPORTUNITY.PIPELINE_ID,
            OPPORTUNITY.STAGE_KEY)
        .from(OUTBOX_EVENT)
        .leftJoin(OPPORTUNITY)
        .on(OPPORTUNITY.ID.eq(OUTBOX_EVENT.SUBJECT_ID))
        .where(OUTBOX_EVENT.SEQ.gt(position))
        .and(OUTBOX_EVENT.EVENT_TYPE.in(TYPES))
        .orderBy(OUTBOX_EVENT.SEQ)
        .limit(limit)
        .fetch(row -> new Entry(row.value1(), places(row)));
  }

  private List<Place> places(Record5<Long, String, String, UUID, String> row) {
    Class<? extends DomainEvent> type =
        Objects.requireNonNull(StoredNames.EVENTS.get(row.value2()));
    DomainEvent event = database.json().read(row.value3(), type);
    return switch (event) {
      case OpportunityEvent.Moved moved ->
          List.of(
              new Place(moved.fromPipeline(), moved.from()),
              new Place(moved.toPipeline(), moved.to()));
      case OpportunityEvent.MoveUndone undone ->
          List.of(
              new Place(undone.fromPipeline(), undone.from()),
              new Place(undone.toPipeline(), undone.to()));
      case OpportunityEvent other -> List.of(new Place(new PipelineId(row.value4()), row.value5()));
      default -> List.of(new Place(new PipelineId(event.subject().id()), null));
    };
  }
}
