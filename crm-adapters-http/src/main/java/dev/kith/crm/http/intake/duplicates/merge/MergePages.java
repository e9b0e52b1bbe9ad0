package dev.kith.crm.http.intake.duplicates.merge;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.intake.duplicates.merge.MergedKind.Side;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Comparing records of one kind side by side, merging them, and undoing that. */
public final class MergePages {

  private static final String VERSION = "version.";

  private MergePages() {}

  /**
   * A merge and what it was about.
   *
   * @param losers names of the records that became part of the winner
   * @param mayUndo whether the person may undo it, as far as can be told before
   */
  record Result(
      MergedKind kind,
      Merge merge,
      String winner,
      List<String> losers,
      boolean mayUndo,
      Problems problems) {
    Result {
      losers = List.copyOf(losers);
    }
  }

  public static void addTo(PageRoutes routes) {
    for (MergeKind kind : MergeKind.values()) {
      String path = "/" + kind.code() + "s/{id}/merge";
      MergedKind records = MergedKind.of(kind);
      routes.get(
          path,
          visit ->
              compare(visit, records, 200, ids(visit.ctx().queryParams("with")), Problems.NONE));
      routes.post(path, visit -> merge(visit, records));
    }
    routes.get("/merges/{id}", visit -> result(visit, 200, Problems.NONE));
    routes.post("/merges/{id}/undo", MergePages::undo);
  }

  private static List<UUID> ids(List<String> texts) {
    return texts.stream().flatMap(text -> ShapeCheck.uuid(text).stream()).distinct().toList();
  }

  private static void compare(
      Visit visit, MergedKind records, int status, List<UUID> others, Problems problems) {
    List<Side> sides = new ArrayList<>();
    List<UUID> all = new ArrayList<>(visit.pathId().stream().toList());
    all.addAll(others);
    for (UUID id : all) {
      switch (records.read().apply(visit, id)) {
        case Outcome.Done<Side>(var side) -> sides.add(side);
        case Outcome.Refused<Side>(var refusal) -> {
          visit.refuse(refusal);
          return;
        }
      }
    }
    if (sides.size() < 2 || sides.stream().distinct().count() < sides.size()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    visit.show(
        status,
        "intake/duplicates/merge/compare.jte",
        "Compare and merge",
        records.section(),
        MergePage.of(
            records,
            sides,
            records.fieldsFor(visit),
            records.showsOwners(visit),
            visit.form(),
            problems));
  }

  private static void merge(Visit visit, MergedKind records) {
    Optional<UUID> winner = visit.pathId();
    if (winner.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    Map<String, UUID> picks = new LinkedHashMap<>();
    Map<UUID, Long> versions = new LinkedHashMap<>();
    visit
        .form()
        .forEach((name, value) -> {
          if (name.startsWith(MergePage.PICK)) {
            ShapeCheck.uuid(value)
                .ifPresent(id -> picks.put(name.substring(MergePage.PICK.length()), id));
          }
          if (name.startsWith(VERSION)) {
            ShapeCheck.uuid(name.substring(VERSION.length()))
                .ifPresent(id -> visit.number(name).ifPresent(v -> versions.put(id, v)));
          }
        });
    List<UUID> others = visit.formIds("with");
    Long expected = versions.remove(winner.get());
    versions.keySet().retainAll(others);
    Workspace crm = expected == null ? visit.crm() : visit.crm().expecting(expected);
    Outcome<Merge> merged =
        crm.merges()
            .merge(new Merges.Command(records.kind(), winner.get(), others, picks, versions));
    switch (merged) {
      case Outcome.Done<Merge>(var merge) -> visit.go("/merges/" + merge.id(), Notice.MERGED);
      case Outcome.Refused<Merge>(var refusal) ->
          compare(visit, records, Visit.statusOf(refusal), others, Problems.of(refusal));
    }
  }

  private static void result(Visit visit, int status, Problems problems) {
    visit
        .pathId()
        .ifPresentOrElse(
            id ->
                visit.with(
                    visit.crm().merges().get(new MergeId(id)),
                    merge -> result(visit, status, merge, problems)),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static void result(Visit visit, int status, Merge merge, Problems problems) {
    MergedKind records = MergedKind.of(merge.kind());
    visit.show(
        status,
        "intake/duplicates/merge/result.jte",
        "Merge",
        records.section(),
        new Result(
            records,
            merge,
            name(visit, records, merge.winner()),
            merge.losers().stream().map(loser -> name(visit, records, loser)).toList(),
            visit.actor().may(new Permission(Feature.DUPLICATE, Action.EDIT)),
            problems));
  }

  private static String name(Visit visit, MergedKind records, UUID record) {
    return records.read().apply(visit, record) instanceof Outcome.Done<Side>(var side)
        ? side.name()
        : "One that you may not see";
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
