package dev.kith.crm.application.product;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps products. No two have the same key, in whatever case, or the same id of one other system,
 * retired ones included: adding and updating are refused with {@link
 * dev.kith.crm.domain.product.ProductRefusal}, and whoever loses a race repeats their run, by a
 * {@link dev.kith.crm.application.kernel.ConcurrentChangeException}.
 */
public interface ProductStore extends AggregateStore<ProductId, Product> {

  /** The product that is known by this key, in whatever case. */
  Optional<Product> bySku(String sku);

  /** Those of these products that there are, in any order. */
  List<Product> findAll(Collection<ProductId> ids);

  /** The products that are known by these keys, in whatever case; in any order. */
  List<Product> bySkus(Collection<String> skus);

  /**
   * A page of products. The search matches a product if each of its fragments is found, without
   * regard to case, in its key, its name or its family.
   */
  Page<ProductView> page(ListQuery query);
}
