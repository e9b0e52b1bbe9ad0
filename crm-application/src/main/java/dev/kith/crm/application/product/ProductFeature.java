package dev.kith.crm.application.product;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import java.util.function.Function;

/** Wires the catalogue of products. */
public final class ProductFeature {

  private final Kernel kernel;
  private final Function<Context, ProductUse> use;

  /**
   * @param use where products stand
   */
  public ProductFeature(Kernel kernel, Function<Context, ProductUse> use) {
    this.kernel = kernel;
    this.use = use;
  }

  public Products products(Context context) {
    return new ProductService(kernel, context, use.apply(context), kernel.storage().products());
  }

  /**
   * For rows that are brought in together.
   *
   * @param theirs with which the rows of one transaction work
   * @param store from which they are written together
   */
  public Products together(Kernel theirs, Context context, ProductStore store) {
    return new ProductService(theirs, context, use.apply(context), store);
  }
}
