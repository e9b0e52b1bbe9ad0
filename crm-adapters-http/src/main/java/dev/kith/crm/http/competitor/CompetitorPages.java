package dev.kith.crm.http.competitor;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.competitor.CompetitorUse;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.competitor.Competitors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.RetirableList;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The catalogue of competitors, to be looked at or edited. */
public final class CompetitorPages {

  private static final String PATH = "/competitors";

  private CompetitorPages() {}

  /**
   * @param view as it is; null for one that is to be added
   * @param form as it is written
   * @param version that was read
   * @param met how many opportunities it meets; null for whoever may not see
   * @param others what the others are called, for one to be merged into this one
   * @param loser as somebody named it
   */
  record CompetitorPage(
      @Nullable CompetitorView view,
      CompetitorDraft form,
      long version,
      boolean changeable,
      CompetitorUse.@Nullable Met met,
      List<String> others,
      String loser,
      Problems problems) {

    CompetitorPage {
      others = ImmutableList.copyOf(others);
    }

    String action() {
      return view == null ? PATH : PATH + "/" + view.id();
    }

    boolean isRetired() {
      return view != null && !view.active();
    }

    static String text(@Nullable String text) {
      return Objects.requireNonNullElse(text, "");
    }
  }

  /** A website as people say it, without its scheme. */
  static String host(String website) {
    return website.substring(website.indexOf("//") + 2);
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, CompetitorPages::list);
    routes.get(
        PATH + "/new",
        visit -> show(visit, 200, null, CompetitorDraft.of(visit.query("name")), 0, Problems.NONE));
    routes.post(PATH, visit -> save(visit, null));
    routes.get(
        PATH + "/{id}",
        visit ->
            onCompetitor(
                visit,
                view -> {
                  if (view.mergedInto() != null) {
                    visit.moved(PATH + "/" + competitors(visit).standsFor(view));
                    return;
                  }
                  show(
                      visit,
                      200,
                      view,
                      new CompetitorDraft(view.name(), view.website(), view.note()),
                      view.revision().version(),
                      Problems.NONE);
                }));
    routes.post(PATH + "/{id}", visit -> onCompetitor(visit, view -> save(visit, view)));
    routes.post(PATH + "/{id}/merge", visit -> onCompetitor(visit, view -> merge(visit, view)));
    routes.post(
        PATH + "/{id}/retire",
        visit ->
            onCompetitor(
                visit,
                view ->
                    visit.with(
                        competitors(visit).retire(view.id()),
                        done -> visit.go(PATH + "/" + view.id(), Notice.COMPETITOR_RETIRED))));
    routes.post(
        PATH + "/{id}/reinstate",
        visit ->
            onCompetitor(
                visit,
                view ->
                    visit.with(
                        competitors(visit).reinstate(view.id()),
                        done -> visit.go(PATH + "/" + view.id(), Notice.COMPETITOR_REINSTATED))));
  }

  private static void merge(Visit visit, CompetitorView view) {
    String loser = Objects.requireNonNullElse(visit.form("loser"), "");
    switch (visit
        .crm()
        .expecting(visit.number("version").orElse(0L))
        .competitors()
        .merge(view.id(), loser)) {
      case Outcome.Done<Competitor>(var competitor) ->
          visit.go(PATH + "/" + competitor.id(), Notice.COMPETITORS_MERGED);
      case Outcome.Refused<Competitor>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              view,
              new CompetitorDraft(view.name(), view.website(), view.note()),
              view.revision().version(),
              Problems.of(refusal),
              loser);
    }
  }

  /** What the first other competitors are called, the retired ones included. */
  private static List<String> others(Visit visit, @Nullable CompetitorView view) {
    return view != null
            && mayChange(visit)
            && competitors(visit)
                    .list(
                        ListQuery.all(CompetitorView.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT))
                instanceof Outcome.Done<Page<CompetitorView>>(var page)
        ? page.items().stream()
            .filter(other -> !other.id().equals(view.id()))
            .map(CompetitorView::name)
            .toList()
        : List.of();
  }

  private static void list(Visit visit) {
    visit.with(
        RetirableList.query(visit, CompetitorView.CATALOGUE)
            .then(query -> competitors(visit).list(query)),
        page ->
            visit.show(
                200,
                "competitor/competitors.jte",
                "Competitors",
                Section.COMPETITORS,
                RetirableList.of(visit, page, CompetitorView.CATALOGUE, mayChange(visit))));
  }

  private static void save(Visit visit, @Nullable CompetitorView view) {
    CompetitorDraft form =
        new CompetitorDraft(visit.form("name"), visit.form("website"), visit.form("note"));
    long version = visit.number("version").orElse(0L);
    Outcome<Competitor> saved =
        view == null
            ? competitors(visit).add(form)
            : visit.crm().expecting(version).competitors().edit(view.id(), form);
    SavedForm.answer(
        saved,
        version,
        competitor -> visit.go(PATH + "/" + competitor.id(), Notice.COMPETITOR_SAVED),
        "Somebody changed the competitor meanwhile. Save again to replace that.",
        Problems::of,
        (status, seen, problems) -> show(visit, status, view, form, seen, problems));
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable CompetitorView view,
      CompetitorDraft form,
      long version,
      Problems problems) {
    show(visit, status, view, form, version, problems, "");
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable CompetitorView view,
      CompetitorDraft form,
      long version,
      Problems problems,
      String loser) {
    if (view == null && !mayChange(visit)) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    visit.show(
        status,
        "competitor/competitor.jte",
        view == null ? "New competitor" : view.name(),
        Section.COMPETITORS,
        new CompetitorPage(
            view,
            form,
            version,
            mayChange(visit),
            view != null
                    && competitors(visit).met(view.id())
                        instanceof Outcome.Done<CompetitorUse.Met>(var met)
                ? met
                : null,
            others(visit, view),
            loser,
            problems));
  }

  private static void onCompetitor(Visit visit, Consumer<CompetitorView> next) {
    visit.on(CompetitorId::new, competitors(visit)::get, next);
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.COMPETITOR);
  }

  private static Competitors competitors(Visit visit) {
    return visit.crm().competitors();
  }
}
