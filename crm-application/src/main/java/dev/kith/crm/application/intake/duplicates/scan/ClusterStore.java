package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps scans and what they found. What people see of a kind of records is its newest finished
 * scan; it stays until the next one is finished.
 *
 * <p>Of a cluster only open pairs are answered: both records are live and visible, and nobody has
 * told them apart. A cluster without any is not there. So what is merged, deleted or dismissed is
 * gone at once, and is back when that is undone.
 */
public interface ClusterStore {

  /** Keeps a scan as it is now, in place of how it was before. */
  void save(Scan scan);

  Optional<Scan> find(JobId id);

  /** The one of a kind that was begun last, finished or not. */
  Optional<Scan> newest(MergeKind kind);

  Optional<Scan> newestFinished(MergeKind kind);

  /**
   * Those of a kind that have not finished, cancelled ones among them, in the order of their ids.
   */
  List<Scan> unfinished(MergeKind kind);

  /** Forgets a scan that has found nothing yet. */
  void forget(JobId id);

  /** Keeps pairs of a scan that is under way; those that it has already stay as they are. */
  void addPairs(JobId scan, Collection<ScoredPair<UUID>> pairs);

  List<ScoredPair<UUID>> pairs(JobId scan);

  void addClusters(JobId scan, List<Cluster> clusters);

  void dropClusters(JobId scan);

  /**
   * Forgets the pairs of this scan, and all scans of its kind that were begun before it with all
   * that they found.
   */
  void replaceOlder(JobId scan, MergeKind kind);

  /**
   * Clusters of the newest finished scan of a kind, the likeliest first, then by id.
   *
   * @param after the last of the page before; null for the first page. If it is not among the
   *     clusters any more, because a scan has finished since, it begins anew
   */
  List<Cluster> page(MergeKind kind, Visibility records, @Nullable ClusterId after, int limit);

  Optional<Cluster> find(MergeKind kind, ClusterId id, Visibility records);
}
