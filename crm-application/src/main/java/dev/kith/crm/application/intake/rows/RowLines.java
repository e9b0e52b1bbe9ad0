package dev.kith.crm.application.intake.rows;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.application.opportunity.OpportunityLines;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.opportunity.LineList;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What rows say that their opportunities are made up of: one product of the catalogue each, sold
 * still or no more, for a file tells what was agreed on elsewhere. The amount of the opportunity
 * stays what the row says.
 *
 * <p>A product that is among the lines already is no second line.
 *
 * @param usual the currency of lines where a row says none
 * @param every what every row says: without a product it says nothing
 */
record RowLines(
    ProductLookup products,
    OpportunityLines lines,
    OpportunityStore store,
    Supplier<Currency> usual,
    Map<String, String> every) {

  static final String PRODUCT = "product";
  static final String UNIT_PRICE = "unitPrice";
  static final String QUANTITY = "quantity";
  static final String DISCOUNT = "discount";

  private static final String ONE = "1";

  private static final Pattern OF_LINE = Pattern.compile("/lines/\\d+/(\\w+)");

  /**
   * A line as a row says it.
   *
   * @param fallback what it costs where neither the row nor the list says so; null for nothing
   */
  record Said(
      Product product,
      @Nullable String quantity,
      @Nullable String unitPrice,
      @Nullable String discount,
      @Nullable String fallback,
      Currency currency) {

    /** A line of its own. */
    private Line line() {
      return new Line(
          product.id(),
          null,
          Objects.requireNonNullElse(quantity, ONE),
          unitPrice == null ? fallback : unitPrice,
          discount);
    }

    /** A line that is there, with what the row says. */
    private Line over(Line before) {
      return new Line(
          before.product(),
          null,
          quantity == null ? before.quantity() : quantity,
          unitPrice == null ? before.unitPrice() : unitPrice,
          discount == null ? before.discount() : discount);
    }
  }

  /** What is wrong with a row whatever products there are. */
  List<Violation> flaws(Map<String, String> row) {
    if (!row.containsKey(PRODUCT)) {
      return List.of(QUANTITY, UNIT_PRICE, DISCOUNT).stream()
          .filter(field -> row.containsKey(field) && !row.get(field).equals(every.get(field)))
          .limit(1)
          .map(field -> Violation.at(PRODUCT, "required", "Say of which product."))
          .toList();
    }
    Line line =
        new Line(
            null,
            row.get(PRODUCT),
            row.getOrDefault(QUANTITY, ONE),
            row.get(UNIT_PRICE),
            row.get(DISCOUNT));
    return problems(line, List.of(), currency(row)).stream()
        .filter(problem -> !problem.code().equals("unknown-product"))
        .toList();
  }

  /** What a row says, with every problem of it; null if it names no product that there is. */
  @Nullable Said said(Map<String, String> row, List<Violation> problems) {
    String text = row.get(PRODUCT);
    Product product =
        text == null ? null : Row.take(products.find(text, PRODUCT), PRODUCT, problems);
    if (product == null) {
      problems.addAll(flaws(row));
      return null;
    }
    Currency currency = currency(row);
    Said said =
        new Said(
            product,
            row.get(QUANTITY),
            row.get(UNIT_PRICE),
            row.get(DISCOUNT),
            fallback(row, product, currency),
            currency);
    problems.addAll(problems(said.line(), List.of(product), currency));
    return said;
  }

  /** What the list says, or else the amount of the opportunity, where one product is all of it. */
  private static @Nullable String fallback(
      Map<String, String> row, Product product, Currency currency) {
    Money listed = product.content().price(currency).orElse(null);
    String amount = row.get(OpportunityField.AMOUNT.code());
    return listed != null
        ? listed.amount().toPlainString()
        : amount != null
                && !row.containsKey(QUANTITY)
                && !row.containsKey(DISCOUNT)
                && Money.read(new Checks(), "", amount, "", currency.getCurrencyCode()) != null
            ? amount
            : null;
  }

  /** The one of the row's amount, whether it says an amount or not. */
  private Currency currency(Map<String, String> row) {
    String code = row.get(OpportunityField.CURRENCY.code());
    Currency said = code == null ? null : Money.currency(new Checks(), "", code);
    return said == null ? usual.get() : said;
  }

  private static List<Violation> problems(Line line, List<Product> known, Currency currency) {
    Outcome<LineList> read =
        new LinesDraft(null, false, List.of(line))
            .read(
                new LinesDraft.Known(
                    known,
                    known.stream().map(Product::id).collect(toImmutableSet()),
                    currency,
                    false));
    return read instanceof Outcome.Refused<LineList>(var refusal) ? atFields(refusal) : List.of();
  }

  /** Each problem of a line at the field of the row. */
  private static List<Violation> atFields(Refusal refusal) {
    return refusal.violations().stream()
        .map(problem -> {
          Matcher of = OF_LINE.matcher(problem.pointer());
          return of.matches()
              ? Violation.at(
                  of.group(1).equals("sku") ? PRODUCT : of.group(1),
                  problem.code(),
                  problem.message())
              : problem;
        })
        .toList();
  }

  /** Makes the opportunity consist of what a row says, as far as the policy goes. */
  Outcome<Opportunity> put(Opportunity opportunity, @Nullable Said said, ConflictPolicy policy) {
    return said == null
        ? Outcome.done(opportunity)
        : lines
            .of(opportunity.id())
            .then(now -> {
              List<Line> before = now.lines().stream().map(RowLines::asSaid).toList();
              List<Line> after = with(before, said, policy);
              return after.equals(before)
                  ? Outcome.done(opportunity)
                  : replaced(opportunity.id(), now, after, said);
            });
  }

  private static List<Line> with(List<Line> before, Said said, ConflictPolicy policy) {
    int[] places =
        IntStream.range(0, before.size())
            .filter(i -> said.product().id().equals(before.get(i).product()))
            .toArray();
    List<Line> after = new ArrayList<>(before);
    if (policy == ConflictPolicy.FILL_EMPTY ? before.isEmpty() : places.length == 0) {
      after.add(said.line());
    } else if (policy != ConflictPolicy.FILL_EMPTY && places.length == 1) {
      after.set(places[0], said.over(before.get(places[0])));
    }
    return after;
  }

  private Outcome<Opportunity> replaced(
      OpportunityId id, LinesView now, List<Line> after, Said said) {
    Currency currency = now.lines().isEmpty() ? said.currency() : now.currency();
    LinesDraft draft =
        new LinesDraft(currency == null ? null : currency.getCurrencyCode(), false, after);
    return switch (lines.replace(id, draft)) {
      case Outcome.Done<LinesView> done -> Outcome.done(store.find(id).orElseThrow());
      case Outcome.Refused<LinesView>(Invalid invalid) ->
          Outcome.refused(new Invalid(atFields(invalid)));
      case Outcome.Refused<LinesView>(var refusal) -> Outcome.refused(refusal);
    };
  }

  static Line asSaid(LinesView.Line line) {
    Money price = line.unitPrice();
    return new Line(
        line.product(),
        null,
        line.quantity().toPlainString(),
        price == null ? null : price.amount().toPlainString(),
        line.discount().toPlainString());
  }

  /**
   * What an opportunity says after a row, as texts; of a line that it has brought, the product
   * tells how much of it there is.
   *
   * @param before what the opportunity said
   */
  Map<String, String> facts(
      Opportunity opportunity, @Nullable Said said, Map<String, String> before) {
    Map<String, String> facts = facts(opportunity, said);
    if (!before.containsKey(PRODUCT)) {
      facts.remove(QUANTITY);
      facts.remove(DISCOUNT);
    }
    return facts;
  }

  /** What an opportunity says, and how much of the product of the row is among it, as texts. */
  Map<String, String> facts(Opportunity opportunity, @Nullable Said said) {
    Map<String, String> facts = new TreeMap<>(opportunity.facts());
    if (said != null) {
      lines.of(opportunity.id()).orElseThrow().lines().stream()
          .filter(line -> line.product().equals(said.product().id()))
          .forEach(line -> {
            facts.merge(PRODUCT, told(line), RowLines::besides);
            facts.merge(QUANTITY, line.quantity().toPlainString(), RowLines::besides);
            facts.merge(DISCOUNT, line.discount().toPlainString(), RowLines::besides);
            facts.merge(UNIT_PRICE, String.valueOf(line.unitPrice()), RowLines::besides);
          });
    }
    return facts;
  }

  static String told(LinesView.Line line) {
    return line.quantity().toPlainString()
        + " × "
        + line.sku()
        + (line.discount().compareTo(BigDecimal.ZERO) == 0
            ? ""
            : ", " + line.discount().toPlainString() + " % off");
  }

  private static String besides(String one, String other) {
    return one + "; " + other;
  }
}
