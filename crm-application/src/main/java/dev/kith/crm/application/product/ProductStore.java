package dev.kith.crm.application.product;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.Course;
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
   * The products that have one of these keys, in whatever case, or one of these external ids, by
   * their {@link dev.kith.crm.domain.shared.ExternalId#key() keys}; in any order.
   */
  List<Product> holding(Collection<String> skus, Collection<String> externalKeys);

  /**
   * The products that one of these texts can mean, in any order: their key or name in whatever
   * case, their external id as it is written, whatever its system, or a name of the same {@link
   * dev.kith.crm.domain.product.ProductContent#nameForm() letters and digits}.
   */
  List<Product> named(Collection<String> texts);

  /**
   * Saves what became of many products, in this order.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if something unique is taken,
   *     or a product is not stored as it was
   */
  void saveAll(List<Course<Product>> courses);

  /**
   * A page of products. The search matches a product if each of its fragments is found, without
   * regard to case, in its key, its name or its family.
   */
  Page<ProductView> page(ListQuery query);
}
