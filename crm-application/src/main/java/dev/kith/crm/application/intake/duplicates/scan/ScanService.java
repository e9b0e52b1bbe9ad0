package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView.Member;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView.Pair;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class ScanService implements DuplicateScans {

  private static final Permission START = new Permission(Feature.DUPLICATE, Action.CREATE);
  private static final Permission VIEW = new Permission(Feature.DUPLICATE, Action.VIEW);
  private static final Permission EDIT = new Permission(Feature.DUPLICATE, Action.EDIT);

  private final Kernel kernel;
  private final JobQueue queue;
  private final Context context;
  private final ClusterStore store;
  private final AccountFeature accounts;

  ScanService(Kernel kernel, AccountFeature accounts, JobQueue queue, Context context) {
    this.kernel = kernel;
    this.accounts = accounts;
    this.queue = queue;
    this.context = context;
    this.store = kernel.storage().clusters();
  }

  @Override
  public Outcome<ScanView> start(MergeKind kind) {
    return Permits.require(
        context.actor(),
        START,
        () ->
            kernel
                .idempotency()
                .once(
                    context,
                    "duplicate.scan",
                    kind.code(),
                    JobId.class,
                    () -> Outcome.done(asked(kind)))
                .map(id ->
                    view(store.find(id).orElseGet(() -> Scan.begun(id, kind, kernel.now())))));
  }

  private JobId asked(MergeKind kind) {
    List<Scan> underWay = ScanFeature.underWay(kernel, kind);
    if (!underWay.isEmpty()) {
      return underWay.getFirst().id();
    }
    String job = ScanFeature.jobOf(kind);
    JobId id = queue.enqueue(JobRequest.of(job).unique(job).by(context));
    if (store.find(id).isEmpty()) {
      store.save(Scan.begun(id, kind, kernel.now()));
    }
    return id;
  }

  @Override
  public Outcome<Optional<ScanView>> latest(MergeKind kind) {
    return looking(() -> Outcome.done(store.newest(kind).map(this::view)));
  }

  @Override
  public Outcome<Optional<ScanView>> shown(MergeKind kind) {
    return looking(() -> Outcome.done(store.newestFinished(kind).map(this::view)));
  }

  private ScanView view(Scan scan) {
    Optional<JobView> job = kernel.storage().jobs().find(scan.id());
    JobState gone = scan.finishedAt() == null ? JobState.CANCELLED : JobState.SUCCEEDED;
    return new ScanView(
        scan.id(),
        scan.kind(),
        job.map(JobView::state).orElse(gone),
        scan.startedAt(),
        scan.finishedAt(),
        scan.stage(),
        job.map(j -> j.progress().total()).orElse(null),
        scan.findings());
  }

  @Override
  public Outcome<ClusterView.Page> list(MergeKind kind, @Nullable ClusterId after, int limit) {
    return looking(() -> {
      int most = Math.clamp(limit, 1, LARGEST_LIST);
      List<Cluster> found = store.page(kind, visible(kind), after, most + 1);
      List<Cluster> page = found.stream().limit(most).toList();
      return Outcome.done(
          new ClusterView.Page(
              views(kind, page), found.size() > most ? page.getLast().id() : null));
    });
  }

  @Override
  public Outcome<ClusterView> get(ClusterId id) {
    return looking(() -> seen(id));
  }

  @Override
  public Outcome<List<DistinctPair>> dismiss(ClusterId id) {
    return Permits.require(
        context.actor(),
        EDIT,
        () ->
            kernel
                .idempotency()
                .once(context, "duplicate.dismiss", id, Dismissed.class, () -> dismissed(id))
                .map(Dismissed::pairs));
  }

  /** As the result of a command that may be repeated. */
  record Dismissed(List<DistinctPair> pairs) {}

  private Outcome<Dismissed> dismissed(ClusterId id) {
    Instant now = kernel.now();
    return seen(id)
        .map(cluster -> {
          List<DistinctPair> added =
              kernel
                  .storage()
                  .distinctPairs()
                  .addAll(
                      cluster.pairs().stream()
                          .map(pair -> toldApart(cluster.kind(), pair, now))
                          .toList());
          kernel
              .storage()
              .audit()
              .append(
                  added.stream()
                      .map(pair ->
                          kernel
                              .auditing()
                              .first(
                                  context,
                                  pair.subject(),
                                  "duplicate.tell-apart",
                                  FieldChange.between(Map.of(), pair.facts()),
                                  now))
                      .toList());
          return new Dismissed(added);
        });
  }

  private DistinctPair toldApart(MergeKind kind, Pair pair, Instant now) {
    return DistinctPair.of(
        new DistinctPairId(kernel.ids().next()),
        kind,
        pair.first(),
        pair.second(),
        context.actor().id(),
        context.actor().name(),
        now);
  }

  /** A cluster has the id of a record, so that it is one of one kind only. */
  private Outcome<ClusterView> seen(ClusterId id) {
    return Outcome.found(
        Arrays.stream(MergeKind.values())
            .flatMap(kind ->
                store.find(kind, id, visible(kind)).stream()
                    .flatMap(cluster -> views(kind, List.of(cluster)).stream()))
            .findFirst(),
        () -> NotFound.of("cluster", id.value()));
  }

  private <T> Outcome<T> looking(Supplier<Outcome<T>> work) {
    return Permits.require(context.actor(), VIEW, work);
  }

  private Visibility visible(MergeKind kind) {
    Feature feature =
        switch (kind) {
          case LEAD -> Feature.LEAD;
          case ACCOUNT -> Feature.ACCOUNT;
          case CONTACT -> Feature.CONTACT;
        };
    return Visibility.of(context.actor(), new Permission(feature, Action.VIEW));
  }

  /** Compared anew: records may have changed, and not everybody may see all of their fields. */
  private List<ClusterView> views(MergeKind kind, List<Cluster> clusters) {
    Set<UUID> ids = new HashSet<>();
    clusters.forEach(cluster -> ids.addAll(cluster.records()));
    Map<UUID, Scanned> records = ScannedRecords.of(kind, kernel, accounts, context).byId(ids);
    DuplicateMatcher matcher = kernel.storage().duplicateThresholds().matcher();
    List<ClusterView> views = new ArrayList<>();
    for (Cluster cluster : clusters) {
      List<Pair> pairs =
          cluster.pairs().stream()
              .flatMap(pair -> pair(pair, records, matcher).stream())
              .sorted(Comparator.comparingInt((Pair p) -> -p.score()))
              .toList();
      if (!pairs.isEmpty()) {
        views.add(
            new ClusterView(
                cluster.id(),
                kind,
                pairs.getFirst().score(),
                pairs.getFirst().decision(),
                members(pairs, records),
                pairs));
      }
    }
    return views;
  }

  private static Optional<Pair> pair(
      ScoredPair<UUID> pair, Map<UUID, Scanned> records, DuplicateMatcher matcher) {
    Scanned one = records.get(pair.first());
    Scanned other = records.get(pair.second());
    if (one == null || other == null) {
      return Optional.empty();
    }
    MatchScore score = Likeness.compared(one, other, matcher);
    return score.decision() == MatchDecision.NONE
        ? Optional.empty()
        : Optional.of(
            new Pair(
                pair.first(), pair.second(), score.percent(), score.decision(), score.reasons()));
  }

  private static List<Member> members(List<Pair> pairs, Map<UUID, Scanned> records) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .distinct()
        .sorted(Comparator.comparing(UUID::toString))
        .map(id -> Objects.requireNonNull(records.get(id)))
        .map(record -> new Member(record.id(), record.name(), record.company()))
        .toList();
  }
}
