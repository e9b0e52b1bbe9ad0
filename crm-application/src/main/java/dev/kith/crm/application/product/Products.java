package dev.kith.crm.application.product;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * The catalogue of products. Looking needs {@code product:view}, everything else {@code
 * product:administer} on all. Each can be refused with {@code forbidden}, those on a product also
 * with {@code not-found} and {@code stale-version}.
 */
public interface Products {

  /** Every problem of a draft by itself; empty if it is good. */
  List<Violation> problemsOf(ProductDraft draft);

  /**
   * Puts a product into the catalogue. Refused with {@code invalid}, {@code product-sku-taken} and
   * {@code product-external-id-taken}, as is the next.
   */
  Outcome<Product> list(ProductDraft draft);

  /** Replaces what is known of it. What it was sold for stays as it is. */
  Outcome<Product> edit(ProductId id, ProductDraft draft);

  /** It is sold no more. */
  Outcome<Product> retire(ProductId id);

  /** It is sold again. */
  Outcome<Product> reinstate(ProductId id);

  Outcome<ProductView> get(ProductId id);

  /**
   * In how many open opportunities that the actor sees it stands. This needs {@code
   * opportunity:view} besides.
   */
  Outcome<Long> openOpportunities(ProductId id);

  /** The fields by which products are listed. */
  FieldCatalogue<ProductView> fields();

  /** Retired ones included; a filter on {@code active} leaves them out. */
  Outcome<Page<ProductView>> list(ListQuery query);
}
