package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.opportunity.PipelinePast.Changes;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
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
import org.jspecify.annotations.Nullable;

/** What changed in a pipeline. */
final class WaterfallPages {

  private static final int USUAL_DAYS = 30;

  private WaterfallPages() {}

  static void addTo(PageRoutes routes) {
    routes.get("/board/waterfall", WaterfallPages::show);
  }

  private static void show(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/board/waterfall", WaterfallPage.FILTERS);
    List<Pipeline> pipelines = OpportunityPages.pipelines(visit);
    Optional<Pipeline> pipeline =
        pipelines.stream()
            .filter(p ->
                address.get("pipeline").isEmpty()
                    || p.id().toString().equals(address.get("pipeline")))
            .findFirst();
    if (pipeline.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    LocalDate today = LocalDate.ofInstant(visit.now(), ZoneOffset.UTC);
    String from = or(address.get("from"), today.minusDays(USUAL_DAYS));
    String to = or(address.get("to"), today);
    ImmutableMap.Builder<String, String> asked = ImmutableMap.builder();
    for (String name : List.of("owner", "closeFrom", "closeTo", "amountMin", "amountMax")) {
      String value = address.get(name);
      if (!value.isEmpty()) {
        asked.put(name, value.equals("me") ? visit.actor().id().toString() : value);
      }
    }
    Outcome<Changes> changes =
        end(visit, "from", from)
            .then(first ->
                end(visit, "to", to)
                    .then(last ->
                        PastQuery.read(asked.buildOrThrow())
                            .then(wanted ->
                                visit
                                    .crm()
                                    .opportunityQueries()
                                    .past()
                                    .waterfall(pipeline.get().id(), first, last, wanted))));
    switch (changes) {
      case Outcome.Done<Changes>(var all) ->
          render(visit, 200, address, pipeline.get(), pipelines, from, to, all, List.of());
      case Outcome.Refused<Changes>(Invalid invalid) ->
          render(
              visit, 400, address, pipeline.get(), pipelines, from, to, null, invalid.violations());
      case Outcome.Refused<Changes> refused -> visit.with(refused, none -> {});
    }
  }

  private static String or(String text, LocalDate otherwise) {
    return text.isEmpty() ? otherwise.toString() : text;
  }

  /** The end of a day, or this moment while it lasts. */
  static Outcome<Instant> end(Visit visit, String field, String day) {
    try {
      Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      boolean isToday = day.equals(LocalDate.ofInstant(visit.now(), ZoneOffset.UTC).toString());
      return Outcome.done(isToday ? visit.now() : end);
    } catch (DateTimeException e) {
      return Outcome.refused(
          Invalid.of(Violation.at(field, "date-syntax", "A day is written as 2026-03-01.")));
    }
  }

  private static void render(
      Visit visit,
      int status,
      ListAddress address,
      Pipeline pipeline,
      List<Pipeline> pipelines,
      String from,
      String to,
      @Nullable Changes changes,
      List<Violation> problems) {
    visit.show(
        status,
        "opportunity/waterfall.jte",
        "What changed in " + pipeline.name(),
        Section.BOARD,
        new WaterfallPage(
            address, pipeline, pipelines, visit.owners(), from, to, changes, problems));
  }
}
