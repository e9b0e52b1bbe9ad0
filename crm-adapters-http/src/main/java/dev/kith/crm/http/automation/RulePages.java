package dev.kith.crm.http.automation;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Foresight;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rules: the list of them, and the editor. */
public final class RulePages {

  private static final int RECENT = 20;
  static final String HERE = "/rules";

  private RulePages() {}

  record RuleList(List<RuleView> rules, boolean mayChange) {
    static String badge(RuleStatus.Name status) {
      return RulePages.badge(status);
    }
  }

  /**
   * The page of one rule.
   *
   * @param rule null for a new one
   * @param circles chains in which it may set itself off
   * @param firings the latest
   * @param foresight what became of the leads that it would have converted in shadow; null where
   *     there are none, or the reader may not know
   * @param webhookSecret null where it sends none, or the reader may not know
   */
  record RulePage(
      @Nullable RuleView rule,
      RuleForm form,
      List<List<String>> circles,
      List<FiringView> firings,
      @Nullable Foresight foresight,
      @Nullable String webhookSecret,
      boolean mayChange,
      Instant now) {

    static String badge(RuleStatus.Name status) {
      return RulePages.badge(status);
    }

    boolean isActive() {
      return rule != null && rule.rule().isActive();
    }

    /** Null where it is in no shadow. */
    RuleStatus.@Nullable Shadow inShadow() {
      return rule != null && rule.rule().status() instanceof RuleStatus.Shadow s ? s : null;
    }

    boolean isShadowOver() {
      RuleStatus.Shadow shadow = inShadow();
      return shadow != null && shadow.isOverAt(now);
    }

    boolean isShadowTold() {
      return inShadow() != null || (rule != null && rule.shadow().any());
    }

    String until() {
      RuleStatus.Shadow shadow = inShadow();
      return RuleForm.local(shadow == null ? null : shadow.until());
    }

    @Nullable String suspended() {
      return rule != null && rule.rule().status() instanceof RuleStatus.Suspended s
          ? s.reason()
          : null;
    }
  }

  static String badge(RuleStatus.Name status) {
    return switch (status) {
      case ACTIVE -> "good";
      case SUSPENDED -> "bad";
      case DRAFT, SHADOW -> "info";
      case PAUSED -> "";
    };
  }

  public static void addTo(PageRoutes routes) {
    routes.get(HERE, RulePages::list);
    // Before the page of one rule: addresses are tried in order, and "firings" would pass for an
    // id.
    FiringPages.addTo(routes);
    routes.post(HERE + "/check", RulePages::check);
    routes.post(HERE + "/steps", RulePages::steps);
    routes.get(HERE + "/new", RulePages::blank);
    routes.post(HERE + "/new", visit -> save(visit, null));
    routes.get(HERE + "/{id}", visit -> onRule(visit, rule -> show(visit, rule)));
    routes.post(HERE + "/{id}", visit -> onRule(visit, rule -> save(visit, rule)));
    routes.get(HERE + "/{id}/trial", visit -> onRule(visit, rule -> RuleTrial.show(visit, rule)));
    routes.post(
        HERE + "/{id}/activate", visit -> move(visit, Rules::activate, Notice.RULE_ACTIVATED));
    routes.post(HERE + "/{id}/shadow", visit -> onRule(visit, rule -> shadow(visit, rule)));
    routes.post(HERE + "/{id}/pause", visit -> move(visit, Rules::pause, Notice.RULE_PAUSED));
    routes.post(
        HERE + "/{id}/delete",
        visit ->
            onRule(
                visit,
                rule ->
                    visit.with(
                        visit.crm().rules().delete(rule.rule().id()),
                        gone -> visit.go(HERE, Notice.RULE_DELETED))));
  }

  private static void list(Visit visit) {
    Rules rules = visit.crm().rules();
    visit.with(
        rules.list(ListQuery.all(rules.fields()).limitedTo(ListQuery.LARGEST_LIMIT)),
        page ->
            visit.show(
                "automation/rules.jte",
                "Rules",
                Section.RULES,
                new RuleList(page.items(), mayChange(visit))));
  }

  private static void check(Visit visit) {
    String condition = visit.form("condition").replace("\r\n", "\n");
    visit.with(
        visit.crm().rules().check(visit.form("record"), condition),
        problems ->
            visit.show(
                "automation/checked.jte",
                "Condition",
                Section.RULES,
                new CheckedCondition(problems, condition.isBlank())));
  }

  /** The actions of the form as they are, with the fields that go with them. */
  private static void steps(Visit visit) {
    visit.with(
        visit.crm().rules().catalogue(),
        catalogue -> {
          RuleForm form = RuleForm.read(visit, catalogue);
          visit.show(
              "automation/steps.jte",
              "Actions",
              Section.RULES,
              visit.query("more").isEmpty() ? form : form.more());
        });
  }

