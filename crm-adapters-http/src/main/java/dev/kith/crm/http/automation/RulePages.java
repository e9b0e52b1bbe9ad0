package dev.kith.crm.http.automation;

import com.google.common.base.CharMatcher;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.automation.Explanation;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.application.automation.TrialReport;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rules: the list of them, the editor, and what they did. */
public final class RulePages {

  private static final int RECENT = 20;
  private static final int LOG = 100;
  private static final String HERE = "/rules";

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

  record FiringLog(List<FiringView> firings, String outcome, boolean mayChange) {
    static List<String> outcomes() {
      return FiringView.CATALOGUE.get("outcome").choices();
    }
  }

  /**
   * What the rule would have done.
   *
   * @param days how far it was looked back
   */
  record Trial(RuleView rule, int days, TrialReport report) {
    static String words(TrialReport.Verdict verdict) {
      return switch (verdict) {
        case WOULD_FIRE -> "Would fire";
        case CONDITION -> "Condition does not hold";
        case ONCE -> "Has acted on it already";
        case OUT_OF_TIME -> "Not active at that time";
        case ENDED -> "Something happened in time";
        case WAITING -> "Still waiting";
        case NOT_LOOKED_AT -> "Not looked at";
        case NO_RECORD -> "The record is gone";
      };
    }

    static String badge(TrialReport.Verdict verdict) {
      return verdict == TrialReport.Verdict.WOULD_FIRE ? "good" : "";
    }

    static String values(Explanation part) {
      return part.values().entrySet().stream()
          .map(v -> v.getKey() + " = " + (v.getValue().isEmpty() ? "–" : v.getValue()))
          .collect(Collectors.joining(", "));
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
    routes.get(HERE + "/firings", RulePages::log);
    routes.post(HERE + "/firings/{id}/retry", RulePages::retry);
    routes.post(HERE + "/check", RulePages::check);
    routes.post(HERE + "/steps", RulePages::steps);
    routes.get(HERE + "/new", RulePages::blank);
    routes.post(HERE + "/new", visit -> save(visit, null));
    routes.get(HERE + "/{id}", visit -> onRule(visit, rule -> show(visit, rule)));
    routes.post(HERE + "/{id}", visit -> onRule(visit, rule -> save(visit, rule)));
    routes.get(HERE + "/{id}/trial", visit -> onRule(visit, rule -> tryOut(visit, rule)));
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

  private static void log(Visit visit) {
    String outcome = visit.query("outcome");
    ListQuery query = ListQuery.all(FiringView.CATALOGUE).limitedTo(LOG);
    boolean known =
        FiringView.CATALOGUE.get("outcome").choices().stream().anyMatch(outcome::equals);
    visit.with(
        visit
            .crm()
            .rules()
            .firings(
                known
                    ? query.where(
                        new Filter.Compare("outcome", Filter.Op.EQ, List.of((Object) outcome)))
                    : query),
        page ->
            visit.show(
                "automation/firings.jte",
                "What rules did",
                Section.RULES,
                new FiringLog(page.items(), known ? outcome : "", mayChange(visit))));
  }

  private static void retry(Visit visit) {
    visit
        .pathId()
        .ifPresentOrElse(
            id ->
                visit.with(
                    visit.crm().rules().retry(id),
                    view ->
                        visit.go(
                            HERE + "/" + view.firing().rule(),
                            view.firing().outcome() == Firing.Result.FIRED
                                ? Notice.FIRING_DONE
                                : Notice.FIRING_FAILED_AGAIN)),
            () -> visit.error(ErrorPage.NOT_FOUND));
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

  private static void tryOut(Visit visit, RuleView rule) {
    String days = CharMatcher.inRange('0', '9').retainFrom(visit.query("days"));
    int back = days.isEmpty() || days.length() > 2 ? 7 : Integer.parseInt(days);
    visit.with(
        visit.crm().rules().test(rule.rule().id(), null, back),
        report ->
            visit.show(
                "automation/trial.jte",
                "Trial of " + rule.rule().name(),
                Section.RULES,
                new Trial(rule, back, report)));
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

  private static boolean mayChange(Visit visit) {
    return visit.actor().may(new Permission(Feature.AUTOMATION, Action.ADMINISTER));
  }
}
