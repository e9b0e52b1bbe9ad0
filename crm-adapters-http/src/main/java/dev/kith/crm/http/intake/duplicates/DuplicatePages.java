package dev.kith.crm.http.intake.duplicates;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The leads that look like a lead, and what somebody says of them. */
public final class DuplicatePages {

  private DuplicatePages() {}

  /**
   * What looks like a lead.
   *
   * @param distinct those that were told apart from it
   * @param mayTell whether the person may say that two are not the same
   */
  record Alike(LeadView lead, DuplicateCheck check, List<Distinct> distinct, boolean mayTell) {
    Alike {
      distinct = ImmutableList.copyOf(distinct);
    }
  }

  /** A lead that was told apart from the one of the page. */
  record Distinct(DistinctPair pair, LeadView other) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/leads/{id}/duplicates", visit -> onLead(visit, lead -> show(visit, lead)));
    routes.post(
        "/leads/{id}/duplicates/distinct",
        visit ->
            onLead(
                visit,
                lead ->
                    id(visit, "other")
                        .ifPresentOrElse(
                            other -> tellApart(visit, lead, new LeadId(other)),
                            () -> visit.error(ErrorPage.NOT_FOUND))));
    routes.post(
        "/leads/{id}/duplicates/take-back",
        visit ->
            onLead(
                visit,
                lead ->
                    id(visit, "pair")
                        .ifPresentOrElse(
                            pair -> takeBack(visit, lead, new DistinctPairId(pair)),
                            () -> visit.error(ErrorPage.NOT_FOUND))));
  }

  private static void show(Visit visit, LeadView lead) {
    visit.with(
        visit.crm().duplicates().check(lead.id()),
        check ->
            visit.show(
                "intake/duplicates/alike.jte",
                "Duplicates of " + lead.displayName(),
                Section.LEADS,
                new Alike(
                    lead,
                    check,
                    distinct(visit, lead),
                    visit.actor().may(new Permission(Feature.DUPLICATE, Action.EDIT)))));
  }

  private static List<Distinct> distinct(Visit visit, LeadView lead) {
    List<DistinctPair> pairs = visit.crm().duplicates().toldApart(lead.id()).orElse(List.of());
    return pairs.stream()
        .flatMap(pair ->
            visit.crm().leadQueries().get(new LeadId(pair.otherThan(lead.id().value())))
                    instanceof Outcome.Done<LeadView>(var other)
                ? Stream.of(new Distinct(pair, other))
                : Stream.empty())
        .toList();
  }

  private static void tellApart(Visit visit, LeadView lead, LeadId other) {
    visit.with(
        visit.crm().duplicates().tellApart(lead.id(), other),
        pair -> visit.go("/leads/" + lead.id() + "/duplicates", Notice.TOLD_APART));
  }

  private static void takeBack(Visit visit, LeadView lead, DistinctPairId pair) {
    visit.with(
        visit.crm().duplicates().takeBack(pair),
        taken -> visit.go("/leads/" + lead.id() + "/duplicates", Notice.DISTINCT_TAKEN_BACK));
  }

  private static void onLead(Visit visit, Consumer<LeadView> next) {
    visit.on(LeadId::new, visit.crm().leadQueries()::get, next);
  }

  private static Optional<UUID> id(Visit visit, String field) {
    return visit.formIds(field).stream().findFirst();
  }
}
