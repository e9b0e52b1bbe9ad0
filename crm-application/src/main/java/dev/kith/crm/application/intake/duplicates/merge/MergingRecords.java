package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How records of one kind become one, and several again: what {@link MergeService} does not know by
 * itself. Each step is a change of a record as by any other command.
 *
 * @param <A> the records
 */
interface MergingRecords<A extends Aggregate> {

  MergeKind kind();

  /** A record that the actor reaches with the action, in the bin or not. */
  Outcome<A> reached(UUID id, Action action);

  MergeChoice.Side side(A record);

  default long version(A record) {
    return record.revision().version();
  }

  /** The choice as it can be made: what it names may itself be part of the merge. */
  default MergeChoice settled(MergeChoice choice, A winner, List<A> losers) {
    return choice;
  }

  Outcome<A> bury(A loser, long version, Merging merging, Instant now);

  Outcome<A> absorb(A winner, long version, Merging merging, MergeChoice choice, Instant now);

  /** Once what had moved is back with the losers, which are tombstones still. */
  Outcome<A> release(A winner, Merging merging, MergeChoice.Former former, Instant now);

  Outcome<A> separate(A loser, Merging merging, Instant now);

  /** What features keep about the records. */
  List<Attached> attached();

  /** The records that name them. */
  List<Followers> followers();

  /** The outcome, which names no record that the actor may not see. */
  <T> Outcome<T> discreet(Outcome<T> outcome);
}
