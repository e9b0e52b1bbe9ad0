package dev.kith.crm.domain.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;

/**
 * What an opportunity is made up of, in the order in which it was written down.
 *
 * @param currency of every line
 */
public record LineList(Currency currency, List<OpportunityLine> lines) {

  public LineList {
    lines = ImmutableList.copyOf(lines);
  }

  public Money sum() {
    return lines.stream().map(OpportunityLine::amount).reduce(Money.zero(currency), Money::plus);
  }

  /**
   * Makes this the lines of an opportunity. It is a change of the opportunity itself, which gets
   * another version; where nothing is different, nothing happens. Refused as {@link
   * Opportunity#edit} is.
   *
   * @param before the lines until now
   * @param settingAmount whether the opportunity is to bring what the lines add up to
   * @param sku by which everybody knows a product
   * @param where the stage that it is in
   */
  public Outcome<Change<Opportunity>> replace(
      Opportunity opportunity,
      List<OpportunityLine> before,
      boolean settingAmount,
      Function<ProductId, String> sku,
      Stage where,
      Instant now) {
    OpportunityContent content =
        settingAmount ? opportunity.content().worth(sum()) : opportunity.content();
    return opportunity
        .edit(content, where, now)
        .map(edited -> {
          if (lines.equals(before)) {
            return edited;
          }
          Opportunity next =
              edited.next().equals(opportunity) ? opportunity.touched(now) : edited.next();
          return Change.of(
                  next,
                  new OpportunityEvent.LinesReplaced(
                      opportunity.id(),
                      lines.stream().map(line -> line.told(sku.apply(line.product()))).toList()))
              .with(edited.events());
        });
  }
}
