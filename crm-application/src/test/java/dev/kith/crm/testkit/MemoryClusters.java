package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.duplicates.scan.Scan;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryClusters implements ClusterStore {

  private static final Comparator<Cluster> LIKELIEST_FIRST =
      Comparator.comparingDouble((Cluster c) -> -c.weight()).thenComparing(c -> c.id().toString());

  private record Of<T>(JobId scan, T what) {}

  private final MemoryTable<JobId, Scan> scans;
  private final MemoryTable<Of<Set<LeadId>>, ScoredPair<LeadId>> pairs;
  private final MemoryTable<Of<ClusterId>, Cluster> clusters;
  private final BlockingKeys leads;
  private final DistinctPairs distinct;

  MemoryClusters(MemoryTransactions transactions, BlockingKeys leads, DistinctPairs distinct) {
    this.scans = new MemoryTable<>(transactions);
    this.pairs = new MemoryTable<>(transactions);
    this.clusters = new MemoryTable<>(transactions);
    this.leads = leads;
    this.distinct = distinct;
  }

  @Override
  public void save(Scan scan) {
    scans.put(scan.id(), scan);
  }

  @Override
  public Optional<Scan> find(JobId id) {
    return scans.find(id);
  }

  @Override
  public Optional<Scan> newest() {
    return scans.all().stream().max(Comparator.comparing(scan -> scan.id().toString()));
  }

  @Override
  public Optional<Scan> newestFinished() {
    return scans.all().stream()
        .filter(scan -> scan.finishedAt() != null)
        .max(Comparator.comparing(scan -> scan.id().toString()));
  }

  @Override
  public void addPairs(JobId scan, Collection<ScoredPair<LeadId>> added) {
    for (ScoredPair<LeadId> pair : added) {
      Of<Set<LeadId>> key = new Of<>(scan, Set.of(pair.first(), pair.second()));
      if (pairs.find(key).isEmpty()) {
        pairs.put(key, pair);
      }
    }
  }

  @Override
  public List<ScoredPair<LeadId>> pairs(JobId scan) {
    return pairs.keys().stream()
        .filter(key -> key.scan().equals(scan))
        .flatMap(key -> pairs.find(key).stream())
        .toList();
  }

  @Override
  public void addClusters(JobId scan, List<Cluster> added) {
    added.forEach(cluster -> clusters.put(new Of<>(scan, cluster.id()), cluster));
  }

  @Override
  public void dropClusters(JobId scan) {
    clusters.keys().stream().filter(key -> key.scan().equals(scan)).forEach(clusters::remove);
  }

  @Override
  public void keepOnly(JobId scan) {
    pairs.keys().forEach(pairs::remove);
    clusters.keys().stream().filter(key -> !key.scan().equals(scan)).forEach(clusters::remove);
    scans.keys().stream().filter(id -> !id.equals(scan)).forEach(scans::remove);
  }

  @Override
  public List<Cluster> page(Visibility visible, @Nullable ClusterId after, int limit) {
    List<Cluster> all = shown().sorted(LIKELIEST_FIRST).toList();
    int from = 1 + all.stream().map(Cluster::id).toList().indexOf(after);
    return all.subList(from, all.size()).stream()
        .flatMap(cluster -> open(cluster, visible).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Cluster> find(ClusterId id, Visibility visible) {
    return shown()
        .filter(cluster -> cluster.id().equals(id))
        .findFirst()
        .flatMap(cluster -> open(cluster, visible));
  }

  private Stream<Cluster> shown() {
    return newestFinished().stream()
        .flatMap(scan ->
            clusters.keys().stream()
                .filter(key -> key.scan().equals(scan.id()))
                .flatMap(key -> clusters.find(key).stream()));
  }

  private Optional<Cluster> open(Cluster cluster, Visibility visible) {
    Set<LeadId> seen =
        leads.leads(cluster.leads()).stream()
            .filter(lead -> visible.reaches(lead.owner()))
            .map(Candidate::id)
            .collect(Collectors.toSet());
    List<ScoredPair<LeadId>> open =
        cluster.pairs().stream()
            .filter(pair -> seen.contains(pair.first()) && seen.contains(pair.second()))
            .filter(pair ->
                !distinct.toldApartFrom(pair.first().value()).contains(pair.second().value()))
            .toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(new Cluster(cluster.id(), open));
  }
}