  private static void blank(Visit visit) {
    String about = visit.query("record").isEmpty() ? "lead" : visit.query("record");
    RuleDraft empty =
        new RuleDraft(null, about, List.of(), "", List.of(), Repeat.ONCE_PER_RECORD, 0, null, null);
    visit.with(
        visit.crm().rules().catalogue(),
        catalogue ->
            show(
                visit,
                200,
                null,
                RuleForm.of(
                    catalogue,
                    RuleOffers.of(visit),
                    catalogue.presets().stream()
                        .filter(preset -> preset.code().equals(visit.query("preset")))
                        .map(RulePreset::draft)
                        .findFirst()
                        .orElse(empty))));
  }

  private static void show(Visit visit, RuleView rule) {
    visit.with(
        visit.crm().rules().catalogue(),
        catalogue ->
            show(
                visit,
                200,
                rule,
                RuleForm.of(catalogue, RuleOffers.of(visit), RuleDraft.of(rule.rule()))));
  }

  private static void show(Visit visit, int status, @Nullable RuleView rule, RuleForm form) {
    List<List<String>> circles =
        rule == null ? List.of() : visit.crm().rules().circles(rule.rule().id()).orElseThrow();
    List<FiringView> firings =
        rule == null
            ? List.of()
            : visit
                .crm()
                .rules()
                .firings(
                    ListQuery.all(FiringView.CATALOGUE)
                        .where(
                            new Filter.Compare(
                                "rule", Filter.Op.EQ, List.of(rule.rule().id().value())))
                        .limitedTo(RECENT))
                .orElseThrow()
                .items();
    visit.show(
        status,
        "automation/rule.jte",
        rule == null ? "New rule" : rule.rule().name(),
        Section.RULES,
        new RulePage(
            rule,
            form,
            circles,
            firings,
            foresight(visit, rule),
            webhookSecret(visit, rule),
            mayChange(visit),
            visit.now()));
  }

  private static @Nullable Foresight foresight(Visit visit, @Nullable RuleView rule) {
    return rule != null
            && rule.shadow().any()
            && visit.crm().conversionAnalytics().foresight(rule.rule().id())
                instanceof Outcome.Done<Optional<Foresight>>(var found)
        ? found.orElse(null)
        : null;
  }

  private static @Nullable String webhookSecret(Visit visit, @Nullable RuleView rule) {
    return rule != null
            && rule.rule().content().then().stream().anyMatch(s -> s.kind().equals("webhook"))
            && visit.crm().rules().webhookSecret(rule.rule().id())
                instanceof Outcome.Done<String>(var secret)
        ? secret
        : null;
  }

  private static void save(Visit visit, @Nullable RuleView rule) {
    visit.with(
        visit.crm().rules().catalogue(),
        catalogue -> {
          RuleForm form = RuleForm.read(visit, catalogue);
          Workspace crm = visit.number("version").map(visit.crm()::expecting).orElseGet(visit::crm);
          if (form.problems().any()) {
            show(visit, 422, rule, form);
            return;
          }
          Outcome<Rule> saved =
              rule == null
                  ? crm.rules().write(form.draft())
                  : crm.rules().rewrite(rule.rule().id(), form.draft());
          switch (saved) {
            case Outcome.Done<Rule>(var done) ->
                visit.go(HERE + "/" + done.id(), Notice.RULE_SAVED);
            case Outcome.Refused<Rule>(var refusal) -> refused(visit, rule, form, refusal);
          }
        });
  }

  private static void refused(
      Visit visit, @Nullable RuleView rule, RuleForm form, Refusal refusal) {
    if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
      visit.refuse(refusal);
      return;
    }
    Problems problems = RuleForm.problems(refusal);
    show(visit, Visit.statusOf(refusal), rule, form.with(problems));
  }

  private static void move(
      Visit visit, BiFunction<Rules, RuleId, Outcome<Rule>> step, Notice notice) {
    onRule(
        visit,
        rule ->
            visit.with(
                step.apply(visit.crm().rules(), rule.rule().id()),
                moved -> visit.go(HERE + "/" + moved.id(), notice)));
  }

  private static void shadow(Visit visit, RuleView rule) {
    Map<String, List<String>> wrong = new HashMap<>();
    Instant until = RuleForm.moment(visit, "until", wrong);
    List<Violation> problems =
        wrong.getOrDefault("until", List.of()).stream()
            .map(problem -> Violation.at("until", "not-an-instant", problem))
            .toList();
    Outcome<Rule> shadowed =
        problems.isEmpty()
            ? visit.crm().rules().shadow(rule.rule().id(), until)
            : Outcome.refused(new Invalid(problems));
    switch (shadowed) {
      case Outcome.Done<Rule>(var moved) ->
          visit.go(HERE + "/" + moved.id(), Notice.RULE_IN_SHADOW);
      case Outcome.Refused<Rule>(Invalid refusal) ->
          visit.with(
              visit.crm().rules().catalogue(),
              catalogue ->
                  refused(
                      visit,
                      rule,
                      RuleForm.of(catalogue, RuleOffers.of(visit), RuleDraft.of(rule.rule())),
                      refusal));
      case Outcome.Refused<Rule>(var refusal) -> visit.refuse(refusal);
    }
  }

  private static void onRule(Visit visit, Consumer<RuleView> next) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      visit.with(visit.crm().rules().get(new RuleId(id.get())), next);
    }
  }

  static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.AUTOMATION, Action.ADMINISTER));
  }
}
