package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.BoardStale;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts opportunities in their places in the column of a stage. */
record Ranking(OpportunityStore store, PipelineId pipeline, String stage) {

  /** So many are spread out at once where too many were put into one place. */
  private static final int SPREAD = 1_000;

  /**
   * Between two neighbours, of which each can be missing; without any, at the top. Refused if none
   * of those that are named is there.
   */
  Outcome<OpportunityId> place(
      OpportunityId id, @Nullable OpportunityId after, @Nullable OpportunityId before) {
    Rank above = after == null ? null : store.rank(after, pipeline, stage).orElse(null);
    Rank below = before == null ? null : store.rank(before, pipeline, stage).orElse(null);
    if (above == null && below == null && (after != null || before != null)) {
      return Outcome.refused(new BoardStale(stage));
    }
    // Who came between the two meanwhile is passed by: right below the one, or right above the
    // other.
    if (above != null) {
      below = store.below(pipeline, stage, above, id).orElse(null);
    } else if (below != null) {
      above = store.above(pipeline, stage, below, id).orElse(null);
    } else {
      below = store.below(pipeline, stage, null, id).orElse(null);
    }
    put(id, above, below);
    return Outcome.done(id);
  }

  /** Where a rank is, whether that is free or not. */
  void near(OpportunityId id, Rank rank) {
    put(
        id,
        store.above(pipeline, stage, rank, id).orElse(null),
        store.below(pipeline, stage, rank, id).orElse(null));
  }

  void atTheBottom(OpportunityId id) {
    put(id, store.above(pipeline, stage, null, id).orElse(null), null);
  }

  private void put(OpportunityId id, @Nullable Rank above, @Nullable Rank below) {
    Rank rank = Rank.between(above, below, id);
    if (rank.text().length() <= Rank.LONGEST || above == null) {
      store.rank(id, rank);
      return;
    }
    // So many came between the same two that there is hardly room: those below make some.
    List<OpportunityId> pushed = new ArrayList<>();
    pushed.add(id);
    store.idsBelow(pipeline, stage, above, SPREAD).stream()
        .filter(other -> !other.equals(id))
        .forEach(pushed::add);
    Rank last =
        pushed.size() == 1
            ? below
            : store
                .rankOf(pushed.getLast())
                .flatMap(rankOfLast -> store.below(pipeline, stage, rankOfLast, id))
                .orElse(null);
    List<Rank> ranks = Rank.spread(above, last, pushed);
    for (int i = 0; i < ranks.size(); i++) {
      store.rank(pushed.get(i), ranks.get(i));
    }
  }
}
