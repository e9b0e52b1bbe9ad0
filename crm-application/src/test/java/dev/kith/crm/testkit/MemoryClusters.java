package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.duplicates.scan.Scan;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.Lead;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryClusters implements ClusterStore {

  private static final Comparator<Cluster> LIKELIEST_FIRST =
      Comparator.comparingDouble((Cluster c) -> -c.weight()).thenComparing(c -> c.id().toString());

  private record Of<T>(JobId scan, T what) {}

  private final MemoryTable<JobId, Scan> scans;
  private final MemoryTable<Of<Set<UUID>>, ScoredPair<UUID>> pairs;
  private final MemoryTable<Of<ClusterId>, Cluster> clusters;
  private final Supplier<List<Lead>> leads;
  private final Supplier<List<Account>> accounts;
  private final Supplier<List<Contact>> people;
  private final DistinctPairs distinct;

  MemoryClusters(
      MemoryTransactions transactions,
      Supplier<List<Lead>> leads,
      Supplier<List<Account>> accounts,
      Supplier<List<Contact>> people,
      DistinctPairs distinct) {
    this.scans = new MemoryTable<>(transactions);
    this.pairs = new MemoryTable<>(transactions);
    this.clusters = new MemoryTable<>(transactions);
    this.leads = leads;
    this.accounts = accounts;
    this.people = people;
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
  public Optional<Scan> newest(MergeKind kind) {
    return inOrder(kind).reduce((one, next) -> next);
  }

  @Override
  public Optional<Scan> newestFinished(MergeKind kind) {
    return inOrder(kind).filter(scan -> scan.finishedAt() != null).reduce((one, next) -> next);
  }

  @Override
  public List<Scan> unfinished(MergeKind kind) {
    return inOrder(kind).filter(scan -> scan.finishedAt() == null).toList();
  }

  private Stream<Scan> inOrder(MergeKind kind) {
    return scans.all().stream()
        .filter(scan -> scan.kind() == kind)
        .sorted(Comparator.comparing(scan -> scan.id().toString()));
  }

  @Override
  public void forget(JobId id) {
    scans.remove(id);
  }

  @Override
  public void addPairs(JobId scan, Collection<ScoredPair<UUID>> added) {
    for (ScoredPair<UUID> pair : added) {
      Of<Set<UUID>> key = new Of<>(scan, Set.of(pair.first(), pair.second()));
      if (pairs.find(key).isEmpty()) {
        pairs.put(key, pair);
      }
    }
  }

  @Override
  public List<ScoredPair<UUID>> pairs(JobId scan) {
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
  public void replaceOlder(JobId scan, MergeKind kind) {
    Set<JobId> older =
        inOrder(kind).map(Scan::id).takeWhile(id -> !id.equals(scan)).collect(Collectors.toSet());
    pairs.keys().stream()
        .filter(key -> key.scan().equals(scan) || older.contains(key.scan()))
        .forEach(pairs::remove);
    clusters.keys().stream().filter(key -> older.contains(key.scan())).forEach(clusters::remove);
    older.forEach(scans::remove);
  }

  @Override
  public List<Cluster> page(
      MergeKind kind, Visibility visible, @Nullable ClusterId after, int limit) {
    List<Cluster> all = shown(kind).sorted(LIKELIEST_FIRST).toList();
    int from = 1 + all.stream().map(Cluster::id).toList().indexOf(after);
    return all.subList(from, all.size()).stream()
        .flatMap(cluster -> open(kind, cluster, visible).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Cluster> find(MergeKind kind, ClusterId id, Visibility visible) {
    return shown(kind)
        .filter(cluster -> cluster.id().equals(id))
        .findFirst()
        .flatMap(cluster -> open(kind, cluster, visible));
  }

  private Stream<Cluster> shown(MergeKind kind) {
    return newestFinished(kind).stream()
        .flatMap(scan ->
            clusters.keys().stream()
                .filter(key -> key.scan().equals(scan.id()))
                .flatMap(key -> clusters.find(key).stream()));
  }

  private Optional<Cluster> open(MergeKind kind, Cluster cluster, Visibility visible) {
    Set<UUID> seen = seen(kind, visible);
    List<ScoredPair<UUID>> open =
        cluster.pairs().stream()
            .filter(pair -> seen.contains(pair.first()) && seen.contains(pair.second()))
            .filter(pair -> !distinct.toldApartFrom(pair.first()).contains(pair.second()))
            .toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(new Cluster(cluster.id(), open));
  }

  private Set<UUID> seen(MergeKind kind, Visibility visible) {
    return switch (kind) {
      case LEAD ->
          leads.get().stream()
              .filter(lead -> !lead.revision().isDeleted() && visible.reaches(lead.owner()))
              .map(lead -> lead.id().value())
              .collect(Collectors.toSet());
      case ACCOUNT ->
          accounts.get().stream()
              .filter(one -> !one.revision().isDeleted() && visible.reaches(one.owner()))
              .map(account -> account.id().value())
              .collect(Collectors.toSet());
      case CONTACT ->
          people.get().stream()
              .filter(one -> !one.revision().isDeleted() && visible.reaches(one.owner()))
              .map(contact -> contact.id().value())
              .collect(Collectors.toSet());
    };
  }
}
