package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.shared.Money;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads opportunities straight from where they are kept; what cannot be seen does not exist here.
 * Views do not say how accounts are called: who reads them fills that in.
 */
public interface OpportunityReads {

  Optional<OpportunityView> find(OpportunityId id, Visibility visible);

  /** Those of these opportunities that are visible, in any order. */
  List<OpportunityView> findAll(Collection<OpportunityId> ids, Visibility visible);

  /**
   * A page of opportunities. The search matches one if each of its fragments (separated by blanks)
   * is found, without regard to case, in its name or its next step. The order by {@code rank} is
   * that of a column.
   */
  Page<OpportunityView> page(ListQuery query, Visibility visible);

  /** Of each of these stages the page that {@link #page} would give of it. */
  Map<String, Page<OpportunityView>> columns(
      ListQuery query, Collection<String> stages, Visibility visible);

  /** Each opportunity that {@link #page} would find, in its order, whatever its limit; streamed. */
  void each(ListQuery query, Visibility visible, Consumer<OpportunityView> consumer);

  /** Where it has been, from the beginning. */
  List<StageStay> stays(OpportunityId id);

  /** How many live, open opportunities each of these users has; those with none are missing. */
  Map<UserId, Long> openOf(Collection<UserId> owners);

  /** How many of those that the query finds are in each stage, and what they add up to. */
  List<Tally> tallies(ListQuery query, Visibility visible);

  /**
   * @param amount the sum of one currency; null for those that say no amount
   */
  record Tally(String stage, long count, @Nullable Money amount) {}
}
