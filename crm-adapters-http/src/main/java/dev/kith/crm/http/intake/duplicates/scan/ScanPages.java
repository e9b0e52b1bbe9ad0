package dev.kith.crm.http.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView.Member;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The queue of leads that are probably the same. */
public final class ScanPages {

  private static final String PATH = "/duplicates";
  private static final int LISTED = 20;

  private ScanPages() {}

  /**
   * @param latest the scan that was asked for last; null if there was none
   * @param shown the scan whose clusters are listed; null if none has finished
   */
  record Progress(@Nullable ScanView latest, @Nullable ScanView shown) {
    boolean isUnderWay() {
      return latest != null && latest.isUnderWay();
    }

    boolean hasFailed() {
      return latest != null && latest.state() == JobState.DEAD;
    }
  }

  /**
   * @param next the address of the page after this; null on the last
   * @param first whether this is the first page
   */
  record Queue(
      Progress progress,
      List<ClusterView> clusters,
      @Nullable String next,
      boolean first,
      boolean mayScan,
      boolean mayTell) {
    Queue {
      clusters = List.copyOf(clusters);
    }

    /** Where the members stand side by side; as many of them as can be merged at once. */
    static String comparing(ClusterView cluster) {
      List<Member> members = cluster.members();
      return members.stream()
          .skip(1)
          .limit(MergeChoice.MOST_OTHERS)
          .map(member -> "with=" + member.lead())
          .collect(Collectors.joining("&", "/leads/" + members.getFirst().lead() + "/merge?", ""));
    }

    static String comparing(ClusterView.Pair pair) {
      return "/leads/" + pair.first() + "/merge?with=" + pair.second();
    }

    static String nameOf(ClusterView cluster, LeadId lead) {
      return cluster.members().stream()
          .filter(member -> member.lead().equals(lead))
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
                visit.crm().duplicateScans().start(), scan -> visit.go(PATH, Notice.SCAN_STARTED)));
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
    onProgress(
        visit,
        progress ->
            visit.with(
                visit.crm().duplicateScans().list(after.map(ClusterId::new).orElse(null), LISTED),
                page ->
                    visit.show(
                        "intake/duplicates/scan/queue.jte",
                        "Duplicates",
                        Section.DUPLICATES,
                        new Queue(
                            progress,
                            page.items(),
                            page.next() == null ? null : PATH + "?after=" + page.next(),
                            after.isEmpty(),
                            may(visit, Action.CREATE),
                            may(visit, Action.EDIT)))));
  }

  private static void part(Visit visit) {
    onProgress(
        visit,
        progress -> {
          if (!visit.wantsPart()) {
            visit.go(PATH);
          } else if (progress.isUnderWay()) {
            visit.show(
                "intake/duplicates/scan/progress.jte", "Duplicates", Section.DUPLICATES, progress);
          } else {
            // What it found fills the whole page.
            visit.leave(PATH);
          }
        });
  }

  private static void onProgress(Visit visit, Consumer<Progress> next) {
    DuplicateScans scans = visit.crm().duplicateScans();
    visit.with(
        scans
            .latest()
            .then(latest ->
                scans.shown().map(shown -> new Progress(latest.orElse(null), shown.orElse(null)))),
        next);
  }

  private static void dismiss(Visit visit, ClusterId cluster) {
    visit.with(
        visit.crm().duplicateScans().dismiss(cluster), pairs -> visit.go(PATH, Notice.TOLD_APART));
  }

  private static void tellApart(Visit visit) {
    List<UUID> leads = visit.formIds("lead");
    if (leads.size() == 2) {
      visit.with(
          visit
              .crm()
              .duplicates()
              .tellApart(new LeadId(leads.getFirst()), new LeadId(leads.getLast())),
          pair -> visit.go(PATH, Notice.TOLD_APART));
    } else {
      visit.error(ErrorPage.NOT_FOUND);
    }
  }

  private static boolean may(Visit visit, Action action) {
    return visit.actor().may(new Permission(Feature.DUPLICATE, action));
  }
}
