package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds leads that look alike. Only leads that the actor reaches with {@code lead:view} are named,
 * and only by fields that the actor may see; of others no more is told than capturing would: that
 * there is one which is almost certainly the same. Pairs that somebody told apart are left out.
 */
public interface Duplicates {

  /** So many matches are answered at most, the likeliest. */
  int MOST = 20;

  /**
   * Leads that look like what somebody is writing down, which may be unfinished or wrong. Refused
   * with {@code forbidden}.
   */
  Outcome<DuplicateCheck> check(LeadDraft draft);

  /**
   * The same for a lead that is being changed.
   *
   * @param of that lead: neither it nor what was told apart from it is named; null for a new one.
   *     Refused with {@code not-found} where the actor does not see it
   */
  Outcome<DuplicateCheck> whileWriting(LeadDraft draft, @Nullable LeadId of);

  /** Leads that look like this one. Refused with {@code forbidden}, {@code not-found}. */
  Outcome<DuplicateCheck> check(LeadId lead);

  /**
   * Says that two leads are not the same, for good: whatever becomes of them, nobody is asked
   * again. Two that were told apart before stay so. Needs {@code duplicate:edit}. Refused with
   * {@code forbidden}, {@code not-found} for a lead that the actor does not see, {@code invalid}
   * for one lead given twice.
   */
  Outcome<DistinctPair> tellApart(LeadId one, LeadId other);

  /** Takes that back. Refused with {@code forbidden}, {@code not-found}. */
  Outcome<DistinctPair> takeBack(DistinctPairId id);

  /**
   * The pairs of this lead that were told apart, newest first; those with a lead that the actor
   * does not see are left out. Refused with {@code not-found}.
   */
  Outcome<List<DistinctPair>> toldApart(LeadId lead);

  /**
   * From which weight on leads are warned of, or taken for the same. Needs {@code duplicate:view}.
   * Refused with {@code forbidden}.
   */
  Outcome<DuplicateThresholds> thresholds();

  /**
   * Sets both, for checks and lists from this moment on; what a lower threshold finds among stored
   * leads is found by the next scan. Needs {@code duplicate:administer} on all records. Refused
   * with {@code forbidden}, {@code invalid}, {@code stale-version}.
   */
  Outcome<DuplicateThresholds> setThresholds(DuplicateThresholds.Settings settings);
}
