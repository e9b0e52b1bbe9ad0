package dev.kith.crm.application.product;

import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Outcome;

/** Where products stand, as somebody may see it. */
public interface ProductUse {

  /**
   * In how many open opportunities that the actor sees a product stands. Refused with {@code
   * forbidden}.
   */
  Outcome<Long> openOpportunities(ProductId product);
}
