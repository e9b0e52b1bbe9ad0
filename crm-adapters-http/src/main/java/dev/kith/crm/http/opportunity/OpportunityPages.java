package dev.kith.crm.http.opportunity;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Origins;
import dev.kith.crm.http.pages.CsvDownload;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Listing;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.relationship.TargetPeople;
import dev.kith.crm.http.task.RelatedTasks;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The list of opportunities, the page of each, and the form that moves it. {@link OpportunityForms}
 * has those in which they are written down, {@link BoardPages} the board.
 */
public final class OpportunityPages {

  private static final int PAGE = 50;
  private static final int HISTORY = 100;

  /** What the file of a list says. */
  private static final List<String> EXPORTED =
      Splitter.on(',')
          .splitToList(
              "name,accountName,amount,currency,pipelineName,stageName,status,"
                  + "stageSince,closeDate,nextStep,source,lostReason,lostCompetitor,"
                  + "ownerName,createdAt,updatedAt,id");

  private OpportunityPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/opportunities", OpportunityPages::list);
    routes.get("/opportunities/export.csv", OpportunityPages::export);
    // Before the pages of one opportunity: addresses are tried in order, and "new" would pass for
    // an id.
    OpportunityForms.addTo(routes);
    routes.get(
        "/opportunities/{id}",
        visit -> onOpportunity(visit, found -> show(visit, 200, found, Problems.NONE)));
    routes.get(
        "/opportunities/{id}/move",
        visit ->
            onOpportunity(
                visit, found -> showMove(visit, 200, found, visit.query("stage"), Problems.NONE)));
    routes.post(
        "/opportunities/{id}/move", visit -> onOpportunity(visit, found -> move(visit, found)));
    LinePages.addTo(routes);
    OpportunityCompetitorPages.addTo(routes);
    step(
        routes,
        "notes",
        Notice.OPPORTUNITY_NOTED,
        (visit, id) -> opportunities(visit).note(id, visit.form("text")));
    step(
        routes,
        "undo-move",
        Notice.OPPORTUNITY_MOVE_UNDONE,
        (visit, id) -> opportunities(visit).undoMove(id));
    step(routes, "assign", Notice.OPPORTUNITY_ASSIGNED, OpportunityPages::assign);
    step(
        routes,
        "delete",
        Notice.OPPORTUNITY_DELETED,
        (visit, id) -> opportunities(visit).delete(id));
    step(
        routes,
        "restore",
        Notice.OPPORTUNITY_RESTORED,
        (visit, id) -> opportunities(visit).restore(id));
  }

  private static void step(
      PageRoutes routes,
      String name,
      Notice done,
      BiFunction<Visit, OpportunityId, Outcome<Opportunity>> act) {
    routes.post(
        "/opportunities/{id}/" + name,
        visit ->
            onOpportunity(
                visit,
                found -> {
                  switch (act.apply(visit, found.id())) {
                    case Outcome.Done<Opportunity> d ->
                        visit.go("/opportunities/" + found.id(), Sharing.notice(visit, done));
                    case Outcome.Refused<Opportunity>(var refusal) ->
                        show(visit, Visit.statusOf(refusal), found, Problems.of(refusal));
                  }
                }));
  }

  private static Outcome<Opportunity> assign(Visit visit, OpportunityId id) {
    return Sharing.give(
        visit,
        owner -> opportunities(visit).assign(id, owner),
        pool -> opportunities(visit).assignFrom(id, pool));
  }

  private static void move(Visit visit, OpportunityView found) {
    String stage = visit.form("stage");
    List<Transition> transitions = transitions(visit, found);
    boolean isLoss =
        transitions.stream()
            .anyMatch(t -> t.stage().key().equals(stage) && t.stage().type() == StageType.LOST);
    LossDraft loss = isLoss ? new LossDraft(visit.form("reason"), visit.form("competitor")) : null;
    Outcome<Opportunity> moved =
        found.isOpen()
            ? opportunities(visit)
                .move(found.id(), new Opportunities.Move(null, stage, null, null, null, loss))
            : opportunities(visit).reopen(found.id(), stage.isEmpty() ? null : stage);
    switch (moved) {
      case Outcome.Done<Opportunity> done ->
          visit.go(
              "/opportunities/" + found.id(),
              found.isOpen() ? Notice.OPPORTUNITY_MOVED : Notice.OPPORTUNITY_REOPENED);
      case Outcome.Refused<Opportunity>(var refusal) ->
          showMove(visit, Visit.statusOf(refusal), found, stage, Problems.of(refusal));
    }
  }

  private static void showMove(
      Visit visit, int status, OpportunityView found, String stage, Problems problems) {
    visit.show(
        status,
        "opportunity/move.jte",
        "Move " + found.displayName(),
        Section.OPPORTUNITIES,
        new MovePage(
            found,
            transitions(visit, found),
            stage,
            ImmutableMap.of("reason", visit.form("reason"), "competitor", visit.form("competitor")),
            CompetitorsCard.toLoseTo(visit, found.id()),
            problems));
  }

  private static List<Transition> transitions(Visit visit, OpportunityView found) {
    return visit.crm().opportunityQueries().transitions(found.id()).orElse(List.of());
  }

  /** The list as it is shown, all pages of it. */
  private static void export(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/opportunities", OpportunityListPage.FILTERS);
    CsvDownload.list(
        visit,
        "opportunities",
        visit.crm().opportunityQueries().fields(),
        OpportunityListPage.parameters(address, visit.actor().id()),
        EXPORTED,
        visit.crm().opportunityExport());
  }

  private static void list(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/opportunities", OpportunityListPage.FILTERS);
    OpportunityQueries queries = visit.crm().opportunityQueries();
    Listing.show(
        visit,
        address,
        queries.fields(),
        OpportunityListPage.parameters(address, visit.actor().id()),
        PAGE,
        queries::list,
        listing ->
            visit.show(
                listing.status(),
                "opportunity/list.jte",
                address.showsBin() ? "Deleted opportunities" : "Opportunities",
                Section.OPPORTUNITIES,
                new OpportunityListPage(
                    listing.address(),
                    listing.order(),
                    listing.items(),
                    listing.total(),
                    listing.next(),
                    pipelines(visit),
                    visit.owners(),
                    ProductFilter.of(visit, address.get("product")),
                    OpportunityWords.today(visit),
                    listing.problems())));
  }

  private static void show(Visit visit, int status, OpportunityView found, Problems problems) {
    show(
        visit,
        status,
        found,
        problems,
        LinesCard.of(visit, found.id()),
        CompetitorsCard.of(visit, found.id()));
  }

  static void show(
      Visit visit,
      int status,
      OpportunityView found,
      Problems problems,
      @Nullable LinesCard lines,
      @Nullable CompetitorsCard competitors) {
    Set<Action> reachable = visit.reaching(Feature.OPPORTUNITY, found.owner());
    visit.show(
        status,
        "opportunity/detail.jte",
        found.displayName(),
        Section.OPPORTUNITIES,
        new OpportunityPage(
            found,
            pipelines(visit),
            transitions(visit, found),
            visit.crm().opportunityQueries().canUndoMove(found.id()).equals(Outcome.done(true)),
            visit.crm().opportunityQueries().stays(found.id())
                    instanceof Outcome.Done<List<StageStay>>(var stays)
                ? visit.crm().pipelineAnalytics().timed(stays)
                : List.of(),
            reachable,
            visit.owners(),
            Sharing.of(visit, Opportunity.subjectOf(found.id()), reachable.contains(Action.ASSIGN)),
            lines,
            competitors,
            Origins.of(visit, Target.OPPORTUNITY, found.id().value()),
            RelatedTasks.of(
                visit, Opportunity.subjectOf(found.id()), !found.revision().isDeleted()),
            TargetPeople.of(visit, TargetKind.OPPORTUNITY, found.id().value()),
            visit.told(visit.crm().opportunityQueries().timeline(found.id(), null, HISTORY)),
            visit.form("text"),
            visit.now(),
            OpportunityWords.today(visit),
            problems));
  }

  static List<Pipeline> pipelines(Visit visit) {
    return visit.crm().pipelines().list().orElse(List.of());
  }

  /** Goes on with the opportunity of the address, or says that there is none. */
  static void onOpportunity(Visit visit, Consumer<OpportunityView> next) {
    visit.on(OpportunityId::new, visit.crm().opportunityQueries()::get, next);
  }

  private static Opportunities opportunities(Visit visit) {
    return visit.crm().opportunities();
  }
}
