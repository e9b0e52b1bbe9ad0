package dev.kith.crm.http.scoring;

import com.google.common.base.Ascii;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.scoring.ledger.IncrementRules;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.RulePresets;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.automation.CheckedCondition;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rules for points: the list of them, and a form for each. */
public final class PointRulePages {

  static final String PATH = "/scoring/rules";

  private PointRulePages() {}

  record RuleList(List<IncrementRule> rules, boolean changeable) {

    List<IncrementRule> inForce() {
      return rules.stream().filter(rule -> !rule.isRetired()).toList();
    }

    List<IncrementRule> retired() {
      return rules.stream().filter(IncrementRule::isRetired).toList();
    }

    static String points(IncrementRule rule) {
      return EngagementWords.points(rule.terms().points());
    }

    /** How far its points go, in a line. */
    private static List<String> limits(RuleTerms terms) {
      List<String> parts = new ArrayList<>();
      parts.add(EngagementWords.repeat(terms.limits().repeat()));
      if (terms.limits().cap() != null) {
        parts.add("at most " + terms.limits().cap() + " points");
      }
      if (terms.limits().group() != null) {
        parts.add("in the group " + terms.limits().group());
      }
      parts.add(
          terms.limits().halfLife() == null
              ? "lasting"
              : "half-life " + EngagementWords.span(terms.limits().halfLife()));
      return parts;
    }

    static String limitsInWords(RuleTerms terms) {
      String words = String.join(", ", limits(terms));
      return Ascii.toUpperCase(words.charAt(0)) + words.substring(1);
    }
  }

  /**
   * @param rule null for a new one
   * @param groups that have a cap, to choose from
   */
  record RulePage(
      @Nullable IncrementRule rule,
      PointRuleForm form,
      long version,
      List<String> groups,
      List<Fact> facts,
      boolean changeable,
      Problems problems) {

    boolean fixed() {
      return !changeable || (rule != null && rule.isRetired());
    }

    String action() {
      return rule == null ? PATH + "/new" : PATH + "/" + rule.id();
    }

    List<RulePresets.Preset> presets() {
      return rule == null && form.text("name").isEmpty() ? RulePresets.ALL : List.of();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, PointRulePages::list);
    routes.post(PATH + "/check", PointRulePages::check);
    routes.get(PATH + "/new", visit -> show(visit, 200, null, begun(visit), 0, Problems.NONE));
    routes.post(PATH + "/new", visit -> save(visit, null));
    routes.get(
        PATH + "/{id}",
        visit ->
            onRule(
                visit,
                rule ->
                    show(
                        visit,
                        200,
                        rule,
                        PointRuleForm.of(rule.terms()),
                        rule.revision().version(),
                        Problems.NONE)));
    routes.post(PATH + "/{id}", visit -> onRule(visit, rule -> save(visit, rule)));
    routes.post(
        PATH + "/{id}/retire",
        visit ->
            onRule(
                visit,
                rule ->
                    visit.with(
                        rules(visit).retire(rule.id()),
                        retired -> visit.go(PATH, Notice.POINT_RULE_RETIRED))));
  }

  private static PointRuleForm begun(Visit visit) {
    return RulePresets.ALL.stream()
        .filter(preset -> preset.code().equals(visit.query("preset")))
        .map(preset -> PointRuleForm.of(preset.terms()))
        .findFirst()
        .orElse(PointRuleForm.EMPTY);
  }

  private static void list(Visit visit) {
    visit.with(
        rules(visit).list(),
        all ->
            visit.show(
                "scoring/rules.jte",
                "Point rules",
                Section.POINTS,
                new RuleList(all, mayChange(visit))));
  }

  private static void check(Visit visit) {
    String filter = visit.form("filter").replace("\r\n", "\n");
    visit.with(
        rules(visit).check(filter),
        problems ->
            visit.show(
                "automation/checked.jte",
                "Filter",
                Section.POINTS,
                new CheckedCondition(problems, filter.isBlank())));
  }

  private static void save(Visit visit, @Nullable IncrementRule rule) {
    PointRuleForm form = new PointRuleForm(visit.form());
    long version = visit.number("version").orElse(0L);
    List<Violation> unread = new ArrayList<>();
    RuleTerms terms = form.terms(unread);
    Outcome<IncrementRule> saved;
    if (unread.isEmpty()) {
      Workspace crm = rule == null ? visit.crm() : visit.crm().expecting(version);
      saved =
          rule == null
              ? crm.incrementRules().create(terms)
              : crm.incrementRules().change(rule.id(), terms);
    } else {
      unread.addAll(rules(visit).problemsOf(terms));
      saved = Outcome.refused(new Invalid(unread));
    }
    SavedForm.answer(
        saved,
        version,
        done -> visit.go(PATH, Notice.POINT_RULE_SAVED),
        "Somebody changed the rule meanwhile. Save again to replace it.",
        // A window is a part of how often a rule gives points.
        refusal -> Problems.of(refusal).calling("repeat", "window"),
        (status, seen, problems) -> show(visit, status, rule, form, seen, problems));
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable IncrementRule rule,
      PointRuleForm form,
      long version,
      Problems problems) {
    if (rule == null && !mayChange(visit)) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    visit.with(
        rules(visit).settings(),
        settings ->
            visit.show(
                status,
                "scoring/rule.jte",
                rule == null ? "New rule" : rule.terms().name(),
                Section.POINTS,
                new RulePage(
                    rule,
                    form,
                    version,
                    List.copyOf(settings.settings().groupCaps().keySet()),
                    rules(visit).facts(),
                    mayChange(visit),
                    problems)));
  }

  private static void onRule(Visit visit, Consumer<IncrementRule> next) {
    visit.on(IncrementRuleId::new, rules(visit)::get, next);
  }

  /** Who may change what gives points, and what points mean. */
  static boolean mayChange(Visit visit) {
    return visit
        .actor()
        .grants()
        .scopeOf(new Permission(Feature.LEAD, Action.ADMINISTER))
        .filter(Scope.ALL::equals)
        .isPresent();
  }

  private static IncrementRules rules(Visit visit) {
    return visit.crm().incrementRules();
  }
}
