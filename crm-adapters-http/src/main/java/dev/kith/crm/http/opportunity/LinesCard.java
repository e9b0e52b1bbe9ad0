package dev.kith.crm.http.opportunity;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.FormRows;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.RetirableList;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an opportunity is made up of, to be looked at and written down anew.
 *
 * @param rows of the form, blank ones for what is to come at the end
 * @param settingAmount whether the amount is to become the sum
 * @param version of the opportunity that was read
 * @param offered products that are sold, by their keys
 * @param problems of the form, each at its field
 */
record LinesCard(
    LinesView lines,
    List<Row> rows,
    boolean settingAmount,
    long version,
    Map<String, String> offered,
    Problems problems) {

  private static final int BLANK_ROWS = 3;

  /**
   * @param was key of the product of a line that is there already; empty for another
   */
  record Row(String was, String sku, String quantity, String unitPrice, String discount) {

    static final Row BLANK = new Row("", "", "", "", "");

    static Row of(LinesView.Line line) {
      Money price = line.unitPrice();
      return new Row(
          line.sku(),
          line.sku(),
          line.quantity().toPlainString(),
          price == null ? "" : price.amount().toPlainString(),
          line.discount().signum() == 0 ? "" : line.discount().toPlainString());
    }

    /** Nothing stands in it, or its product has been taken out of a line that was there. */
    boolean isLeftOut() {
      return sku.isBlank() && (!was.isEmpty() || (quantity + unitPrice + discount).isBlank());
    }

    LinesDraft.Line draft() {
      return new LinesDraft.Line(null, sku, quantity, unitPrice, discount);
    }
  }

  LinesCard {
    rows = ImmutableList.copyOf(rows);
    offered = ImmutableMap.copyOf(offered);
  }

  /** As they are; null where the opportunity went away meanwhile. */
  static @Nullable LinesCard of(Visit visit, OpportunityId id) {
    return visit.crm().opportunityLines().of(id) instanceof Outcome.Done<LinesView>(var lines)
        ? new LinesCard(
            lines,
            withBlanks(lines.lines().stream().map(Row::of).toList()),
            false,
            lines.version(),
            offered(visit),
            Problems.NONE)
        : null;
  }

  /** As they were sent, with what is wrong with them. */
  LinesCard sent(List<Row> sent, boolean setting, long seen, Problems wrong) {
    return new LinesCard(lines, withBlanks(sent), setting, seen, offered, wrong);
  }

  /** The rows of the form that say something. */
  static List<Row> sent(Visit visit) {
    return FormRows.sent(
            visit,
            "sku",
            row ->
                new Row(
                    row.apply("was"),
                    row.apply("sku"),
                    row.apply("quantity"),
                    row.apply("unitPrice"),
                    row.apply("discount")))
        .stream()
        .filter(row -> !row.isLeftOut())
        .toList();
  }

  /** Each problem at the field of its row. */
  static Problems problems(Refusal refusal) {
    return Problems.of(
        refusal, pointer -> FormRows.field(pointer, "lines", Map.of("product", "sku")));
  }

  private static List<Row> withBlanks(List<Row> rows) {
    return FormRows.withBlanks(rows, Row.BLANK, BLANK_ROWS, LinesDraft.MOST_LINES);
  }

  /** Names by key; none for somebody who may not look at the catalogue. */
  private static Map<String, String> offered(Visit visit) {
    return visit.crm().products().list(RetirableList.active(ProductView.CATALOGUE))
            instanceof Outcome.Done<Page<ProductView>>(var page)
        ? page.items().stream().collect(toImmutableMap(ProductView::sku, ProductView::name))
        : Map.of();
  }

  /** Whether the prices of lines may be seen, and so be written down anew. */
  boolean isOpenToWriting() {
    return lines.currency() != null;
  }

  /** What the amount of the opportunity is more or less than its lines; empty if it is the same. */
  String difference() {
    Money difference = lines.difference();
    if (difference == null || difference.isZero() || lines.lines().isEmpty()) {
      return "";
    }
    return difference.isNegative()
        ? "The amount is " + Words.money(List.of(difference.negated())) + " less than its lines."
        : "The amount is " + Words.money(List.of(difference)) + " more than its lines.";
  }

  /** Whether the lines are in another currency than the amount, so that nothing compares them. */
  boolean isInOtherCurrency() {
    Money sum = lines.sum();
    Money amount = lines.amount();
    return sum != null
        && amount != null
        && !lines.lines().isEmpty()
        && !sum.currency().equals(amount.currency());
  }
}
