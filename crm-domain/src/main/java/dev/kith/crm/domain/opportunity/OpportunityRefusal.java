package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What only opportunities refuse. */
public sealed interface OpportunityRefusal extends Refusal {

  /**
   * Another live opportunity has this id of the same other system.
   *
   * @param holder the other opportunity; null where the actor may not see it
   */
  record ExternalIdTaken(String externalId, @Nullable UUID holder) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "opportunity-external-id-taken";
    }

    @Override
    public String detail() {
      return "Another opportunity already has the external id " + externalId + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return holder == null ? ImmutableMap.of() : ImmutableMap.of("holder", holder.toString());
    }
  }

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

  /** The last move is not taken back. */
  record MoveStands(UUID opportunity, Reason reason) implements OpportunityRefusal {

    /** Why it stands. */
    public enum Reason {
      NOT_MOVED("not-moved", "It has not been moved."),
      MOVED_BY_OTHERS("moved-by-others", "Only who moved it last can take that back."),
      CHANGED_SINCE("changed-since", "Something else has happened to it since it was moved."),
      TOO_LATE("too-late", "A move can be taken back for ten minutes."),
      STAGE_GONE("stage-gone", "The stage in which it was is there no more.");

      private final String code;
      private final String detail;

      Reason(String code, String detail) {
        this.code = code;
        this.detail = detail;
      }

      public String code() {
        return code;
      }
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "move-stands";
    }

    @Override
    public String detail() {
      return reason.detail;
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("reason", reason.code);
    }
  }

  /** More looks at boards than are kept up to date at once. */
  record TooManyWatches(int most) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "too-many-watches";
    }

    @Override
    public String detail() {
      return "So many boards are kept up to date at once, and no more: " + most + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("most", most);
    }
  }

  /** In the stage are as many as there may be. */
  record WipLimit(String stage, int limit, long count) implements OpportunityRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "wip-limit";
    }

    @Override
    public String detail() {
      return "No more than " + limit + " may be in the stage " + stage + ", and " + count + " are.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("stage", stage, "limit", limit, "count", count);
    }
  }
}
