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

  static final Set<String> FIELDS = ImmutableSet.of(RowLines.PRODUCT, RowLines.UNIT_PRICE);

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
          if (meant.length != 1) {
            kept.add(
                new Kept(
                    product == null ? RowLines.UNIT_PRICE : RowLines.PRODUCT,
                    "edited-since",
                    "Somebody has changed the lines since."));
            return Outcome.done(opportunity);
          }
          return replaced(opportunity, now, meant[0], product, price);
        });
  }

  private static @Nullable FieldChange change(Trace trace, String field) {
    return trace.changes().stream()
        .filter(change -> change.field().equals(field))
        .findFirst()
        .orElse(null);
  }

  private static boolean isAsLeft(
      LinesView.Line line, @Nullable FieldChange product, @Nullable FieldChange price) {
    return (product == null || RowLines.told(line).equals(product.after()))
        && (price == null || String.valueOf(line.unitPrice()).equals(price.after()));
  }

  private Outcome<Opportunity> replaced(
      Opportunity opportunity,
      LinesView now,
      int place,
      @Nullable FieldChange product,
      @Nullable FieldChange price) {
    List<Line> after = new ArrayList<>(now.lines().stream().map(RowLines::asSaid).toList());
    if (product != null && product.before() == null) {
      after.remove(place);
    } else {
      after.set(place, before(now.lines().get(place), after.get(place), product, price));
    }
    Currency currency = now.currency();
    return lines
        .replace(
            opportunity.id(),
            new LinesDraft(currency == null ? null : currency.getCurrencyCode(), false, after))
        .map(done -> store.find(opportunity.id()).orElseThrow());
  }

  /** As it was told: so much of the product, a discount if there was any, and the price of one. */
  private static Line before(
      LinesView.Line line, Line now, @Nullable FieldChange product, @Nullable FieldChange price) {
    String amount =
        price == null
            ? now.unitPrice()
            : Objects.requireNonNull(price.before()).replaceFirst(" \\S+$", "");
    if (product == null) {
      return new Line(now.product(), null, now.quantity(), amount, now.discount());
    }
    String told = Objects.requireNonNull(product.before());
    String of = RowLines.OF + line.sku();
    int end = told.indexOf(of);
    String behind = told.substring(end + of.length());
    return new Line(
        now.product(),
        null,
        told.substring(0, end),
        amount,
        behind.isEmpty()
            ? null
            : behind.substring(
                RowLines.DISCOUNTED.length(), behind.length() - RowLines.OFF.length()));
  }
}
