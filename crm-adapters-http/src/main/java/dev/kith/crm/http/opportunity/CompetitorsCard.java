package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.FormRows;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.RetirableList;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who bids for the same opportunity, to be looked at and written down anew.
 *
 * @param rows of the form, blank ones for who is to come at the end
 * @param version of the opportunity that was read
 * @param offered names of those that can be newly named
 * @param problems of the form, each at its field
 */
record CompetitorsCard(
    CompetitorsView view, List<Row> rows, long version, List<String> offered, Problems problems) {

  private static final int BLANK_ROWS = 2;

  /** By the parts of an entry. */
  private static final Map<String, String> FIELDS =
      Map.of("competitor", "rival", "note", "rivalNote");

  /** What stands in one row of the form. */
  record Row(String rival, String threat, String note) {

    static final Row BLANK = new Row("", "", "");

    static Row of(CompetitorsView.Entry entry) {
      Threat threat = entry.threat();
      return new Row(
          entry.name(),
          threat == null ? "" : threat.name(),
          entry.note() == null ? "" : entry.note());
    }

    CompetitorsDraft.Entry draft() {
      return new CompetitorsDraft.Entry(rival, threat, note);
    }
  }

  CompetitorsCard {
    rows = ImmutableList.copyOf(rows);
    offered = ImmutableList.copyOf(offered);
  }

  /** As they are; null where the opportunity went away meanwhile, or they are hidden. */
  static @Nullable CompetitorsCard of(Visit visit, OpportunityId id) {
    return visit.crm().opportunityCompetitors().of(id)
                instanceof Outcome.Done<CompetitorsView>(var view)
            && !view.isHidden()
        ? new CompetitorsCard(
            view,
            withBlanks(view.competitors().stream().map(Row::of).toList()),
            view.version(),
            offered(visit),
            Problems.NONE)
        : null;
  }

  /** As they were sent, with what is wrong with them. */
  CompetitorsCard sent(List<Row> sent, long seen, Problems wrong) {
    return new CompetitorsCard(view, withBlanks(sent), seen, offered, wrong);
  }

  /** The rows of the form that name somebody. */
  static List<Row> sent(Visit visit) {
    return FormRows.sent(
            visit,
            "rival",
            row -> new Row(row.apply("rival"), row.apply("threat"), row.apply("rivalNote")))
        .stream()
        .filter(row -> !row.rival().isBlank())
        .toList();
  }

  /** Each problem at the field of its row. */
  static Problems problems(Refusal refusal) {
    return Problems.of(refusal, pointer -> FormRows.field(pointer, "competitors", FIELDS));
  }

  private static List<Row> withBlanks(List<Row> rows) {
    return FormRows.withBlanks(rows, Row.BLANK, BLANK_ROWS, CompetitorsDraft.MOST);
  }

  /** None for somebody who may not look at the catalogue. */
  static List<String> offered(Visit visit) {
    return visit.crm().competitors().list(RetirableList.active(CompetitorView.CATALOGUE))
            instanceof Outcome.Done<Page<CompetitorView>>(var page)
        ? page.items().stream().map(CompetitorView::name).toList()
        : List.of();
  }

  /** Names of those to whom it can be lost: first those that bid for it. */
  static List<String> toLoseTo(Visit visit, OpportunityId id) {
    CompetitorsCard card = of(visit, id);
    return card == null
        ? offered(visit)
        : Stream.concat(
                card.view().competitors().stream().map(CompetitorsView.Entry::name),
                card.offered().stream())
            .distinct()
            .toList();
  }

  static String badge(Threat threat) {
    return switch (threat) {
      case LOW -> "";
      case MEDIUM -> "warn";
      case HIGH -> "bad";
    };
  }
}
