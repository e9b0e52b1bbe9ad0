package dev.kith.crm.http.lifecycle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Question;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Report;
import dev.kith.crm.application.lifecycle.Lifecycles;
import dev.kith.crm.application.lifecycle.Lifecycles.Opinion;
import dev.kith.crm.application.lifecycle.Simulation;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the lifecycle shows of accounts, and the stages and ways that it has. */
public final class LifecyclePages {

  private static final String FIGURES = "/lifecycle";
  private static final String STAGES = "/lifecycle/stages";

  private LifecyclePages() {}

  /**
   * The stages and ways, to be looked at or edited.
   *
   * @param opinion of what was written; null where nothing was checked
   * @param simulation what that would change; null where it was not asked for
   * @param warnings of what is in force
   */
  record StagesPage(
      LifecycleForm form,
      long version,
      boolean changeable,
      List<Fact> facts,
      Map<String, String> requirable,
      @Nullable Opinion opinion,
      @Nullable Simulation simulation,
      List<Violation> warnings,
      Problems problems) {

    StagesPage {
      facts = ImmutableList.copyOf(facts);
      requirable = ImmutableMap.copyOf(requirable);
      warnings = ImmutableList.copyOf(warnings);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        FIGURES,
        visit ->
            visit.with(
                visit.crm().lifecycleAnalytics().of(Question.ALL), report -> show(visit, report)));
    routes.get(
        STAGES,
        visit ->
            visit.with(
                visit.crm().lifecycle().get(),
                lifecycle ->
                    show(
                        visit,
                        200,
                        LifecycleForm.of(lifecycle.terms()),
                        lifecycle.revision().version(),
                        null,
                        null,
                        lifecycle.terms().warnings(),
                        Problems.NONE)));
    routes.post(STAGES, LifecyclePages::sent);
  }

  private static void show(Visit visit, Report report) {
    visit.show(
        200,
        "lifecycle/figures.jte",
        "Lifecycle of accounts",
        Section.LIFECYCLE,
        new LifecycleFiguresPage(report));
  }

  private static void sent(Visit visit) {
    LifecycleForm form = new LifecycleForm(visit.form());
    long version = visit.number("version").orElse(0L);
    LifecycleTerms terms = form.terms();
    switch (visit.form("act")) {
      case "check" -> check(visit, form, version, terms);
      case "simulate" -> simulate(visit, form, version, terms);
      default -> save(visit, form, version, terms);
    }
  }

  private static void check(Visit visit, LifecycleForm form, long version, LifecycleTerms terms) {
    switch (visit.crm().lifecycle().check(terms)) {
      case Outcome.Done<Opinion>(var opinion) ->
          show(
              visit,
              200,
              form,
              version,
              opinion,
              null,
              List.of(),
              form.problems(opinion.problems()));
      case Outcome.Refused<Opinion>(var refusal) -> visit.refuse(refusal);
    }
  }

  private static void simulate(
      Visit visit, LifecycleForm form, long version, LifecycleTerms terms) {
    switch (visit.crm().lifecycle().simulate(terms)) {
      case Outcome.Done<Simulation>(var simulation) ->
          show(visit, 200, form, version, null, simulation, List.of(), Problems.NONE);
      case Outcome.Refused<Simulation>(Invalid invalid) ->
          show(
              visit,
              Visit.statusOf(invalid),
              form,
              version,
              null,
              null,
              List.of(),
              form.problems(invalid));
      case Outcome.Refused<Simulation>(var refusal) -> visit.refuse(refusal);
    }
  }

  private static void save(Visit visit, LifecycleForm form, long version, LifecycleTerms terms) {
    Lifecycles lifecycles = visit.crm().expecting(version).lifecycle();
    SavedForm.answer(
        lifecycles.set(terms),
        version,
        done -> visit.go(STAGES, Notice.LIFECYCLE_SAVED),
        "Somebody changed the lifecycle meanwhile. Save again to replace theirs.",
        form::problems,
        (status, seen, problems) ->
            show(visit, status, form, seen, null, null, List.of(), problems));
  }

  private static void show(
      Visit visit,
      int status,
      LifecycleForm form,
      long version,
      @Nullable Opinion opinion,
      @Nullable Simulation simulation,
      List<Violation> warnings,
      Problems problems) {
    Lifecycles lifecycles = visit.crm().lifecycle();
    visit.show(
        status,
        "lifecycle/stages.jte",
        "Stages and ways",
        Section.LIFECYCLE,
        new StagesPage(
            form,
            version,
            mayChange(visit),
            lifecycles.facts(),
            lifecycles.requirable(),
            opinion,
            simulation,
            warnings,
            problems));
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.ACCOUNT);
  }
}
