package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain dev.kith.crm.domain.intake.duplicates.Fingerprint#blockingKeys() keys} under
 * which live leads are found that may be the same. They are kept with the leads: whatever changes a
 * lead changes its keys in the same run.
 *
 * <p>A key that more than {@value #COMMON} leads share says nothing, like a stop word: it is
 * skipped.
 */
public interface BlockingKeys {

  int COMMON = 60;

  /**
   * Live leads that have at least one of the keys, those with the most of them first.
   *
   * @param except left out; null for none
   */
  List<Candidate> candidates(Set<String> keys, @Nullable LeadId except, int most);

  /** Which leads have the same keys. */
  SharedKeys shared();

  /** Live leads in the order of their ids, behind one; null from the beginning. */
  List<Candidate> leadsAfter(@Nullable LeadId after, int limit);

  /** Those of these leads that are live, in any order. */
  List<Candidate> leads(Collection<LeadId> ids);

  /** How many live leads there are. */
  long countLeads();

  /** Whether all leads have their keys, also those from before keys were kept. */
  boolean isComplete();

  /**
   * Takes up the next leads from before keys were kept, in the current run.
   *
   * @return how many; 0 when there are no more, and keys are complete from then on
   */
  int complete(int most);
}
