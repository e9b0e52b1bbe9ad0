package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern PLACE = Pattern.compile("/competitors/(\\d+)/(\\w+)");

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
    List<String> rivals = visit.ctx().formParams("rival");
    List<String> threats = visit.ctx().formParams("threat");
    List<String> notes = visit.ctx().formParams("rivalNote");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < rivals.size(); i++) {
      Row row = new Row(rivals.get(i), at(threats, i), at(notes, i));
      if (!row.rival().isBlank()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static String at(List<String> texts, int i) {
    return i < texts.size() ? texts.get(i) : "";
  }

  /** Each problem at the field of its row. */
  static Problems problems(Refusal refusal) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<String> general = new ArrayList<>();
    for (Violation violation : refusal.violations()) {
      Matcher place = PLACE.matcher(violation.pointer());
      if (place.matches()) {
        String field =
            switch (place.group(2)) {
              case "competitor" -> "rival";
              case "note" -> "rivalNote";
              case String other -> other;
            };
        fields
            .computeIfAbsent(field + "-" + place.group(1), f -> new ArrayList<>())
            .add(violation.message());
      } else {
        general.add(violation.message());
      }
    }
    if (refusal.violations().isEmpty()) {
      general.add(refusal.detail());
    }
    return new Problems(fields, general);
  }

  private static List<Row> withBlanks(List<Row> rows) {
    ImmutableList.Builder<Row> all = ImmutableList.<Row>builder().addAll(rows);
    for (int i = 0; i < Math.min(BLANK_ROWS, CompetitorsDraft.MOST - rows.size()); i++) {
      all.add(Row.BLANK);
    }
    return all.build();
  }

  /** None for somebody who may not look at the catalogue. */
  static List<String> offered(Visit visit) {
    ListQuery active =
        ListQuery.all(CompetitorView.CATALOGUE)
            .where(new Filter.Compare("active", Filter.Op.EQ, List.of(true)))
            .limitedTo(ListQuery.LARGEST_LIMIT);
    return visit.crm().competitors().list(active)
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
