package dev.kith.crm.application.opportunity;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an opportunity is made up of, as people read it. For somebody from whom amounts are hidden,
 * nothing tells any.
 *
 * @param version of the opportunity
 * @param currency of all lines, those to come included; null if hidden
 * @param sum what the lines add up to; null if hidden
 * @param amount what the opportunity itself says; null if it says none, or if hidden
 */
public record LinesView(
    OpportunityId opportunity,
    long version,
    @Nullable Currency currency,
    List<Line> lines,
    @Nullable Money sum,
    @Nullable Money amount) {

  /**
   * @param active whether the product is still sold
   * @param unitPrice null if hidden
   * @param amount null if hidden
   */
  public record Line(
      ProductId product,
      String sku,
      String name,
      boolean active,
      BigDecimal quantity,
      @Nullable Money unitPrice,
      BigDecimal discount,
      @Nullable Money amount) {

    static Line of(OpportunityLine line, Product product, boolean hidden) {
      return new Line(
          product.id(),
          product.content().sku(),
          product.content().name(),
          product.active(),
          line.quantity(),
          hidden ? null : line.unitPrice(),
          line.discount(),
          hidden ? null : line.amount());
    }
  }

  public LinesView {
    lines = ImmutableList.copyOf(lines);
  }

  /**
   * By how much the amount of the opportunity is more than its lines; null where there is none, or
   * it is in another currency.
   */
  public @Nullable Money difference() {
    return sum == null || amount == null || !sum.currency().equals(amount.currency())
        ? null
        : amount.minus(sum);
  }
}
