package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.Candidate;
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
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class ScanService implements DuplicateScans {

  private static final Permission START = new Permission(Feature.DUPLICATE, Action.CREATE);
  private static final Permission VIEW = new Permission(Feature.DUPLICATE, Action.VIEW);
  private static final Permission EDIT = new Permission(Feature.DUPLICATE, Action.EDIT);
  private static final Permission VIEW_LEADS = new Permission(Feature.LEAD, Action.VIEW);

  private final Kernel kernel;
  private final JobQueue queue;
  private final Context context;
  private final ClusterStore store;
  private final Set<String> hidden;

  ScanService(Kernel kernel, JobQueue queue, Context context) {
    this.kernel = kernel;
    this.queue = queue;
    this.context = context;
    this.store = kernel.storage().clusters();
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.LEAD);
  }

  @Override
  public Outcome<ScanView> start() {
    return Permits.require(
        context.actor(),
        START,
        () ->
            kernel
                .idempotency()
                .once(context, "duplicate.scan", "", JobId.class, () -> Outcome.done(asked()))
                .map(this::view));
  }

  private JobId asked() {
    JobId id = queue.enqueue(JobRequest.of(ScanFeature.SCAN).unique(ScanFeature.SCAN).by(context));
    if (store.find(id).isEmpty()) {
      store.save(Scan.begun(id, kernel.now()));
    }
    return id;
  }

  @Override
  public Outcome<Optional<ScanView>> latest() {
    return looking(() -> Outcome.done(store.newest().map(this::view)));
  }

  @Override
  public Outcome<Optional<ScanView>> shown() {
    return looking(() -> Outcome.done(store.newestFinished().map(this::view)));
  }

  private ScanView view(JobId id) {
    return view(store.find(id).orElseGet(() -> Scan.begun(id, kernel.now())));
  }

  private ScanView view(Scan scan) {
    Optional<JobView> job = kernel.storage().jobs().find(scan.id());
    JobState gone = scan.finishedAt() == null ? JobState.CANCELLED : JobState.SUCCEEDED;
    return new ScanView(
        scan.id(),
        job.map(JobView::state).orElse(gone),
        scan.startedAt(),
        scan.finishedAt(),
        scan.stage(),
        job.map(j -> j.progress().total()).orElse(null),
        scan.findings());
  }

  @Override
  public Outcome<ClusterView.Page> list(@Nullable ClusterId after, int limit) {
    return looking(() -> {
      int most = Math.clamp(limit, 1, LARGEST_LIST);
      List<Cluster> found = store.page(visible(), after, most + 1);
      List<Cluster> page = found.stream().limit(most).toList();
      return Outcome.done(
          new ClusterView.Page(views(page), found.size() > most ? page.getLast().id() : null));
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
                  .addAll(cluster.pairs().stream().map(pair -> toldApart(pair, now)).toList());
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

  private DistinctPair toldApart(Pair pair, Instant now) {
    return DistinctPair.of(
        new DistinctPairId(kernel.ids().next()),
        pair.first(),
        pair.second(),
        context.actor().id(),
        context.actor().name(),
        now);
  }

  private Outcome<ClusterView> seen(ClusterId id) {
    return store
        .find(id, visible())
        .flatMap(cluster -> views(List.of(cluster)).stream().findFirst())
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(NotFound.of("cluster", id.value())));
  }

  private <T> Outcome<T> looking(Supplier<Outcome<T>> work) {
    return Permits.require(context.actor(), VIEW, work);
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), VIEW_LEADS);
  }

  /** Compared anew: leads may have changed since, and not everybody may see all of their fields. */
  private List<ClusterView> views(List<Cluster> clusters) {
    Set<LeadId> ids = new HashSet<>();
    clusters.forEach(cluster -> ids.addAll(cluster.leads()));
    Map<LeadId, Candidate> leads = new HashMap<>();
    Map<LeadId, Fingerprint> prints = new HashMap<>();
    for (Candidate lead : kernel.storage().blockingKeys().leads(ids)) {
      Candidate seen = lead.without(hidden);
      leads.put(lead.id(), seen);
      prints.put(lead.id(), Fingerprint.of(Candidate.subject(seen.values())));
    }
    DuplicateMatcher matcher = kernel.storage().duplicateThresholds().matcher();
    List<ClusterView> views = new ArrayList<>();
    for (Cluster cluster : clusters) {
      List<Pair> pairs =
          cluster.pairs().stream()
              .flatMap(pair -> pair(pair, prints, matcher).stream())
              .sorted(Comparator.comparingInt((Pair p) -> -p.score()))
              .toList();
      if (!pairs.isEmpty()) {
        views.add(
            new ClusterView(
                cluster.id(),
                pairs.getFirst().score(),
                pairs.getFirst().decision(),
                members(pairs, leads),
                pairs));
      }
    }
    return views;
  }

  private static Optional<Pair> pair(
      ScoredPair<LeadId> pair, Map<LeadId, Fingerprint> prints, DuplicateMatcher matcher) {
    Fingerprint one = prints.get(pair.first());
    Fingerprint other = prints.get(pair.second());
    if (one == null || other == null) {
      return Optional.empty();
    }
    MatchScore score = matcher.compare(one, other);
    return score.decision() == MatchDecision.NONE
        ? Optional.empty()
        : Optional.of(
            new Pair(
                pair.first(), pair.second(), score.percent(), score.decision(), score.reasons()));
  }

  private static List<Member> members(List<Pair> pairs, Map<LeadId, Candidate> leads) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .distinct()
        .sorted(Comparator.comparing(LeadId::toString))
        .map(id -> Objects.requireNonNull(leads.get(id)))
        .map(lead -> new Member(lead.id(), lead.name(), lead.values().get(LeadField.COMPANY)))
        .toList();
  }
}
