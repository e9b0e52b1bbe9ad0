package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps opportunities, the stays of each in stages, and the order in which they stand in the column
 * of their stage. An opportunity that is added stands at the top; saving it leaves its rank alone.
 * No two of a stage have one rank, those in the bin included: whoever would make it so repeats
 * their run. No two live opportunities have external ids of the same {@link
 * dev.kith.crm.domain.shared.ExternalId#key() key}: adding, updating and restoring are refused with
 * {@link dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken} (whose holder is
 * filled in).
 */
public interface OpportunityStore extends AggregateStore<OpportunityId, Opportunity> {

  /** Those of these opportunities that there are, deleted ones included, in any order. */
  List<Opportunity> findAll(Collection<OpportunityId> ids);

  /** Those with an account, deleted ones included, in the order of their ids. */
  List<Opportunity> with(AccountId account);

  /** Live opportunities that have one of these external ids, by their keys. */
  List<Opportunity> holding(Collection<String> externalKeys);

  /** The ranks of these opportunities, wherever they are. */
  Map<OpportunityId, Rank> ranksOf(Collection<OpportunityId> ids);

  /**
   * Saves what became of many opportunities, with their stays.
   *
   * @param ranks where new ones stand, and those that came elsewhere, each in the stage of its last
   *     state
   * @param moves what the last move of each that was moved led away from
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if a rank or an external id
   *     is taken, or an opportunity is not stored as it was
   */
  void saveAll(
      List<Course<Opportunity>> courses,
      Map<OpportunityId, Rank> ranks,
      Collection<LastMove> moves);

  /** How many are in a stage, or in any of the pipeline where it is null; in the bin as well. */
  long count(PipelineId pipeline, @Nullable String stage);

  /**
   * How many live ones are in a stage. Whoever asks so too waits until this run has ended, so that
   * what follows from the number holds.
   */
  long holdAndCount(PipelineId pipeline, String stage);

  /** Those in a stage, the topmost first; in the bin as well. */
  List<Opportunity> inStage(PipelineId pipeline, String stage, int limit);

  /** The rank of an opportunity, wherever it is. */
  Optional<Rank> rankOf(OpportunityId id);

  /** The rank of an opportunity, if it is in this stage and live. */
  Optional<Rank> rank(OpportunityId id, PipelineId pipeline, String stage);

  /**
   * The nearest rank above another, without regard to one opportunity; above null is the lowest.
   * Empty at the top.
   */
  Optional<Rank> above(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor);

  /**
   * The nearest rank below another, without regard to one opportunity; below null is the topmost.
   * Empty at the bottom.
   */
  Optional<Rank> below(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor);

  /** The opportunities below a rank, the topmost first; in the bin as well. */
  List<OpportunityId> idsBelow(PipelineId pipeline, String stage, Rank rank, int limit);

  /** Gives an opportunity another rank, which counts in the stage in which it is saved. */
  void rank(OpportunityId id, Rank rank);

  /** Keeps what a move led away from, in place of the move before. */
  void remember(LastMove move);

  /** The last move of an opportunity; empty if it was never moved. */
  Optional<LastMove> lastMove(OpportunityId id);

  /**
   * Forgets the last stay of an opportunity, and makes the one before the present one; the
   * opportunity is to be saved in that stage in the same run.
   */
  void takeBackLastStay(OpportunityId id);

  /**
   * Puts together what changes have added to the sums that boards show, in the current run. The
   * sums stay what they are; reading them takes less.
   *
   * @param most so many additions at once
   * @return how many additions there are less
   */
  int condenseSums(int most);

  /**
   * The versions of opportunities, deleted ones included, in the order of their ids.
   *
   * @param after only opportunities behind this id; null from the beginning
   */
  List<RecordVersion> versions(@Nullable OpportunityId after, int limit);
}
