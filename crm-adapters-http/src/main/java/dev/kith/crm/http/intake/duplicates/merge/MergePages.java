package dev.kith.crm.http.intake.duplicates.merge;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Comparing leads side by side, merging them, and undoing that. */
public final class MergePages {

  private static final String PICK = "pick.";
  private static final String VERSION = "version.";

  private MergePages() {}

  /**
   * A merge and what it was about.
   *
   * @param losers names of the leads that became part of the winner
   * @param mayUndo whether the person may undo it, as far as can be told before
   */
  record Result(
      Merge merge, String winner, List<String> losers, boolean mayUndo, Problems problems) {
    Result {
      losers = List.copyOf(losers);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        "/leads/{id}/merge",
        visit -> compare(visit, 200, ids(visit.ctx().queryParams("with")), Problems.NONE));
    routes.post("/leads/{id}/merge", MergePages::merge);
    routes.get("/merges/{id}", visit -> result(visit, 200, Problems.NONE));
    routes.post("/merges/{id}/undo", MergePages::undo);
  }

  private static List<UUID> ids(List<String> texts) {
    return texts.stream().flatMap(text -> ShapeCheck.uuid(text).stream()).distinct().toList();
  }

  private static void compare(Visit visit, int status, List<UUID> others, Problems problems) {
    List<LeadView> leads = new ArrayList<>();
    List<UUID> all = new ArrayList<>(visit.pathId().stream().toList());
    all.addAll(others);
    for (UUID id : all) {
      switch (visit.crm().leadQueries().get(new LeadId(id))) {
        case Outcome.Done<LeadView>(var lead) -> leads.add(lead);
        case Outcome.Refused<LeadView>(var refusal) -> {
          visit.refuse(refusal);
          return;
        }
      }
    }
    if (leads.size() < 2 || leads.stream().distinct().count() < leads.size()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    visit.show(
        status,
        "intake/duplicates/merge/compare.jte",
        "Compare and merge",
        Section.LEADS,
        MergePage.of(
            leads, visit.actor().grants().maskedFieldsOf(Feature.LEAD), visit.form(), problems));
  }

  private static void merge(Visit visit) {
    Optional<UUID> winner = visit.pathId();
    if (winner.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    Map<String, LeadId> picks = new LinkedHashMap<>();
    Map<LeadId, Long> versions = new LinkedHashMap<>();
    visit
        .form()
        .forEach((name, value) -> {
          if (name.startsWith(PICK)) {
            ShapeCheck.uuid(value)
                .ifPresent(id -> picks.put(name.substring(PICK.length()), new LeadId(id)));
          }
          if (name.startsWith(VERSION)) {
            ShapeCheck.uuid(name.substring(VERSION.length()))
                .ifPresent(
                    id -> visit.number(name).ifPresent(v -> versions.put(new LeadId(id), v)));
          }
        });
    List<UUID> others = visit.formIds("with");
    LeadId stays = new LeadId(winner.get());
    Long expected = versions.remove(stays);
    Workspace crm = expected == null ? visit.crm() : visit.crm().expecting(expected);
    Outcome<Merge> merged =
        crm.merges()
            .merge(
                new Merges.Command(
                    stays, others.stream().map(LeadId::new).toList(), picks, versions));
    switch (merged) {
      case Outcome.Done<Merge>(var merge) -> visit.go("/merges/" + merge.id(), Notice.LEADS_MERGED);
      case Outcome.Refused<Merge>(var refusal) ->
          compare(visit, Visit.statusOf(refusal), others, Problems.of(refusal));
    }
  }

  private static void result(Visit visit, int status, Problems problems) {
    visit
        .pathId()
        .ifPresentOrElse(
            id ->
                visit.with(
                    visit.crm().merges().get(new MergeId(id)),
                    merge ->
                        visit.show(
                            status,
                            "intake/duplicates/merge/result.jte",
                            "Merge",
                            Section.LEADS,
                            new Result(
                                merge,
                                name(visit, merge.winner()),
                                merge.losers().stream().map(l -> name(visit, l)).toList(),
                                visit.actor().may(new Permission(Feature.DUPLICATE, Action.EDIT)),
                                problems))),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static String name(Visit visit, LeadId lead) {
    return visit.crm().leadQueries().get(lead) instanceof Outcome.Done<LeadView>(var view)
        ? view.displayName()
        : "A lead that you may not see";
  }

  private static void undo(Visit visit) {
    Outcome<Merge> undone =
        visit
            .pathId()
            .map(id -> visit.crm().merges().undo(new MergeId(id)))
            .orElseGet(() -> visit.crm().merges().get(new MergeId(new UUID(0, 0))));
    switch (undone) {
      case Outcome.Done<Merge>(var merge) -> visit.go("/merges/" + merge.id(), Notice.MERGE_UNDONE);
      case Outcome.Refused<Merge>(var refusal) ->
          result(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }
}
