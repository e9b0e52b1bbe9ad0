package dev.kith.crm.application.scoring.engagement;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.scoring.ledger.AwardStore;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;

/**
 * What leads did was done by one person, if they are one. Only events and awards move, together, so
 * that no score is made of one without the other: the ledgers follow by lines of their own, so that
 * what both had earned in common is not counted twice, and every line stays where it was written.
 */
record AttachedEngagement(EngagementStore store, AwardStore awards, Settling settling)
    implements Attached {

  @Override
  public String name() {
    return "engagement";
  }

  @Override
  public List<UUID> move(Subject from, Subject to) {
    LeadId loser = new LeadId(from.id());
    LeadId winner = new LeadId(to.id());
    List<UUID> moved =
        ImmutableList.<UUID>builder()
            .addAll(store.move(loser, winner))
            .addAll(awards.move(loser, winner))
            .build();
    if (!moved.isEmpty()) {
      settling.settleMerged(loser, winner);
    }
    return moved;
  }

  @Override
  public void moveBack(List<UUID> moved, Subject from, Subject to) {
    LeadId loser = new LeadId(from.id());
    LeadId winner = new LeadId(to.id());
    if (!moved.isEmpty()) {
      store.moveBack(moved, winner, loser);
      awards.moveBack(moved, winner, loser);
      settling.settleParted(loser, winner);
    }
  }
}
