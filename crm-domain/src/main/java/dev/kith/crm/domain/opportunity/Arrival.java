package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An open opportunity comes into another stage, which decides it if that is a closed one.
 *
 * @param at from when it is there
 * @param loss null unless it is lost
 */
record Arrival(PipelineId pipeline, Stage stage, Instant at, LossCheck.@Nullable Read loss) {

  /**
   * @param from key of the stage that it was in before
   */
  OpportunityStatus status(String from) {
    return switch (stage.type()) {
      case OPEN -> new OpportunityStatus.Open();
      case WON -> new OpportunityStatus.Won(from);
      case LOST -> new OpportunityStatus.Lost(from, Objects.requireNonNull(loss).loss());
    };
  }

  List<DomainEvent> events(Opportunity before) {
    OpportunityId id = before.id();
    DomainEvent moved =
        new OpportunityEvent.Moved(
            id, before.pipeline(), before.stage(), pipeline, stage.key(), at);
    return switch (status(before.stage())) {
      case OpportunityStatus.Open open -> List.of(moved);
      case OpportunityStatus.Won won -> List.of(moved, new OpportunityEvent.Won(id, at));
      case OpportunityStatus.Lost lost ->
          List.of(
              moved,
              new OpportunityEvent.Lost(
                  id,
                  lost.loss().reason(),
                  lost.loss().competitorId(),
                  Objects.requireNonNull(loss).competitor(),
                  at));
    };
  }
}
