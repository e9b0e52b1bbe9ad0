package dev.kith.crm.testkit;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.opportunity.BoardNews;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityEvent;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineEvent;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The position of an event is its number in the outbox. */
record MemoryBoardNews(
    MemoryOutbox outbox, Function<OpportunityId, Optional<Opportunity>> opportunities)
    implements BoardNews {

  @Override
  public long latest() {
    return all().size();
  }

  @Override
  public List<Entry> after(long position, int limit) {
    List<EventEnvelope> all = all();
    return IntStream.range((int) Math.min(position, all.size()), all.size())
        .mapToObj(i -> new Entry(i + 1L, places(all.get(i).event())))
        .filter(entry -> !entry.places().isEmpty())
        .limit(limit)
        .toList();
  }

  private List<EventEnvelope> all() {
    return outbox.after(null, Integer.MAX_VALUE);
  }

  private List<Place> places(DomainEvent event) {
    return switch (event) {
      case OpportunityEvent.Moved moved ->
          List.of(
              new Place(moved.fromPipeline(), moved.from()),
              new Place(moved.toPipeline(), moved.to()));
      case OpportunityEvent.MoveUndone undone ->
          List.of(
              new Place(undone.fromPipeline(), undone.from()),
              new Place(undone.toPipeline(), undone.to()));
      case OpportunityEvent other ->
          opportunities
              .apply(other.opportunity())
              .map(o -> List.of(new Place(o.pipeline(), o.stage())))
              .orElse(List.of());
      case PipelineEvent pipeline ->
          List.of(new Place(new PipelineId(pipeline.subject().id()), null));
      default -> List.of();
    };
  }
}
