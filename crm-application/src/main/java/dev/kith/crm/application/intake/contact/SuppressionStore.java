package dev.kith.crm.application.intake.contact;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the list of what is left alone, and reads it. The same target may be on it several times.
 */
public interface SuppressionStore extends AggregateStore<SuppressionId, SuppressionEntry> {

  /** Adds many new ones at once, the quick way. */
  void addAll(List<SuppressionEntry> entries);

  /**
   * Those on the list that are about one of these targets, in any order, ended ones included.
   *
   * @param keys of targets, as {@link dev.kith.crm.domain.intake.contact.Suppression.Target#key()}
   */
  List<SuppressionEntry> having(Collection<String> keys);

  Optional<SuppressionView> view(SuppressionId id);

  /** The search looks for its fragments, without regard to case, in target and reason. */
  Page<SuppressionView> list(ListQuery query);
}
