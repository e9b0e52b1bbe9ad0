package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The live records of one kind, as a scan looks at them and as their clusters show them. */
interface ScannedRecords {

  /**
   * @param context of whoever looks at them: fields that are hidden there do not count
   */
  static ScannedRecords of(
      MergeKind kind, Kernel kernel, AccountFeature accounts, Context context) {
    return switch (kind) {
      case LEAD -> new ScannedLeads(kernel, context);
      case ACCOUNT -> new ScannedAccounts(kernel, context);
      case CONTACT -> new ScannedContacts(kernel, accounts, context);
    };
  }

  SharedKeys keys();

  /** In the order of their ids, behind one; null from the beginning. */
  List<Scanned> after(@Nullable UUID after, int limit);

  /** Those of these that are live, in any order. */
  List<Scanned> of(Collection<UUID> ids);

  default Map<UUID, Scanned> byId(Collection<UUID> ids) {
    Map<UUID, Scanned> found = new HashMap<>();
    of(ids).forEach(record -> found.put(record.id(), record));
    return found;
  }

  long count();

  /** Whether all have their keys, also those from before keys were kept. */
  boolean isComplete();

  /** Gives the next ones from before their keys; answers how many, and 0 when there are no more. */
  int complete(int most);
}
