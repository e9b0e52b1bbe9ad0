package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
   * A key that more than {@value #COMMON} leads share.
   *
   * @param key as the store names it
   */
  record Block(String key, int leads) {}

  /**
   * Live leads that have at least one of the keys, those with the most of them first.
   *
   * @param except left out; null for none
   */
  List<Candidate> candidates(Set<String> keys, @Nullable LeadId except, int most);

  /** Which live leads share each of these keys; keys that only one lead has are missing. */
  Map<String, List<LeadId>> sharing(Set<String> keys);

  /**
   * The keys that more than {@value #COMMON} leads share, in an order of the store's own.
   *
   * @param after the key of the last one of those before; null from the beginning
   */
  List<Block> largeBlocks(@Nullable String after, int most);

  /** The leads that share these keys, which {@link #largeBlocks} has named. */
  Map<String, List<LeadId>> having(Collection<String> blocks);

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
