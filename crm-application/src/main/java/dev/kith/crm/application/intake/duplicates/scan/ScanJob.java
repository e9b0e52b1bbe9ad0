package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.application.intake.duplicates.SharedKeys.Block;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Chains;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Looks through all records of a kind. Each step keeps what it found together with how far it has
 * come, so that a worker that takes over goes on there; only the joining of pairs to clusters
 * begins anew, for it is quick. Memory grows with the pairs that look alike, not with the records.
 */
final class ScanJob implements JobHandler {

  private static final int RECORDS = 5_000;
  private static final int OLDER_RECORDS = 1_000;

  /** Records of large blocks that are compared in one step. */
  private static final int IN_BLOCKS = 20_000;

  /** A block that more records share is not compared at all: too many to be sorted in memory. */
  static final int LARGEST_BLOCK = 20_000;

  private static final int BLOCKS = 200;

  /** A cluster has at most so many records. */
  static final int LARGEST_CLUSTER = 200;

  private static final int CLUSTERED = 2_000;

  private final Kernel kernel;
  private final MergeKind kind;
  private final ScannedRecords records;
  private final ClusterStore store;
  private final DuplicateThresholdStore thresholds;

  ScanJob(Kernel kernel, MergeKind kind, ScannedRecords records) {
    this.kernel = kernel;
    this.kind = kind;
    this.records = records;
    this.store = kernel.storage().clusters();
    this.thresholds = kernel.storage().duplicateThresholds();
  }

  @Override
  public void run(JobRun run) {
    if (isNeedless(run)) {
      run.finish(
              () -> {
                store.forget(run.id());
                return Outcome.done(kind);
              })
          .orElseThrow();
      return;
    }
    completeKeys(run);
    Scan scan = run.write(() -> Outcome.done(begun(run))).orElseThrow();
    long total = records.count();
    while (scan.stage() != Scan.Stage.FINISHED && !run.isCancelled()) {
      scan =
          switch (scan.stage()) {
            case RECORDS -> nextRecords(run, scan, total);
            case LARGE_BLOCKS -> nextBlocks(run, scan, total);
            case CLUSTERS -> joined(run, scan, total);
            case FINISHED -> scan;
          };
    }
  }

  /** One scan of the records is enough, whether it was asked for or came by the schedule. */
  private boolean isNeedless(JobRun run) {
    return ScanFeature.underWay(kernel, kind).stream()
        .anyMatch(scan -> isBefore(scan.id(), run.id()));
  }

  /** Records from before keys were kept are looked at as well. */
  private void completeKeys(JobRun run) {
    int taken = records.isComplete() ? 0 : OLDER_RECORDS;
    while (taken > 0 && !run.isCancelled()) {
      taken = run.write(() -> Outcome.done(records.complete(OLDER_RECORDS))).orElseThrow();
    }
  }

  private Scan begun(JobRun run) {
    return store
        .find(run.id())
        .orElseGet(() -> {
          Scan begun = Scan.begun(run.id(), kind, kernel.now());
          store.save(begun);
          return begun;
        });
  }

  private Scan nextRecords(JobRun run, Scan scan, long total) {
    String after = scan.after();
    List<Scanned> next = records.after(after == null ? null : UUID.fromString(after), RECORDS);
    if (next.isEmpty()) {
      return kept(run, scan.at(Scan.Stage.LARGE_BLOCKS), List.of(), total);
    }
    Likeness likeness = new Likeness(records, thresholds.matcher());
    likeness.compareByKeys(next);
    Scan now =
        scan.upTo(
            next.getLast().id().toString(),
            scan.findings().looked(next.size(), likeness.compared()));
    return kept(run, now, likeness.alike(), total);
  }

  private Scan nextBlocks(JobRun run, Scan scan, long total) {
    List<Block> blocks = fitting(records.keys().largeBlocks(scan.after(), BLOCKS));
    if (blocks.isEmpty()) {
      return kept(run, scan.at(Scan.Stage.CLUSTERS), List.of(), total);
    }
    List<String> sortable =
        blocks.stream().filter(b -> b.records() <= LARGEST_BLOCK).map(Block::key).toList();
    Likeness likeness = new Likeness(records, thresholds.matcher());
    likeness.compareNeighbours(sortable);
    Scan now =
        scan.upTo(
            blocks.getLast().key(),
            scan.findings()
                .blocks(
                    sortable.size(),
                    blocks.size() - sortable.size(),
                    blocks.stream().mapToInt(Block::records).max().orElse(0),
                    likeness.compared()));
    return kept(run, now, likeness.alike(), total);
  }

  /** The first blocks that fit into memory together, at least one. */
  private static List<Block> fitting(List<Block> blocks) {
    int fitting = 0;
    int count = 0;
    for (Block block : blocks) {
      int more = block.records() <= LARGEST_BLOCK ? block.records() : 0;
      if (count > 0 && fitting + more > IN_BLOCKS) {
        break;
      }
      fitting += more;
      count++;
    }
    return blocks.subList(0, count);
  }

  private Scan kept(JobRun run, Scan now, List<ScoredPair<UUID>> pairs, long total) {
    return run.write(
            () -> {
              store.addPairs(now.id(), pairs);
              store.save(now);
              run.progress(Math.min(now.findings().records(), total), total, told(now));
              return Outcome.done(now);
            })
        .orElseThrow();
  }

  private Scan joined(JobRun run, Scan scan, long total) {
    Chains chains = Chains.of(store.pairs(scan.id()), LARGEST_CLUSTER);
    Clustering clustering =
        new Clustering(records, kernel.storage().distinctPairs(), thresholds.matcher());
    run.write(
            () -> {
              store.dropClusters(scan.id());
              return Outcome.done(scan);
            })
        .orElseThrow();
    long found = 0;
    List<List<ScoredPair<UUID>>> some = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    for (List<ScoredPair<UUID>> chain : chains.chains()) {
      some.add(chain);
      chain.forEach(pair -> {
        ids.add(pair.first());
        ids.add(pair.second());
      });
      if (ids.size() >= CLUSTERED) {
        if (run.isCancelled()) {
          return scan;
        }
        found += clustered(run, scan, clustering.of(some, ids));
        some.clear();
        ids.clear();
      }
    }
    long clusters = found + clustered(run, scan, clustering.of(some, ids));
    return run.finish(
            () -> {
              Scan finished =
                  scan.finished(scan.findings().joined(clusters, chains.cut()), kernel.now());
              store.save(finished);
              store.replaceOlder(scan.id(), kind);
              run.progress(total, total, told(finished));
              return Outcome.done(finished);
            })
        .orElseThrow();
  }

  private int clustered(JobRun run, Scan scan, List<Cluster> clusters) {
    return run.write(
            () -> {
              store.addClusters(scan.id(), clusters);
              return Outcome.done(clusters.size());
            })
        .orElseThrow();
  }

  private static String told(Scan scan) {
    String looked = scan.findings().records() + " " + scan.kind().code() + "s looked at";
    return switch (scan.stage()) {
      case RECORDS -> looked;
      case LARGE_BLOCKS -> looked + ", common keys next";
      case CLUSTERS -> looked + ", joining what is alike";
      case FINISHED -> scan.findings().clusters() + " clusters found";
    };
  }

  /** Ids are ordered by time. */
  private static boolean isBefore(JobId one, JobId other) {
    return one.toString().compareTo(other.toString()) < 0;
  }
}
