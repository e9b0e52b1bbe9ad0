package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * So much of one product, at this price.
 *
 * @param quantity more than nothing
 * @param unitPrice what one of it costs
 * @param discount percent that are taken off, from 0 to 100
 */
public record OpportunityLine(
    ProductId product, BigDecimal quantity, Money unitPrice, BigDecimal discount) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public OpportunityLine {
    quantity = plain(quantity);
    discount = plain(discount);
  }

  /** Without zeros at the end, so that 2 and 2.00 are the same. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** What it brings, rounded half-up to the digits of the currency. */
  public Money amount() {
    return Money.rounded(exactAmount(), unitPrice.currency(), RoundingMode.HALF_UP);
  }

  private BigDecimal exactAmount() {
    return unitPrice
        .amount()
        .multiply(quantity)
        .multiply(HUNDRED.subtract(discount))
        .movePointLeft(2);
  }

  /**
   * Such as {@code 2 × GTX-PRO at 550.00 EUR, 10 % off}.
   *
   * @param sku by which everybody knows the product
   */
  String told(String sku) {
    return quantity.toPlainString()
        + " × "
        + sku
        + " at "
        + unitPrice
        + (discount.signum() == 0 ? "" : ", " + discount.toPlainString() + " % off");
  }
}
