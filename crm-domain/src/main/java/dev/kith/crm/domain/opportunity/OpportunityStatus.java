package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.competitor.CompetitorId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an opportunity is decided, and how. */
public sealed interface OpportunityStatus {

  /** As stored and as in the API. */
  String name();

  /** As text, for the audit trail. */
  default Map<String, String> facts() {
    return Map.of("status", name());
  }

  record Open() implements OpportunityStatus {
    @Override
    public String name() {
      return "OPEN";
    }
  }

  /**
   * @param from key of the stage that it was in before
   */
  record Won(String from) implements OpportunityStatus {
    @Override
    public String name() {
      return "WON";
    }
  }

  /**
   * @param from key of the stage that it was in before
   */
  record Lost(String from, Loss loss) implements OpportunityStatus {
    @Override
    public String name() {
      return "LOST";
    }

    @Override
    public Map<String, String> facts() {
      ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
      facts.put("status", name()).put("lostReason", loss.reason());
      if (loss.competitorId() != null) {
        facts.put("lostCompetitorId", loss.competitorId().toString());
      }
      return facts.buildOrThrow();
    }
  }

  /**
   * Why an opportunity is lost.
   *
   * @param competitorId who got it instead; null where nobody did, or nobody knows
   */
  record Loss(String reason, @Nullable CompetitorId competitorId) {}
}
