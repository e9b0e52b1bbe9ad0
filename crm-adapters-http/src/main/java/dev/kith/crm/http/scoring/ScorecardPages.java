package dev.kith.crm.http.scoring;

import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.scoring.card.LeadScores.Distribution;
import dev.kith.crm.application.scoring.card.Scorecards;
import dev.kith.crm.application.scoring.card.Scorecards.Simulation;
import dev.kith.crm.domain.scoring.card.Card;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How leads are scored: how many have which score, and the card by which that is. */
public final class ScorecardPages {

  private static final String PATH = "/scoring/scorecard";

  private ScorecardPages() {}

  /**
   * @param distribution null where scores are hidden from the person
   * @param simulation of what was written; null where nothing was tried
   */
  record ScorecardPage(
      ScorecardForm form,
      long version,
      boolean changeable,
      List<Fact> facts,
      @Nullable Distribution distribution,
      @Nullable Simulation simulation,
      Problems problems) {
    ScorecardPage {
      facts = List.copyOf(facts);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        PATH,
        visit ->
            visit.with(
                visit.crm().scorecard().get(),
                card ->
                    show(
                        visit,
                        200,
                        ScorecardForm.of(card.card()),
                        card.revision().version(),
                        null,
                        Problems.NONE)));
    routes.post(PATH, ScorecardPages::sent);
  }

  private static void sent(Visit visit) {
    ScorecardForm form = new ScorecardForm(visit.form());
    long version = visit.number("version").orElse(0L);
    List<Violation> unread = new ArrayList<>();
    Card card = form.card(unread, UUID::randomUUID);
    if (!unread.isEmpty()) {
      if (card.sound() instanceof Outcome.Refused<Card>(var refusal)) {
        unread.addAll(refusal.violations());
      }
      Invalid invalid = new Invalid(unread);
      show(visit, Visit.statusOf(invalid), form, version, null, form.problems(invalid));
    } else if (visit.form("act").equals("try")) {
      attempt(visit, form, version, card);
    } else {
      save(visit, form, version, card);
    }
  }

  private static void attempt(Visit visit, ScorecardForm form, long version, Card card) {
    switch (visit.crm().scorecard().simulate(card)) {
      case Outcome.Done<Simulation>(var simulation) ->
          show(visit, 200, form, version, simulation, Problems.NONE);
      case Outcome.Refused<Simulation>(var refusal) ->
          show(visit, Visit.statusOf(refusal), form, version, null, form.problems(refusal));
    }
  }

  private static void save(Visit visit, ScorecardForm form, long version, Card card) {
    Scorecards cards = visit.crm().expecting(version).scorecard();
    SavedForm.answer(
        cards.set(card),
        version,
        done -> visit.go(PATH, Notice.SCORECARD_SAVED),
        "Somebody changed the card meanwhile. Save again to replace theirs.",
        form::problems,
        (status, seen, problems) -> show(visit, status, form, seen, null, problems));
  }

  private static void show(
      Visit visit,
      int status,
      ScorecardForm form,
      long version,
      @Nullable Simulation simulation,
      Problems problems) {
    Distribution distribution = visit.crm().leadScores().distribution().orNull();
    visit.show(
        status,
        "scoring/scorecard.jte",
        "Score of leads",
        Section.POINTS,
        new ScorecardPage(
            form,
            version,
            PointRulePages.mayChange(visit),
            visit.crm().scorecard().facts(),
            distribution,
            simulation,
            problems));
  }
}
