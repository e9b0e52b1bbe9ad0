package dev.kith.crm.application.product;

import dev.kith.crm.application.kernel.Administration;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

final class ProductService implements Products {

  private static final Changes.Kind<ProductId, Product> KIND =
      new Changes.Kind<>(
          Feature.PRODUCT, Product.class, Product::subjectOf, Product::facts, product -> null);

  private final Kernel kernel;
  private final ProductUse use;
  private final ProductStore store;
  private final Administration<ProductId, Product> administration;

  ProductService(Kernel kernel, Context context, ProductUse use, ProductStore store) {
    this.kernel = kernel;
    this.use = use;
    this.store = store;
    this.administration = new Administration<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(ProductDraft draft) {
    return draft.read().violations();
  }

  @Override
  public Outcome<Product> list(ProductDraft draft) {
    return administration.create(
        "product.list",
        draft,
        () -> Product.list(new ProductId(kernel.ids().next()), draft, kernel.now()));
  }

  @Override
  public Outcome<Product> edit(ProductId id, ProductDraft draft) {
    return administration.change(
        id, "product.edit", draft, product -> product.edit(draft, kernel.now()));
  }

  @Override
  public Outcome<Product> retire(ProductId id) {
    return administration.change(
        id, "product.retire", "", product -> Outcome.done(product.retire(kernel.now())));
  }

  @Override
  public Outcome<Product> reinstate(ProductId id) {
    return administration.change(
        id, "product.reinstate", "", product -> Outcome.done(product.reinstate(kernel.now())));
  }

  @Override
  public Outcome<ProductView> get(ProductId id) {
    return administration.viewing(() ->
        Outcome.found(
            store.find(id).map(ProductView::of), () -> NotFound.of("product", id.value())));
  }

  @Override
  public Outcome<Long> openOpportunities(ProductId id) {
    return get(id).then(product -> use.openOpportunities(id));
  }

  @Override
  public FieldCatalogue<ProductView> fields() {
    return ProductView.CATALOGUE;
  }

  @Override
  public Outcome<Page<ProductView>> list(ListQuery query) {
    return administration.viewing(() -> Outcome.done(store.page(query)));
  }
}
