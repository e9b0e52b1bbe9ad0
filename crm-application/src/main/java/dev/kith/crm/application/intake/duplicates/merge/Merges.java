package dev.kith.crm.application.intake.duplicates.merge;

import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one lead of several that are the same, and several again. Looking at merges needs {@code
 * duplicate:view}, everything else {@code duplicate:edit}, both as far as they reach the one who
 * merged; and as a merge changes leads, {@code lead:edit} on the winner and {@code lead:delete} on
 * each loser.
 */
public interface Merges {

  int LARGEST_LIST = 200;

  /**
   * Which leads become one.
   *
   * @param winner the lead that stays
   * @param fields by field (or {@code owner}): the lead whose value is kept. For fields that are
   *     not named it is the winner's, or, where that is empty, the first other's that is not
   * @param versions the versions of the others that somebody looked at; the winner's is the
   *     expected version of the call. Where none is given, any will do
   */
  record Command(
      LeadId winner, List<LeadId> others, Map<String, LeadId> fields, Map<LeadId, Long> versions) {
    public Command {
      others = List.copyOf(others);
      // Sorted, so that equal commands read the same: idempotency goes by their text.
      fields = ImmutableSortedMap.copyOf(fields);
      versions = Map.copyOf(versions);
    }
  }

  /**
   * Merges leads, all or nothing. The others become tombstones that name the winner, their e-mail
   * addresses are free for it, and what is attached to them moves over. Refused with {@code
   * invalid}, {@code not-found}, {@code forbidden}, {@code stale-version}, {@code lead-deleted},
   * {@code lead-merged}, {@code lead-converted}, {@code lead-email-taken}.
   */
  Outcome<Merge> merge(Command command);

  /**
   * Undoes a merge: the losers are as they were, and the winner has its former fields again, except
   * those that somebody edited since: they stay, and are named. Refused with {@code not-found},
   * {@code forbidden}, {@code merge-undone}, {@code lead-deleted}, {@code lead-merged} or {@code
   * lead-converted} for the winner, and {@code lead-email-taken} if somebody has a loser's address
   * now.
   */
  Outcome<Merge> undo(MergeId id);

  Outcome<Merge> get(MergeId id);

  /**
   * Merges, newest first.
   *
   * @param lead only those in which this lead took part; null for all
   * @param after where the page before ended; null for the newest
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<Merge>> list(@Nullable LeadId lead, @Nullable MergeId after, int limit);
}
