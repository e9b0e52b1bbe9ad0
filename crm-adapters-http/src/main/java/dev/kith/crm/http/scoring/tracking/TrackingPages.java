package dev.kith.crm.http.scoring.tracking;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import dev.kith.crm.application.scoring.tracking.Tracking;
import dev.kith.crm.application.scoring.tracking.Tracking.Sighting;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings.Settings;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is tracked on the user's own pages and in their mails; and visitors that are no lead after
 * all.
 */
public final class TrackingPages {

  private static final String PATH = "/tracking";
  private static final Splitter LINES = Splitter.onPattern("\\R").trimResults().omitEmptyStrings();

  private TrackingPages() {}

  /**
   * @param texts of the fields, by their names
   * @param visitors that were seen last; null for somebody who may not see them
   * @param names of leads
   */
  record TrackingPage(
      Map<String, String> texts,
      TrackingSettings settings,
      @Nullable List<Sighting> visitors,
      Map<UUID, String> names,
      long version,
      boolean changeable,
      Problems problems) {

    TrackingPage {
      texts = Map.copyOf(texts);
      names = Map.copyOf(names);
    }

    String name(LeadId lead) {
      return names.getOrDefault(lead.value(), "A lead");
    }

    String text(String field) {
      return texts.getOrDefault(field, "");
    }

    boolean says(String field) {
      return text(field).equals("true");
    }

    /** What is put into the user's own pages. */
    String snippet() {
      String address = settings.settings().address();
      return "<script src=\""
          + (address.isEmpty() ? "https://crm.example.com" : address)
          + "/t/kith.js\" defer></script>";
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, visit -> visit.with(tracking(visit).settings(), s -> show(visit, s)));
    routes.post(PATH, TrackingPages::save);
    routes.post(PATH + "/keys", TrackingPages::rotate);
    routes.post("/leads/{id}/visitors/forget", TrackingPages::forget);
  }

  private static void show(Visit visit, TrackingSettings settings) {
    Settings set = settings.settings();
    show(
        visit,
        200,
        Map.of(
            "address", set.address(),
            "origins", String.join("\n", set.origins()),
            "respectSignals", Boolean.toString(set.respectSignals()),
            "joinByLinks", Boolean.toString(set.joinByLinks()),
            "retentionDays", Integer.toString(set.retentionDays())),
        settings.revision().version(),
        Problems.NONE);
  }

  private static void show(
      Visit visit, int status, Map<String, String> texts, long version, Problems problems) {
    List<Sighting> visitors = tracking(visit).latest().orNull();
    visit.with(
        tracking(visit).settings(),
        settings ->
            visit.show(
                status,
                "scoring/tracking/settings.jte",
                "Tracking",
                Section.TRACKING,
                new TrackingPage(
                    texts,
                    settings,
                    visitors,
                    names(visit, visitors),
                    version,
                    mayChange(visit),
                    problems)));
  }

  private static Map<UUID, String> names(Visit visit, @Nullable List<Sighting> visitors) {
    List<UUID> leads =
        (visitors == null ? List.<Sighting>of() : visitors)
            .stream()
                .flatMap(seen -> Stream.ofNullable(seen.visitor().lead()))
                .map(LeadId::value)
                .distinct()
                .toList();
    return visit.histories().names(visit, "lead", leads);
  }

  private static void save(Visit visit) {
    long version = visit.number("version").orElse(0L);
    Integer days = Ints.tryParse(visit.form("retentionDays").strip());
    Settings wanted =
        new Settings(
            visit.form("address"),
            LINES.splitToList(visit.form("origins")),
            visit.form("respectSignals").equals("true"),
            visit.form("joinByLinks").equals("true"),
            // No number is refused as one that is too small.
            days == null ? 0 : days);
    SavedForm.answer(
        visit.crm().expecting(version).tracking().setSettings(wanted),
        version,
        done -> visit.go(PATH, Notice.TRACKING_SAVED),
        "Somebody changed the settings meanwhile. Save again to replace them.",
        Problems::of,
        (status, seen, problems) -> show(visit, status, visit.form(), seen, problems));
  }

  private static void rotate(Visit visit) {
    visit.with(
        tracking(visit).rotateKeys(visit.form("revoke").equals("true")),
        done -> visit.go(PATH, Notice.TRACKING_KEY_CHANGED));
  }

  private static void forget(Visit visit) {
    List<VisitorId> visitors = visit.formIds("visitor").stream().map(VisitorId::new).toList();
    if (visitors.size() != 1 || visit.pathId().isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    LeadId lead = new LeadId(visit.pathId().get());
    visit.with(
        tracking(visit).forgetJoin(visitors.getFirst()),
        gone -> visit.go("/leads/" + lead + "/engagement", Notice.VISITOR_PARTED));
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.LEAD);
  }

  private static Tracking tracking(Visit visit) {
    return visit.crm().tracking();
  }
}
