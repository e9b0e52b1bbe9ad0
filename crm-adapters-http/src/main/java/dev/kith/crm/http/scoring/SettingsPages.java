package dev.kith.crm.http.scoring;

import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.List;

/** How points become a score, and which scores mean something. */
public final class SettingsPages {

  private static final String PATH = "/scoring/settings";

  private SettingsPages() {}

  record SettingsPage(SettingsForm form, long version, boolean changeable, Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            visit.with(
                visit.crm().incrementRules().settings(),
                settings ->
                    show(
                        visit,
                        200,
                        SettingsForm.of(settings.settings()),
                        settings.revision().version(),
                        Problems.NONE)));
    routes.post(PATH, SettingsPages::save);
  }

  private static void save(Visit visit) {
    SettingsForm form = new SettingsForm(visit.form());
    long version = visit.number("version").orElse(0L);
    List<Violation> unread = new ArrayList<>();
    ScoringSettings.Settings settings = form.settings(unread);
    Outcome<ScoringSettings> saved;
    if (unread.isEmpty()) {
      saved = visit.crm().expecting(version).incrementRules().setSettings(settings);
    } else {
      unread.addAll(ScoringSettings.USUAL.set(settings, visit.now()).violations());
      saved = Outcome.refused(new Invalid(unread));
    }
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH, Notice.SCORING_SAVED),
        "Somebody changed the settings meanwhile. Save again to replace them.",
        form::problems,
        (status, seen, problems) -> show(visit, status, form, seen, problems));
  }

  private static void show(
      Visit visit, int status, SettingsForm form, long version, Problems problems) {
    visit.show(
        status,
        "scoring/settings.jte",
        "Scores and thresholds",
        Section.POINTS,
        new SettingsPage(form, version, PointRulePages.mayChange(visit), problems));
  }
}
