package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps merges. */
public interface MergeStore extends AggregateStore<MergeId, Merge> {

  /**
   * Merges, newest first.
   *
   * @param visible by the one who merged
   * @param record only those in which this record took part; null for all
   * @param after only those that come after this one in that order; null for the newest
   */
  List<Merge> list(Visibility visible, @Nullable UUID record, @Nullable MergeId after, int limit);
}
