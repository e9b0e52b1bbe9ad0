package dev.kith.crm.application.conversion.batch;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps batches and what became of their leads. */
public interface ConversionBatchStore {

  /** Keeps a batch with its leads, of which nothing has become. */
  void add(ConversionBatch batch, List<LeadId> leads);

  Optional<ConversionBatch> find(JobId id);

  /**
   * Batches, newest first.
   *
   * @param askers whose
   * @param after only those that come after this one in that order; null for the newest
   */
  List<ConversionBatch> list(Visibility askers, @Nullable JobId after, int limit);

  /** Says when it ended; null where it goes on. */
  void ended(JobId id, @Nullable Instant at);

  /** How many leads had which fate; fates of none are missing. */
  Map<JobId, Map<Fate, Integer>> counts(Collection<JobId> ids);

  /**
   * Leads of a batch in their order.
   *
   * @param fate of all; null for any, also none yet
   * @param after behind this place; 0 for the first
   */
  List<BatchItem> items(JobId id, @Nullable Fate fate, int after, int limit);

  /** Leads of which nothing has become, in their order. */
  List<BatchItem> waiting(JobId id, int after, int limit);

  Optional<BatchItem> item(JobId id, LeadId lead);

  /**
   * Keeps an item in place of how it was one try before.
   *
   * @return false if it is no longer as it was then: nothing was kept
   */
  boolean advance(JobId id, BatchItem item);

  /**
   * Takes batches that ended before a moment away, with what became of their leads; the oldest
   * first.
   *
   * @param dryRuns whether those that were dry runs, or those that were not
   * @param limit how many at most
   * @return how many there were
   */
  int forget(boolean dryRuns, Instant endedBefore, int limit);
}
