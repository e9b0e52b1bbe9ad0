package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to opportunities. */
public sealed interface OpportunityEvent extends DomainEvent {

  OpportunityId opportunity();

  @Override
  default Subject subject() {
    return Opportunity.subjectOf(opportunity());
  }

  record Created(
      OpportunityId opportunity,
      String name,
      @Nullable AccountId account,
      @Nullable UserId owner,
      PipelineId pipeline,
      String stage)
      implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.created.v1";
    }
  }

  /**
   * @param changed names of the fields that are different now, as in the API
   */
  record Edited(OpportunityId opportunity, List<String> changed) implements OpportunityEvent {
    public Edited {
      changed = ImmutableList.copyOf(changed);
    }

    @Override
    public String type() {
      return "opportunity.edited.v1";
    }
  }

  record Assigned(OpportunityId opportunity, @Nullable UserId from, @Nullable UserId to)
      implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.assigned.v1";
    }
  }

  record Noted(OpportunityId opportunity, String text) implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.noted.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("note", text);
    }
  }

  /**
   * It is in another stage.
   *
   * @param at from when that counts
   */
  record Moved(
      OpportunityId opportunity,
      PipelineId fromPipeline,
      String from,
      PipelineId toPipeline,
      String to,
      Instant at)
      implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.moved.v1";
    }
  }

  /** Told besides the move. */
  record Won(OpportunityId opportunity, Instant at) implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.won.v1";
    }
  }

  /**
   * Told besides the move.
   *
   * @param competitorId who got it instead; null for nobody
   * @param competitor what that one was called then
   */
  record Lost(
      OpportunityId opportunity,
      String reason,
      @Nullable CompetitorId competitorId,
      @Nullable String competitor,
      Instant at)
      implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.lost.v1";
    }
  }

  /** Told besides the move. */
  record Reopened(OpportunityId opportunity) implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.reopened.v1";
    }
  }

  /**
   * It has another place in the column of its stage, which is no change of the opportunity itself:
   * its version stays.
   */
  record Ranked(OpportunityId opportunity, PipelineId pipeline, String stage)
      implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.ranked.v1";
    }
  }

  /**
   * Its last move was taken back, as if it had not been made.
   *
   * @param from key of the stage that the move led to
   */
  record MoveUndone(
      OpportunityId opportunity,
      PipelineId fromPipeline,
      String from,
      PipelineId toPipeline,
      String to)
      implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.move-undone.v1";
    }
  }

  /**
   * It is made up of other lines. If that changes its amount, that is told besides.
   *
   * @param lines as people read them, such as {@code 2 × GTX-PRO at 550.00 EUR, 10 % off}
   */
  record LinesReplaced(OpportunityId opportunity, List<String> lines) implements OpportunityEvent {
    public LinesReplaced {
      lines = ImmutableList.copyOf(lines);
    }

    @Override
    public String type() {
      return "opportunity.lines-replaced.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("lines", lines.isEmpty() ? "none" : String.join("\n", lines));
    }
  }

  /**
   * Others bid for it.
   *
   * @param competitors as people read them, such as {@code Norwind, high: knows the customer}
   */
  record CompetitorsReplaced(OpportunityId opportunity, List<String> competitors)
      implements OpportunityEvent {
    public CompetitorsReplaced {
      competitors = ImmutableList.copyOf(competitors);
    }

    @Override
    public String type() {
      return "opportunity.competitors-replaced.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of("competitors", competitors.isEmpty() ? "none" : String.join("\n", competitors));
    }
  }

  record Deleted(OpportunityId opportunity) implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.deleted.v1";
    }
  }

  record Restored(OpportunityId opportunity) implements OpportunityEvent {
    @Override
    public String type() {
      return "opportunity.restored.v1";
    }
  }
}
