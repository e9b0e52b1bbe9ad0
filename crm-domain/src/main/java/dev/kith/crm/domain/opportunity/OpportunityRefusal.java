package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;
import java.util.UUID;

/** What only opportunities refuse. */
public sealed interface OpportunityRefusal extends Refusal {

  /** The opportunity lies in the bin. */
  record OpportunityDeleted(UUID opportunity) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "opportunity-deleted";
    }

    @Override
    public String detail() {
      return "The opportunity has been deleted; restore it first.";
    }
  }

  /** It is won or lost, and moves no more. */
  record Decided(UUID opportunity, String status) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "opportunity-decided";
    }

    @Override
    public String detail() {
      return "The opportunity is decided; reopen it first.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("decision", status);
    }
  }

  /** There is no live account that the actor can see to sell to. */
  record UnknownAccount(UUID account) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-account";
    }

    @Override
    public String detail() {
      return "There is no account " + account + " that an opportunity can be with.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("account", account.toString());
    }
  }

  /** There is no such pipeline, or no such stage in it. */
  record UnknownStage(String stage) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-stage";
    }

    @Override
    public String detail() {
      return stage.isEmpty()
          ? "There is no such pipeline."
          : "There is no stage " + stage + " in the pipeline.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("stage", stage);
    }
  }

  /** The cards between which one is to be put are not there any more. */
  record BoardStale(String stage) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "board-stale";
    }

    @Override
    public String detail() {
      return "The neighbours are not in the stage " + stage + " any more; read the board again.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("stage", stage);
    }
  }
}
