package dev.kith.crm.application.competitor;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import java.util.Collection;
import java.util.List;

/**
 * Keeps competitors. No two have names of the same {@link
 * dev.kith.crm.domain.competitor.CompetitorContent#nameForm() form}, retired ones included: adding
 * and updating are refused with {@link dev.kith.crm.domain.competitor.CompetitorRefusal}, and
 * whoever loses a race repeats their run, by a {@link
 * dev.kith.crm.application.kernel.ConcurrentChangeException}.
 */
public interface CompetitorStore extends AggregateStore<CompetitorId, Competitor> {

  /** Those of these competitors that there are, in any order. */
  List<Competitor> findAll(Collection<CompetitorId> ids);

  /** The competitors that are called so, however that is spelt; in any order. */
  List<Competitor> named(Collection<String> names);

  /** What a competitor stands for: itself, or what it has become part of at last. */
  default Competitor standing(Competitor competitor) {
    CompetitorId last =
        MergedRecords.last(competitor.id(), id -> find(id).map(Competitor::mergedInto));
    return last.equals(competitor.id()) ? competitor : find(last).orElseThrow();
  }

  /**
   * A page of competitors that stand for themselves. The search matches a competitor if each of its
   * fragments is found, without regard to case, in its name, its website or the note on it.
   */
  Page<CompetitorView> page(ListQuery query);
}
