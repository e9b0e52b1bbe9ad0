package dev.kith.crm.http.product;

import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.application.product.Products;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.RetirableList;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The catalogue of products, to be looked at or edited. */
public final class ProductPages {

  private static final String PATH = "/products";

  private ProductPages() {}

  /**
   * @param id null for one that is to be made
   * @param openOpportunities in how many that the person sees it stands; null for somebody who may
   *     not look at any
   */
  record ProductPage(
      @Nullable ProductId id,
      ProductForm form,
      long version,
      boolean active,
      boolean changeable,
      @Nullable Long openOpportunities,
      Problems problems) {

    String action() {
      return id == null ? PATH : PATH + "/" + id;
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(PATH, ProductPages::list);
    routes.get(
        PATH + "/new", visit -> show(visit, 200, null, ProductForm.EMPTY, 0, true, Problems.NONE));
    routes.post(PATH, visit -> save(visit, null));
    routes.get(
        PATH + "/{id}",
        visit ->
            onProduct(
                visit,
                id ->
                    visit.with(
                        products(visit).get(id),
                        view ->
                            show(
                                visit,
                                200,
                                id,
                                ProductForm.of(view),
                                view.revision().version(),
                                view.active(),
                                Problems.NONE))));
    routes.post(PATH + "/{id}", visit -> onProduct(visit, id -> save(visit, id)));
    routes.post(
        PATH + "/{id}/retire",
        visit ->
            onProduct(
                visit,
                id ->
                    visit.with(
                        products(visit).retire(id),
                        done -> visit.go(PATH + "/" + id, Notice.PRODUCT_RETIRED))));
    routes.post(
        PATH + "/{id}/reinstate",
        visit ->
            onProduct(
                visit,
                id ->
                    visit.with(
                        products(visit).reinstate(id),
                        done -> visit.go(PATH + "/" + id, Notice.PRODUCT_REINSTATED))));
  }

  private static void list(Visit visit) {
    visit.with(
        RetirableList.query(visit, ProductView.CATALOGUE)
            .then(query -> products(visit).list(query)),
        page ->
            visit.show(
                200,
                "product/products.jte",
                "Products",
                Section.PRODUCTS,
                RetirableList.of(visit, page, ProductView.CATALOGUE, mayChange(visit))));
  }

  private static void save(Visit visit, @Nullable ProductId id) {
    ProductForm form = ProductForm.sent(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<Product> saved =
        id == null
            ? products(visit).list(form.draft())
            : visit.crm().expecting(version).products().edit(id, form.draft());
    SavedForm.answer(
        saved,
        version,
        product -> visit.go(PATH + "/" + product.id(), Notice.PRODUCT_SAVED),
        "Somebody changed the product meanwhile. Save again to replace that.",
        ProductForm::problems,
        (status, seen, problems) -> show(visit, status, id, form, seen, true, problems));
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable ProductId id,
      ProductForm form,
      long version,
      boolean active,
      Problems problems) {
    if (id == null && !mayChange(visit)) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    visit.show(
        status,
        "product/product.jte",
        id == null ? "New product" : form.name(),
        Section.PRODUCTS,
        new ProductPage(
            id, form, version, active, mayChange(visit), openOpportunities(visit, id), problems));
  }

  private static @Nullable Long openOpportunities(Visit visit, @Nullable ProductId id) {
    return id != null
            && products(visit).openOpportunities(id) instanceof Outcome.Done<Long>(var count)
        ? count
        : null;
  }

  private static void onProduct(Visit visit, Consumer<ProductId> next) {
    visit.onId(ProductId::new, next);
  }

  private static boolean mayChange(Visit visit) {
    return visit.mayAdministerAll(Feature.PRODUCT);
  }

  private static Products products(Visit visit) {
    return visit.crm().products();
  }
}
