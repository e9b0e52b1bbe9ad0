package dev.kith.crm.http.product;

import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.application.product.Products;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** The catalogue of products over REST. */
public final class ProductRoutes {

  private static final String TAG = "Products";
  private static final String PATH = "/products";
  private static final String ONE = PATH + "/{id}";

  private ProductRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "listProducts")
            .says(TAG, "Filter, search and sort products, those that are sold no more included")
            .query(Lists.parametersBut(ProductView.CATALOGUE, "bin"))
            .answers(200, ProductJson.PAGE, "A page of products")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(
                    call,
                    products(call).fields(),
                    query -> products(call).list(query),
                    ProductJson::of)),
        Route.post(PATH, "listProduct")
            .says(TAG, "Put a product into the catalogue")
            .body(
                ProductJson.DRAFT,
                (call, body) -> products(call).problemsOf(ProductJson.read(body)))
            .answers(201, ProductJson.PRODUCT, "The new product")
            .refuses("forbidden", "invalid", "product-sku-taken", "product-external-id-taken")
            .handledBy(call ->
                products(call)
                    .list(ProductJson.read(call.body()))
                    .map(product ->
                        reply(201, product)
                            .header("Location", call.link(PATH + "/" + product.id())))),
        Route.get(ONE, "getProduct")
            .says(TAG, "Read a product")
            .answers(200, ProductJson.PRODUCT, "The product")
            .refuses("not-found", "forbidden")
            .handledBy(call -> products(call).get(id(call)).map(view -> reply(200, view))),
        Route.put(ONE, "editProduct")
            .says(TAG, "Replace what is known of a product")
            .body(
                ProductJson.DRAFT,
                (call, body) -> products(call).problemsOf(ProductJson.read(body)))
            .versioned()
            .answers(200, ProductJson.PRODUCT, "The product as it is now")
            .refuses(
                "not-found",
                "forbidden",
                "invalid",
                "product-sku-taken",
                "product-external-id-taken")
            .handledBy(call -> shown(products(call).edit(id(call), ProductJson.read(call.body())))),
        Route.post(ONE + ":retire", "retireProduct")
            .says(TAG, "Sell a product no more; what it was sold for stays")
            .versioned()
            .answers(200, ProductJson.PRODUCT, "The product as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call -> shown(products(call).retire(id(call)))),
        Route.post(ONE + ":reinstate", "reinstateProduct")
            .says(TAG, "Sell a product again")
            .versioned()
            .answers(200, ProductJson.PRODUCT, "The product as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call -> shown(products(call).reinstate(id(call)))));
  }

  private static Outcome<Reply> shown(Outcome<Product> outcome) {
    return outcome.map(product -> reply(200, product));
  }

  private static Reply reply(int status, Product product) {
    return reply(status, ProductView.of(product));
  }

  private static Reply reply(int status, ProductView view) {
    return Reply.json(status, ProductJson.of(view)).version(view.revision().version());
  }

  private static Products products(Call call) {
    return call.workspace().products();
  }

  private static ProductId id(Call call) {
    return new ProductId(call.id("product"));
  }
}
