package dev.kith.crm.domain.competitor;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.util.Map;

/** What happens to competitors. */
public sealed interface CompetitorEvent extends DomainEvent {

  CompetitorId competitor();

  @Override
  default Subject subject() {
    return Competitor.subjectOf(competitor());
  }

  record Added(CompetitorId competitor, String name) implements CompetitorEvent {
    @Override
    public String type() {
      return "competitor.added.v1";
    }
  }

  /**
   * @param name as it is now
   */
  record Edited(CompetitorId competitor, String name) implements CompetitorEvent {
    @Override
    public String type() {
      return "competitor.edited.v1";
    }
  }

  record Retired(CompetitorId competitor) implements CompetitorEvent {
    @Override
    public String type() {
      return "competitor.retired.v1";
    }
  }

  record Reinstated(CompetitorId competitor) implements CompetitorEvent {
    @Override
    public String type() {
      return "competitor.reinstated.v1";
    }
  }

  /** Which one became part of which, and what it was called. */
  record Merging(CompetitorId winner, CompetitorId loser, String loserName) {}

  /** Two turned out to be one; each of them is told. */
  record Merged(CompetitorId competitor, Merging merging) implements CompetitorEvent {
    @Override
    public String type() {
      return "competitor.merged.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return Map.of(
          "winner", merging.winner.toString(),
          "loser", merging.loser.toString(),
          "loserName", merging.loserName);
    }
  }
}
