package dev.kith.crm.application.intake.rows;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.application.opportunity.OpportunityLines;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.LinesDraft.Line;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The line that a row has added to an opportunity or changed, as it was before. */
record RowLinesAsBefore(OpportunityLines lines, OpportunityStore store) {

  static final Set<String> FIELDS =
      ImmutableSet.of(RowLines.PRODUCT, RowLines.QUANTITY, RowLines.UNIT_PRICE, RowLines.DISCOUNT);

  /** A line that is not any more as the row has left it stays, and so do all others. */
  Outcome<Opportunity> putBack(Opportunity opportunity, Trace trace, List<Kept> kept) {
    FieldChange product = change(trace, RowLines.PRODUCT);
    FieldChange price = change(trace, RowLines.UNIT_PRICE);
    if (product == null && price == null) {
      return Outcome.done(opportunity);
    }
    return lines
        .of(opportunity.id())
        .then(now -> {
          int[] meant =
              IntStream.range(0, now.lines().size())
                  .filter(i -> isAsLeft(now.lines().get(i), product, price))
                  .toArray();
          if (meant.length != 1 || isUntold(trace, product)) {
            kept.add(
                new Kept(
                    product == null ? RowLines.UNIT_PRICE : RowLines.PRODUCT,
                    "edited-since",
                    "Somebody has changed the lines since."));
            return Outcome.done(opportunity);
          }
          return replaced(opportunity, now, meant[0], trace);
        });
  }

  private static @Nullable FieldChange change(Trace trace, String field) {
    return trace.changes().stream()
        .filter(change -> change.field().equals(field))
        .findFirst()
        .orElse(null);
  }

  /** Rows of old have kept in words only how much of a product a line was before. */
  private static boolean isUntold(Trace trace, @Nullable FieldChange product) {
    return product != null
        && product.before() != null
        && !trace.changed(RowLines.QUANTITY)
        && !trace.changed(RowLines.DISCOUNT);
  }

  private static boolean isAsLeft(
      LinesView.Line line, @Nullable FieldChange product, @Nullable FieldChange price) {
    return (product == null || RowLines.told(line).equals(product.after()))
        && (price == null || String.valueOf(line.unitPrice()).equals(price.after()));
  }

  private Outcome<Opportunity> replaced(
      Opportunity opportunity, LinesView now, int place, Trace trace) {
    FieldChange product = change(trace, RowLines.PRODUCT);
    List<Line> after = new ArrayList<>(now.lines().stream().map(RowLines::asSaid).toList());
    if (product != null && product.before() == null) {
      after.remove(place);
    } else {
      after.set(place, before(after.get(place), trace));
    }
    Currency currency = now.currency();
    return lines
        .replace(
            opportunity.id(),
            new LinesDraft(currency == null ? null : currency.getCurrencyCode(), false, after))
        .map(done -> store.find(opportunity.id()).orElseThrow());
  }

  private static Line before(Line now, Trace trace) {
    FieldChange quantity = change(trace, RowLines.QUANTITY);
    FieldChange price = change(trace, RowLines.UNIT_PRICE);
    FieldChange discount = change(trace, RowLines.DISCOUNT);
    return new Line(
        now.product(),
        null,
        quantity == null ? now.quantity() : quantity.before(),
        price == null
            ? now.unitPrice()
            : Money.parse(Objects.requireNonNull(price.before())).amount().toPlainString(),
        discount == null ? now.discount() : discount.before());
  }
}
