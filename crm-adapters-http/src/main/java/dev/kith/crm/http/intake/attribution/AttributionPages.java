package dev.kith.crm.http.intake.attribution;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.attribution.Touches;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.AttributionRules.Settings;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.intake.attribution.TouchVerdict;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.text.VisibleText;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules of attribution: they are looked at, tried out, and set. */
public final class AttributionPages {

  private static final String PATH = "/attribution";
  private static final List<String> PARTS =
      List.of("utm_source", "utm_medium", "utm_campaign", "utm_term");

  private AttributionPages() {}

  /**
   * @param version of the rules that the form began with
   * @param tried what was written to be tried out, by field
   * @param verdict on it; null where nothing was tried
   */
  record RulesPage(
      RulesForm form,
      long version,
      boolean changeable,
      Map<String, String> tried,
      @Nullable TouchVerdict verdict,
      Problems problems) {

    RulesPage {
      tried = Map.copyOf(tried);
    }

    List<TouchPolicy> policies() {
      return Arrays.asList(TouchPolicy.values());
    }

    String tried(String field) {
      return tried.getOrDefault(field, "");
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            onRules(
                visit,
                rules ->
                    show(
                        visit,
                        200,
                        RulesForm.of(rules.settings()),
                        rules.revision().version(),
                        null,
                        Problems.NONE)));
    routes.post(PATH, visit -> onRules(visit, rules -> sent(visit, rules)));
  }

  private static void onRules(Visit visit, Consumer<AttributionRules> next) {
    visit.with(visit.crm().touches().rules(), next);
  }

  private static void sent(Visit visit, AttributionRules rules) {
    // What somebody cannot change is not sent, and what they try is held against what is in force.
    RulesForm form =
        mayChange(visit) ? RulesForm.of(visit.form(), rules) : RulesForm.of(rules.settings());
    long version = visit.number("version").orElseGet(() -> rules.revision().version());
    if (visit.form("act").equals("save")) {
      save(visit, form, version);
    } else {
      attempt(visit, form, version);
    }
  }

  private static void save(Visit visit, RulesForm form, long version) {
    Workspace crm = visit.crm().expecting(version);
    SavedForm.answer(
        form.settings().then(settings -> crm.touches().setRules(settings)),
        version,
        done -> visit.go(PATH, Notice.ATTRIBUTION_SAVED),
        "Somebody changed the rules meanwhile. What you save now replaces theirs.",
        Problems::of,
        (status, seen, problems) -> show(visit, status, form, seen, null, problems));
  }

  private static void attempt(Visit visit, RulesForm form, long version) {
    Touches touches = visit.crm().touches();
    TouchDraft draft = draft(visit);
    switch (form.settings().then((Settings settings) -> touches.preview(settings, draft))) {
      case Outcome.Done<TouchVerdict>(var verdict) ->
          show(visit, 200, form, version, verdict, Problems.NONE);
      case Outcome.Refused<TouchVerdict>(Refusal refusal) ->
          show(visit, Visit.statusOf(refusal), form, version, null, Problems.of(refusal));
    }
  }

  private static TouchDraft draft(Visit visit) {
    TouchDraft draft = TouchDraft.EMPTY;
    for (String part : PARTS) {
      draft = draft.with(part, written(visit.form(part)).orElse(null));
    }
    return draft.onto(written(visit.form("landingPage")).orElse(null));
  }

  private static Optional<String> written(String text) {
    return VisibleText.isBlank(text) ? Optional.empty() : Optional.of(text);
  }

  private static void show(
      Visit visit,
      int status,
      RulesForm form,
      long version,
      @Nullable TouchVerdict verdict,
      Problems problems) {
    Map<String, String> tried = new LinkedHashMap<>();
    PARTS.forEach(part -> tried.put(part, visit.form(part)));
    tried.put("landingPage", visit.form("landingPage"));
    visit.show(
        status,
        "intake/attribution/rules.jte",
        "Attribution",
        Section.ATTRIBUTION,
        new RulesPage(form, version, mayChange(visit), tried, verdict, problems));
  }

  private static boolean mayChange(Visit visit) {
    return visit
        .actor()
        .grants()
        .scopeOf(new Permission(Feature.LEAD, Action.ADMINISTER))
        .filter(Scope.ALL::equals)
        .isPresent();
  }
}
