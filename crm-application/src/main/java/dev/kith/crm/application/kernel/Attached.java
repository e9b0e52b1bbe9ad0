package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;

/**
 * What a feature keeps about records of another feature, and what has to follow when one of those
 * is merged into another: touches of a campaign, entries of a ledger, tasks.
 *
 * <p>A feature that keeps such things gives one of these to the front door, which hands all of them
 * to whoever merges records. Both methods are called within the run of the merge, or of its
 * undoing, so they write with the ordinary stores and begin no run that would have to outlive it.
 * They move everything of a record by one statement, not row by row.
 *
 * <p>What is only read by its subject, such as the audit trail, need not move: the timeline of the
 * winner shows what happened to those that were merged into it.
 */
public interface Attached {

  /** Names what is moved in the journal of the merge; never change it. */
  String name();

  /**
   * Moves everything of one record to another. What the other has already and may only have once
   * stays where it is.
   *
   * @return the ids of what was moved, which the merge keeps
   */
  List<UUID> move(Subject from, Subject to);

  /**
   * Moves back what a merge had moved. Things that were removed meanwhile, or moved on by somebody
   * else, are left alone.
   *
   * @param moved what {@link #move} answered
   * @param from the record that had them before the merge, and gets them back
   * @param to the record that has them now
   */
  void moveBack(List<UUID> moved, Subject from, Subject to);
}
