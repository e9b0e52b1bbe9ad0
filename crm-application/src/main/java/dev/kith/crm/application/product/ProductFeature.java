package dev.kith.crm.application.product;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires the catalogue of products. */
public final class ProductFeature {

  private final Kernel kernel;

  public ProductFeature(Kernel kernel) {
    this.kernel = kernel;
  }

  public Products products(Context context) {
    return new ProductService(kernel, context);
  }
}
