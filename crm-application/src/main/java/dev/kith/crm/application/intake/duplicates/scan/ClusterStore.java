package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps scans and what they found. What people see is the newest finished scan; it stays until the
 * next one is finished.
 *
 * <p>Of a cluster only open pairs are answered: both leads are live and visible, and nobody has
 * told them apart. A cluster without any is not there. So what is merged, deleted or dismissed is
 * gone at once, and is back when that is undone.
 */
public interface ClusterStore {

  /** Keeps a scan as it is now, in place of how it was before. */
  void save(Scan scan);

  Optional<Scan> find(JobId id);

  /** The one begun last, finished or not. */
  Optional<Scan> newest();

  Optional<Scan> newestFinished();

  /** Keeps pairs of a scan that is under way; those that it has already stay as they are. */
  void addPairs(JobId scan, Collection<ScoredPair<LeadId>> pairs);

  List<ScoredPair<LeadId>> pairs(JobId scan);

  void addClusters(JobId scan, List<Cluster> clusters);

  void dropClusters(JobId scan);

  /** Forgets the pairs of this scan, and all other scans with all that they found. */
  void keepOnly(JobId scan);

  /**
   * Clusters of the newest finished scan, the likeliest first, then by id.
   *
   * @param after the last of the page before; null for the first page. If it is not among the
   *     clusters any more, because a scan has finished since, it begins anew
   */
  List<Cluster> page(Visibility leads, @Nullable ClusterId after, int limit);

  Optional<Cluster> find(ClusterId id, Visibility leads);
}
