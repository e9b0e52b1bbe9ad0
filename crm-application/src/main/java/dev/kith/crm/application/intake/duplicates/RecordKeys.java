package dev.kith.crm.application.intake.duplicates;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@linkplain RecordForms keys} under which live accounts and contacts are found that may be
 * the same. They are kept with the records: whatever changes one changes its keys in the same run.
 */
public interface RecordKeys {

  String ACCOUNT = "account";
  String CONTACT = "contact";

  /**
   * Live records of a kind that have at least one of the keys, those with the most of them first. A
   * key that more than {@value BlockingKeys#COMMON} share is skipped.
   *
   * @param except left out; null for none
   */
  List<UUID> candidates(String type, Set<String> keys, @Nullable UUID except, int most);

  /** Which records of a kind have the same keys. */
  SharedKeys shared(String type);

  /** Live records of a kind in the order of their ids, behind one; null from the beginning. */
  List<UUID> after(String type, @Nullable UUID after, int limit);

  /** How many live records of a kind there are. */
  long count(String type);

  /** Whether all records have their keys, also those from before keys were kept. */
  boolean isComplete();

  /**
   * Takes up the next records from before keys were kept, in the current run.
   *
   * @return how many; 0 when there are no more, and keys are complete from then on
   */
  int complete(int most);
}
