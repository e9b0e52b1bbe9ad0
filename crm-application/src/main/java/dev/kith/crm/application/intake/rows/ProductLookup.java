package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductContent;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The product that a cell names by its key, its external id, or its name, which may be spelt
 * differently where no other product is meant.
 */
final class ProductLookup {

  private final ProductStore products;

  /** What was found stays found: rows of opportunities change no product. */
  private final Map<String, Product> found = new HashMap<>();

  ProductLookup(ProductStore products) {
    this.products = products;
  }

  /** Refused with {@code invalid} at the field, where none or several are meant. */
  Outcome<Product> find(String text, String field) {
    Product known = found.get(text);
    if (known != null) {
      return Outcome.done(known);
    }
    String form = ProductContent.formOf(text);
    return Row.meant(
            products.named(List.of(text)),
            List.of(
                product -> text.equalsIgnoreCase(product.content().sku()),
                product -> isExternalId(product, text),
                product -> text.equalsIgnoreCase(product.content().name()),
                product -> !form.isEmpty() && form.equals(product.content().nameForm())),
            Violation.at(
                field,
                "ambiguous-product",
                "Several products are meant by “" + text + "”: name one by its key."),
            Violation.at(
                field, "unknown-product", "There is no product “" + text + "” in the catalogue."))
        .map(product -> {
          found.put(text, product);
          return product;
        });
  }

  /** The products of exactly that name. */
  List<Product> called(String name) {
    return products.named(List.of(name)).stream()
        .filter(product -> name.equalsIgnoreCase(product.content().name()))
        .toList();
  }

  private static boolean isExternalId(Product product, String text) {
    ExternalId id = product.content().externalId();
    return id != null && text.equals(id.value());
  }
}
