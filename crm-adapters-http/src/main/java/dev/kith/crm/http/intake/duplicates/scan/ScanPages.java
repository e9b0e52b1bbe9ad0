package dev.kith.crm.http.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView.Member;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The queues of leads, accounts and contacts that are probably the same. */
public final class ScanPages {

  private static final String PATH = "/duplicates";
  private static final int LISTED = 20;

  private ScanPages() {}

  /**
   * @param kind of the records
   * @param latest the scan that was asked for last; null if there was none
   * @param shown the scan whose clusters are listed; null if none has finished
   */
  record Progress(MergeKind kind, @Nullable ScanView latest, @Nullable ScanView shown) {
    boolean isUnderWay() {
      return latest != null && latest.isUnderWay();
    }

    boolean hasFailed() {
      return latest != null && latest.state() == JobState.DEAD;
    }

    /** In the middle of a sentence. */
    String one() {
      return kind.code();
    }

    String several() {
      return ScanPages.several(kind);
    }

    /** Where it is asked for. */
    String path() {
      return ScanPages.path(PATH + "/progress", kind);
    }
  }

  /**
   * @param kinds those whose queues the person may look at
   * @param next the address of the page after this; null on the last
   * @param first whether this is the first page
   */
  record Queue(
      Progress progress,
      List<MergeKind> kinds,
      List<ClusterView> clusters,
      @Nullable String next,
      boolean first,
      boolean mayScan,
      boolean mayTell) {
    Queue {
      kinds = List.copyOf(kinds);
      clusters = List.copyOf(clusters);
    }

    MergeKind kind() {
      return progress.kind();
    }

    String one() {
      return progress.one();
    }

    String several() {
      return progress.several();
    }

    static String path(MergeKind kind) {
      return ScanPages.path(PATH, kind);
    }

    static String label(MergeKind kind) {
      return Words.ofCode(ScanPages.several(kind));
    }

    String pathOf(UUID record) {
      return "/" + several() + "/" + record;
    }

    /** Where the members stand side by side; as many of them as can be merged at once. */
    String comparing(ClusterView cluster) {
      List<Member> members = cluster.members();
      return members.stream()
          .skip(1)
          .limit(MergeChoice.MOST_OTHERS)
          .map(member -> "with=" + member.record())
          .collect(Collectors.joining("&", pathOf(members.getFirst().record()) + "/merge?", ""));
    }

    String comparing(ClusterView.Pair pair) {
      return pathOf(pair.first()) + "/merge?with=" + pair.second();
    }

    static String nameOf(ClusterView cluster, UUID record) {
      return cluster.members().stream()
          .filter(member -> member.record().equals(record))
          .map(Member::name)
          .findFirst()
          .orElse("");
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, ScanPages::show);
    routes.get(PATH + "/progress", ScanPages::part);
    routes.post(
        PATH + "/scan",
        visit ->
            visit.with(
                visit.crm().duplicateScans().start(kind(visit.form("kind"))),
                scan -> visit.go(path(PATH, scan.kind()), Notice.SCAN_STARTED)));
    routes.post(
        PATH + "/{id}/dismiss",
        visit ->
            visit
                .pathId()
                .ifPresentOrElse(
                    id -> dismiss(visit, new ClusterId(id)),
                    () -> visit.error(ErrorPage.NOT_FOUND)));
    routes.post(PATH + "/distinct", ScanPages::tellApart);
  }

  private static void show(Visit visit) {
    Optional<UUID> after = visit.queryId("after");
    MergeKind kind = kind(visit.query("kind"));
    onProgress(
        visit,
        kind,
        progress ->
            visit.with(
                visit
                    .crm()
                    .duplicateScans()
                    .list(kind, after.map(ClusterId::new).orElse(null), LISTED),
                page ->
                    visit.show(
                        "intake/duplicates/scan/queue.jte",
                        "Duplicates",
                        Section.DUPLICATES,
                        new Queue(
                            progress,
                            kindsFor(visit),
                            page.items(),
                            page.next() == null
                                ? null
                                : PATH + "?kind=" + several(kind) + "&after=" + page.next(),
                            after.isEmpty(),
                            may(visit, Action.CREATE),
                            may(visit, Action.EDIT)))));
  }

  private static void part(Visit visit) {
    MergeKind kind = kind(visit.query("kind"));
    onProgress(
        visit,
        kind,
        progress -> {
          if (!visit.wantsPart()) {
            visit.go(path(PATH, kind));
          } else if (progress.isUnderWay()) {
            visit.show(
                "intake/duplicates/scan/progress.jte", "Duplicates", Section.DUPLICATES, progress);
          } else {
            // What it found fills the whole page.
            visit.leave(path(PATH, kind));
          }
        });
  }

  private static void onProgress(Visit visit, MergeKind kind, Consumer<Progress> next) {
    DuplicateScans scans = visit.crm().duplicateScans();
    visit.with(
        scans
            .latest(kind)
            .then(latest ->
                scans
                    .shown(kind)
                    .map(shown -> new Progress(kind, latest.orElse(null), shown.orElse(null)))),
        next);
  }

  private static void dismiss(Visit visit, ClusterId cluster) {
    visit.with(
        visit.crm().duplicateScans().dismiss(cluster),
        pairs -> visit.go(path(PATH, kind(visit.form("kind"))), Notice.TOLD_APART));
  }

  private static void tellApart(Visit visit) {
    List<UUID> records = visit.formIds("record");
    MergeKind kind = kind(visit.form("kind"));
    if (records.size() == 2) {
      visit.with(
          visit.crm().recordDuplicates().tellApart(kind, records.getFirst(), records.getLast()),
          pair -> visit.go(path(PATH, kind), Notice.TOLD_APART));
    } else {
      visit.error(ErrorPage.NOT_FOUND);
    }
  }

  /** Leads where nothing is said. */
  private static MergeKind kind(String several) {
    return Arrays.stream(MergeKind.values())
        .filter(kind -> several(kind).equals(several))
        .findFirst()
        .orElse(MergeKind.LEAD);
  }

  private static String several(MergeKind kind) {
    return kind.code() + "s";
  }

  private static String path(String path, MergeKind kind) {
    return kind == MergeKind.LEAD ? path : path + "?kind=" + several(kind);
  }

  private static List<MergeKind> kindsFor(Visit visit) {
    return Arrays.stream(MergeKind.values())
        .filter(kind -> visit.actor().may(new Permission(feature(kind), Action.VIEW)))
        .toList();
  }

  private static Feature feature(MergeKind kind) {
    return switch (kind) {
      case LEAD -> Feature.LEAD;
      case ACCOUNT -> Feature.ACCOUNT;
      case CONTACT -> Feature.CONTACT;
    };
  }

  private static boolean may(Visit visit, Action action) {
    return visit.actor().may(new Permission(Feature.DUPLICATE, action));
  }
}
