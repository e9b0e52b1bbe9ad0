package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps merges. */
public interface MergeStore extends AggregateStore<MergeId, Merge> {

  /**
   * Merges, newest first.
   *
   * @param visible by the one who merged
   * @param lead only those in which this lead took part; null for all
   * @param after only those that come after this one in that order; null for the newest
   */
  List<Merge> list(Visibility visible, @Nullable LeadId lead, @Nullable MergeId after, int limit);
}
