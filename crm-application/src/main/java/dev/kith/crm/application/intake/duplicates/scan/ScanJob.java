package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.BlockingKeys.Block;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Chains;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Looks through all leads. Each step keeps what it found together with how far it has come, so that
 * a worker that takes over goes on there; only the joining of pairs to clusters begins anew, for it
 * is quick. Memory grows with the pairs that look alike, not with the leads.
 */
final class ScanJob implements JobHandler {

  private static final int LEADS = 5_000;
  private static final int OLDER_LEADS = 1_000;

  /** Leads of large blocks that are compared in one step. */
  private static final int IN_BLOCKS = 20_000;

  /** A block that more leads share is not compared at all: too many to be sorted in memory. */
  static final int LARGEST_BLOCK = 20_000;

  private static final int BLOCKS = 200;

  /** A cluster has at most so many leads. */
  static final int LARGEST_CLUSTER = 200;

  private static final int CLUSTERED = 2_000;

  private final Kernel kernel;
  private final BlockingKeys keys;
  private final ClusterStore store;
  private final DuplicateThresholdStore thresholds;

  ScanJob(Kernel kernel) {
    this.kernel = kernel;
    this.keys = kernel.storage().blockingKeys();
    this.store = kernel.storage().clusters();
    this.thresholds = kernel.storage().duplicateThresholds();
  }

  @Override
  public void run(JobRun run) {
    completeKeys(run);
    Scan scan = run.write(() -> Outcome.done(begun(run))).orElseThrow();
    long total = keys.countLeads();
    while (scan.stage() != Scan.Stage.FINISHED && !run.isCancelled()) {
      scan =
          switch (scan.stage()) {
            case LEADS -> nextLeads(run, scan, total);
            case LARGE_BLOCKS -> nextBlocks(run, scan, total);
            case CLUSTERS -> joined(run, scan, total);
            case FINISHED -> scan;
          };
    }
  }

  /** Leads from before keys were kept are looked at as well. */
  private void completeKeys(JobRun run) {
    int taken = keys.isComplete() ? 0 : OLDER_LEADS;
    while (taken > 0 && !run.isCancelled()) {
      taken = run.write(() -> Outcome.done(keys.complete(OLDER_LEADS))).orElseThrow();
    }
  }

  private Scan begun(JobRun run) {
    return store
        .find(run.id())
        .orElseGet(() -> {
          Scan begun = Scan.begun(run.id(), kernel.now());
          store.save(begun);
          return begun;
        });
  }

  private Scan nextLeads(JobRun run, Scan scan, long total) {
    String after = scan.after();
    List<Candidate> next =
        keys.leadsAfter(after == null ? null : new LeadId(UUID.fromString(after)), LEADS);
    if (next.isEmpty()) {
      return kept(run, scan.at(Scan.Stage.LARGE_BLOCKS), List.of(), total);
    }
    Likeness likeness = new Likeness(keys, thresholds.matcher());
    likeness.compareByKeys(next);
    Scan now =
        scan.upTo(
            next.getLast().id().toString(),
            scan.findings().looked(next.size(), likeness.compared()));
    return kept(run, now, likeness.alike(), total);
  }

  private Scan nextBlocks(JobRun run, Scan scan, long total) {
    List<Block> blocks = fitting(keys.largeBlocks(scan.after(), BLOCKS));
    if (blocks.isEmpty()) {
      return kept(run, scan.at(Scan.Stage.CLUSTERS), List.of(), total);
    }
    List<String> sortable =
        blocks.stream().filter(b -> b.leads() <= LARGEST_BLOCK).map(Block::key).toList();
    Likeness likeness = new Likeness(keys, thresholds.matcher());
    likeness.compareNeighbours(sortable);
    Scan now =
        scan.upTo(
            blocks.getLast().key(),
            scan.findings()
                .blocks(
                    sortable.size(),
                    blocks.size() - sortable.size(),
                    blocks.stream().mapToInt(Block::leads).max().orElse(0),
                    likeness.compared()));
    return kept(run, now, likeness.alike(), total);
  }

  /** The first blocks that fit into memory together, at least one. */
  private static List<Block> fitting(List<Block> blocks) {
    int leads = 0;
    int count = 0;
    for (Block block : blocks) {
      int more = block.leads() <= LARGEST_BLOCK ? block.leads() : 0;
      if (count > 0 && leads + more > IN_BLOCKS) {
        break;
      }
      leads += more;
      count++;
    }
    return blocks.subList(0, count);
  }

  private Scan kept(JobRun run, Scan now, List<ScoredPair<LeadId>> pairs, long total) {
    return run.write(
            () -> {
              store.addPairs(now.id(), pairs);
              store.save(now);
              run.progress(Math.min(now.findings().leads(), total), total, told(now));
              return Outcome.done(now);
            })
        .orElseThrow();
  }

  private Scan joined(JobRun run, Scan scan, long total) {
    Chains chains = Chains.of(store.pairs(scan.id()), LARGEST_CLUSTER);
    Clustering clustering =
        new Clustering(keys, kernel.storage().distinctPairs(), thresholds.matcher());
    run.write(
            () -> {
              store.dropClusters(scan.id());
              return Outcome.done(scan);
            })
        .orElseThrow();
    long found = 0;
    List<List<ScoredPair<LeadId>>> some = new ArrayList<>();
    Set<LeadId> leads = new HashSet<>();
    for (List<ScoredPair<LeadId>> chain : chains.chains()) {
      some.add(chain);
      chain.forEach(pair -> {
        leads.add(pair.first());
        leads.add(pair.second());
      });
      if (leads.size() >= CLUSTERED) {
        if (run.isCancelled()) {
          return scan;
        }
        found += clustered(run, scan, clustering.of(some, leads));
        some.clear();
        leads.clear();
      }
    }
    long clusters = found + clustered(run, scan, clustering.of(some, leads));
    return run.finish(
            () -> {
              Scan finished =
                  scan.finished(scan.findings().joined(clusters, chains.cut()), kernel.now());
              store.save(finished);
              store.keepOnly(scan.id());
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
    return switch (scan.stage()) {
      case LEADS -> scan.findings().leads() + " leads looked at";
      case LARGE_BLOCKS -> scan.findings().leads() + " leads looked at, common keys next";
      case CLUSTERS -> scan.findings().leads() + " leads looked at, joining what is alike";
      case FINISHED -> scan.findings().clusters() + " clusters found";
    };
  }
}
