package dev.kith.crm.http.funnel;

import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.Teams;
import dev.kith.crm.application.funnel.PipelineAnalytics;
import dev.kith.crm.application.funnel.PipelineAnalytics.Ageing;
import dev.kith.crm.application.funnel.PipelineAnalytics.Paging;
import dev.kith.crm.application.funnel.PipelineAnalytics.Question;
import dev.kith.crm.application.funnel.PipelineAnalytics.Stuck;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Analytics of pipelines on pages. */
public final class PipelineAnalyticsPages {

  private static final int AT_ONCE = 25;

  private PipelineAnalyticsPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/pipelines/{id}/analytics", PipelineAnalyticsPages::show);
  }

  private static void show(Visit visit) {
    List<Pipeline> pipelines = visit.crm().pipelines().list().orElse(List.of());
    Optional<Pipeline> pipeline =
        visit
            .pathId()
            .map(PipelineId::new)
            .flatMap(id -> pipelines.stream().filter(p -> p.id().equals(id)).findFirst());
    if (pipeline.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    ListAddress address =
        ListAddress.of(
            visit, "/pipelines/" + pipeline.get().id() + "/analytics", AnalyticsPage.FILTERS);
    Metric metric = Metric.of(address.get("metric")).orElse(Metric.FUNNEL);
    Checks checks = new Checks();
    Question question = question(visit, checks, address);
    Cursor after = cursor(visit, checks, address.get("cursor"));
    Outcome<Object> figures =
        checks
            .orRefuse(() -> question)
            .then(good -> figures(visit, pipeline.get(), metric, good, new Paging(after, AT_ONCE)));
    switch (figures) {
      case Outcome.Done<Object>(var found) ->
          render(visit, 200, address, pipeline.get(), pipelines, metric, found, List.of());
      case Outcome.Refused<Object>(Invalid invalid) ->
          render(
              visit, 400, address, pipeline.get(), pipelines, metric, null, invalid.violations());
      case Outcome.Refused<Object> refused -> visit.with(refused, none -> {});
    }
  }

  private static Outcome<Object> figures(
      Visit visit, Pipeline pipeline, Metric metric, Question question, Paging paging) {
    PipelineAnalytics analytics = visit.crm().pipelineAnalytics();
    PipelineId id = pipeline.id();
    return switch (metric) {
      case FUNNEL -> analytics.funnel(id, question).map(found -> found);
      case CONVERSION_MATRIX -> analytics.matrix(id, question).map(found -> found);
      case VELOCITY -> analytics.velocity(id, question).map(found -> found);
      case AGEING -> analytics.ageing(id, question, paging).map(found -> found);
      case STUCK -> analytics.stuck(id, question, paging).map(found -> found);
      case PUSH_COUNT -> analytics.pushes(id, question).map(found -> found);
      case LEAKAGE -> analytics.leakage(id, question).map(found -> found);
      case COMPETITION -> analytics.competition(id, question).map(found -> found);
    };
  }

  private static Question question(Visit visit, Checks checks, ListAddress address) {
    LocalDate from = day(checks, "from", address.get("from"));
    LocalDate to = day(checks, "to", address.get("to"));
    String owner = address.get("owner");
    UUID ownerId =
        owner.equals("me") ? visit.actor().id().value() : ShapeCheck.uuid(owner).orElse(null);
    if (!owner.isEmpty() && ownerId == null) {
      checks.add("owner", "uuid-syntax", "There is nobody of this name.");
    }
    String team = address.get("team");
    return new Question(
        from == null ? null : begin(from),
        to == null ? null : begin(to.plusDays(1)),
        ownerId == null ? null : new UserId(ownerId),
        // What is no id is the id of no team.
        team.isEmpty() ? null : new TeamId(ShapeCheck.uuid(team).orElse(new UUID(0, 0))),
        address.get("currency").isEmpty() ? null : address.get("currency"));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static @Nullable LocalDate day(Checks checks, String field, String text) {
    try {
      LocalDate day = text.isEmpty() ? null : LocalDate.parse(text);
      if (day != null && (day.getYear() < 1970 || day.getYear() > 2199)) {
        checks.add(field, "out-of-range", "A day lies between 1970 and 2199.");
        return null;
      }
      return day;
    } catch (DateTimeException e) {
      checks.add(field, "date-syntax", "A day is written as 2026-03-01.");
      return null;
    }
  }

  private static @Nullable Cursor cursor(Visit visit, Checks checks, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (Cursors.read(text, PipelineAnalytics.BY_DUE, visit.wholeCrm().signingKey())) {
      case Outcome.Done<Cursor>(var cursor) -> cursor;
      case Outcome.Refused<Cursor>(var refusal) -> {
        checks.addAll(refusal.violations());
        yield null;
      }
    };
  }

  private static @Nullable String next(Visit visit, ListAddress address, @Nullable Object figures) {
    byte[] key = visit.wholeCrm().signingKey();
    String cursor =
        switch (figures) {
          case Ageing ageing -> WaitingJson.next(ageing.opportunities(), key);
          case Stuck stuck -> WaitingJson.next(stuck.opportunities(), key);
          case null, default -> null;
        };
    return cursor == null ? null : address.at(cursor).href();
  }

  private static void render(
      Visit visit,
      int status,
      ListAddress address,
      Pipeline pipeline,
      List<Pipeline> pipelines,
      Metric metric,
      @Nullable Object figures,
      List<Violation> problems) {
    Teams teams = visit.crm().teams();
    visit.show(
        status,
        "funnel/analytics.jte",
        metric.title() + " of " + pipeline.name(),
        Section.BOARD,
        new AnalyticsPage(
            address,
            pipeline,
            pipelines,
            metric,
            visit.owners(),
            teams.list(ListQuery.all(teams.fields()).limitedTo(ListQuery.LARGEST_LIMIT))
                    instanceof Outcome.Done<Page<TeamView>>(var page)
                ? page.items()
                : List.of(),
            figures,
            next(visit, address, figures),
            problems));
  }
}
