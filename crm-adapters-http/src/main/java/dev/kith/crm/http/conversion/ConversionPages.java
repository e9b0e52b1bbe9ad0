package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.conversion.Blocker;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.ConversionRefusal.UndoBlocked;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.RecordAddress;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What became of leads, as people read it, and undoing it. */
public final class ConversionPages {

  private static final int PAGE = 50;

  private ConversionPages() {}

  /** One conversion in the log. */
  record Row(Conversion conversion, String lead, List<Records.Named> records) {
    Row {
      records = ImmutableList.copyOf(records);
    }
  }

  /**
   * @param next where the next page begins; null if there is none
   */
  record Log(List<Row> rows, @Nullable UUID next) {
    Log {
      rows = ImmutableList.copyOf(rows);
    }
  }

  /** Something that keeps a conversion from being undone. */
  record Obstacle(String words, @Nullable String href) {}

  /**
   * @param mayUndo whether the person may, as far as can be told before
   */
  record Result(
      Conversion conversion,
      String lead,
      List<Records.Named> records,
      boolean mayUndo,
      List<Obstacle> blockers,
      Problems problems) {
    Result {
      records = ImmutableList.copyOf(records);
      blockers = ImmutableList.copyOf(blockers);
    }
  }

  public static void addTo(PageRoutes routes) {
    ConvertPages.addTo(routes);
    // Before the pages of one conversion: addresses are tried in order.
    BatchPages.addTo(routes);
    AnalyticsPages.addTo(routes);
    MappingPages.addTo(routes);
    routes.get("/conversions", ConversionPages::list);
    routes.get("/conversions/{id}", visit -> on(visit, found -> show(visit, 200, found, null)));
    routes.post("/conversions/{id}/undo", visit -> on(visit, found -> undo(visit, found)));
  }

  private static void list(Visit visit) {
    visit.with(
        visit
            .crm()
            .conversions()
            .list(Which.ALL, visit.queryId("after").map(ConversionId::new).orElse(null), PAGE + 1),
        found ->
            visit.show(
                "conversion/list.jte",
                "Conversions",
                Section.CONVERSIONS,
                new Log(
                    found.stream().limit(PAGE).map(one -> row(visit, one)).toList(),
                    found.size() > PAGE ? found.get(PAGE - 1).id().value() : null)));
  }

  private static Row row(Visit visit, Conversion conversion) {
    return new Row(
        conversion, Records.lead(visit, conversion.lead()), Records.of(visit, conversion));
  }

  private static void on(Visit visit, Consumer<Conversion> next) {
    visit.on(ConversionId::new, visit.crm().conversions()::get, next);
  }

  private static void show(
      Visit visit, int status, Conversion conversion, @Nullable Refusal refusal) {
    String lead = Records.lead(visit, conversion.lead());
    visit.show(
        status,
        "conversion/detail.jte",
        "Conversion of " + lead,
        Section.CONVERSIONS,
        new Result(
            conversion,
            lead,
            Records.of(visit, conversion),
            visit.reaching(Feature.LEAD, conversion.owner()).contains(Action.EDIT),
            refusal instanceof UndoBlocked(var blockers)
                ? blockers.stream().map(ConversionPages::obstacle).toList()
                : List.of(),
            refusal == null ? Problems.NONE : Problems.of(refusal)));
  }

  private static Obstacle obstacle(Blocker blocker) {
    String words = blocker.code().words();
    return new Obstacle(
        Character.toUpperCase(words.charAt(0)) + words.substring(1),
        blocker.id() == null
            ? null
            : RecordAddress.collection(blocker.type()) + "/" + blocker.id());
  }

  private static void undo(Visit visit, Conversion conversion) {
    switch (visit.crm().conversions().undo(conversion.id())) {
      case Outcome.Done<Conversion> d ->
          visit.go("/conversions/" + conversion.id(), Notice.CONVERSION_UNDONE);
      case Outcome.Refused<Conversion>(var refusal) ->
          show(visit, Visit.statusOf(refusal), conversion, refusal);
    }
  }
}
