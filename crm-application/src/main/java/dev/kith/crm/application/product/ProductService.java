package dev.kith.crm.application.product;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductContent;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

final class ProductService implements Products {

  private static final Permission VIEW = new Permission(Feature.PRODUCT, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.PRODUCT, Action.ADMINISTER);

  private static final Changes.Kind<ProductId, Product> KIND =
      new Changes.Kind<>(
          Feature.PRODUCT, Product.class, Product::subjectOf, Product::facts, product -> null);

  private final Kernel kernel;
  private final Context context;
  private final ProductUse use;
  private final ProductStore store;
  private final Changes<ProductId, Product> changes;

  ProductService(Kernel kernel, Context context, ProductUse use, ProductStore store) {
    this.kernel = kernel;
    this.context = context;
    this.use = use;
    this.store = store;
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(ProductDraft draft) {
    return draft.read() instanceof Outcome.Refused<ProductContent>(var refusal)
        ? refusal.violations()
        : List.of();
  }

  @Override
  public Outcome<Product> list(ProductDraft draft) {
    return administering(() ->
        changes.create(
            Action.ADMINISTER,
            "product.list",
            draft,
            () -> Product.list(new ProductId(kernel.ids().next()), draft, kernel.now())));
  }

  @Override
  public Outcome<Product> edit(ProductId id, ProductDraft draft) {
    return change(id, "product.edit", draft, product -> product.edit(draft, kernel.now()));
  }

  @Override
  public Outcome<Product> retire(ProductId id) {
    return change(id, "product.retire", "", product -> Outcome.done(product.retire(kernel.now())));
  }

  @Override
  public Outcome<Product> reinstate(ProductId id) {
    return change(
        id, "product.reinstate", "", product -> Outcome.done(product.reinstate(kernel.now())));
  }

  @Override
  public Outcome<ProductView> get(ProductId id) {
    return viewing(() ->
        store
            .find(id)
            .map(ProductView::of)
            .map(Outcome::done)
            .orElseGet(() -> Outcome.refused(NotFound.of("product", id.value()))));
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
    return viewing(() -> Outcome.done(store.page(query)));
  }

  private Outcome<Product> change(
      ProductId id,
      String intention,
      Object command,
      Function<Product, Outcome<Change<Product>>> decide) {
    return administering(() -> changes.change(id, Action.ADMINISTER, intention, command, decide));
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.require(context.actor(), VIEW, next);
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }
}
