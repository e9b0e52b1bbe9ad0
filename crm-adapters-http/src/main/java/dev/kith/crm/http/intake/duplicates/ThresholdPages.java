package dev.kith.crm.http.intake.duplicates;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Locale;

/** From which weight on leads count as the same. */
public final class ThresholdPages {

  private static final String PATH = "/duplicates/thresholds";

  /** The weights whose meaning the page tells. */
  private static final List<Integer> TOLD = List.of(-4, -2, 0, 2, 4, 6, 8, 10);

  private ThresholdPages() {}

  /**
   * @param warnFrom as it stands in the form, good or not
   */
  record ThresholdPage(
      String warnFrom, String blockFrom, long version, boolean changeable, Problems problems) {

    /** A weight, and how likely two leads are the same from there on. */
    record Meaning(int weight, String percent) {}

    List<Meaning> meanings() {
      return TOLD.stream()
          .map(weight ->
              new Meaning(
                  weight,
                  String.format(
                      Locale.ROOT, "%.1f %%", DuplicateThresholds.likelihood(weight) * 100)))
          .toList();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            visit.with(
                visit.crm().duplicates().thresholds(),
                set ->
                    show(
                        visit,
                        200,
                        Integer.toString(set.settings().warnFrom()),
                        Integer.toString(set.settings().blockFrom()),
                        set.revision().version(),
                        Problems.NONE)));
    routes.post(PATH, ThresholdPages::save);
  }

  private static void save(Visit visit) {
    long version = visit.number("version").orElse(0L);
    SavedForm.answer(
        settings(visit).then(s -> visit.crm().expecting(version).duplicates().setThresholds(s)),
        version,
        done -> visit.go(PATH, Notice.THRESHOLDS_SAVED),
        "Somebody changed the thresholds meanwhile. What you save now replaces theirs.",
        Problems::of,
        (status, seen, problems) -> shown(visit, status, seen, problems));
  }

  private static Outcome<DuplicateThresholds.Settings> settings(Visit visit) {
    Checks checks = new Checks();
    int warnFrom = whole(visit, checks, "warnFrom");
    int blockFrom = whole(visit, checks, "blockFrom");
    return checks.orRefuse(() -> new DuplicateThresholds.Settings(warnFrom, blockFrom));
  }

  private static int whole(Visit visit, Checks checks, String name) {
    try {
      return Integer.parseInt(visit.form(name));
    } catch (NumberFormatException e) {
      checks.add(name, "number-syntax", "A threshold is a whole number.");
      return 0;
    }
  }

  private static void shown(Visit visit, int status, long version, Problems problems) {
    show(visit, status, visit.form("warnFrom"), visit.form("blockFrom"), version, problems);
  }

  private static void show(
      Visit visit, int status, String warnFrom, String blockFrom, long version, Problems problems) {
    visit.show(
        status,
        "intake/duplicates/thresholds.jte",
        "Thresholds of duplicates",
        Section.DUPLICATES,
        new ThresholdPage(
            warnFrom,
            blockFrom,
            version,
            visit.actor().may(new Permission(Feature.DUPLICATE, Action.ADMINISTER)),
            problems));
  }
}
