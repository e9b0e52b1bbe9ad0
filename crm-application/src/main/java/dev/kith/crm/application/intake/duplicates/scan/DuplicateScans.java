package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks through all leads, accounts or contacts for duplicates, and has what was found worked
 * through. Starting a scan needs {@code duplicate:create}, looking {@code duplicate:view},
 * dismissing {@code duplicate:edit}. Records that {@code lead:view}, {@code account:view} or {@code
 * contact:view} does not reach are in no cluster, and fields that are hidden from the actor are not
 * compared.
 */
public interface DuplicateScans {

  int LARGEST_LIST = 100;

  /**
   * Has all records of a kind looked through by a job. While such a scan waits or is under way,
   * asking again joins it, also one that came about by the schedule. Refused with {@code
   * forbidden}.
   */
  Outcome<ScanView> start(MergeKind kind);

  /** The scan of a kind begun last; empty if there was none. Refused with {@code forbidden}. */
  Outcome<Optional<ScanView>> latest(MergeKind kind);

  /** The scan whose clusters are shown of a kind; empty if none has finished yet. */
  Outcome<Optional<ScanView>> shown(MergeKind kind);

  /**
   * Clusters of the last finished scan, the likeliest first. A cluster whose records have changed
   * since so that they are not alike any more is left out, so that a page may be short. Refused
   * with {@code forbidden}.
   *
   * @param after {@code next} of the page before; null for the first
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<ClusterView.Page> list(MergeKind kind, @Nullable ClusterId after, int limit);

  /** Refused with {@code forbidden} or {@code not-found}. */
  Outcome<ClusterView> get(ClusterId id);

  /**
   * Tells apart all pairs of the cluster that the actor sees: its records are not the same, and
   * nobody is asked again. Refused with {@code forbidden} or {@code not-found}.
   *
   * @return the pairs that are told apart now and were not before
   */
  Outcome<List<DistinctPair>> dismiss(ClusterId id);
}
