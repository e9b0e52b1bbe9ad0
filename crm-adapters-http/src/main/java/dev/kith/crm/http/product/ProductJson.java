package dev.kith.crm.http.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Set;

/** Products in JSON. */
final class ProductJson {

  private static final String PRICES = "prices";
  private static final int LONGEST_AMOUNT = 30;

  private static final Shape PRICE_LIST =
      Shape.listOf(
          Shape.fields(
              "ProductPrice",
              Shape.required(
                  "amount", Shape.text(1, LONGEST_AMOUNT), "An exact decimal, such as 550.00"),
              Shape.required("currency", Shape.text(3, 3), "Code of its currency, such as EUR")),
          0,
          ProductDraft.MOST_PRICES);

  static final Shape.Fields DRAFT =
      Shape.fields(
          "ProductDraft",
          Shape.required(
              "sku",
              Shape.text(ProductDraft.LONGEST_SKU),
              "By which everybody knows it; no two products have the same, in whatever case"),
          Shape.required("name", Shape.text(ProductDraft.LONGEST_NAME), "For people"),
          Shape.optional(
              "family",
              Shape.orNull(Shape.text(ProductDraft.LONGEST_FAMILY)),
              "What it belongs to"),
          Shape.optional(PRICES, PRICE_LIST, "List prices, one a currency at most"),
          Shape.optional(
              "externalSystem",
              Shape.orNull(Shape.text(ExternalId.LONGEST_SYSTEM)),
              "The other system that knows it"),
          Shape.optional(
              "externalId",
              Shape.orNull(Shape.text(ExternalId.LONGEST_VALUE)),
              "By what that system knows it"));

  static final Shape.Fields PRODUCT =
      withPrices(
          CatalogueJson.shape(
              "Product",
              ProductView.CATALOGUE,
              Set.of("id", "sku", "name", "active", "createdAt", "updatedAt", "version")),
          true);

  static final Shape.Fields PAGE =
      Lists.pageOf(
          "ProductPage",
          withPrices(CatalogueJson.shape("ListedProduct", ProductView.CATALOGUE, Set.of()), false));

  private ProductJson() {}

  private static Shape.Fields withPrices(Shape.Fields shape, boolean sure) {
    return new Shape.Fields(
        shape.name(),
        shape.properties().stream()
            .map(property ->
                property.name().equals(PRICES)
                    ? new Shape.Property(PRICES, PRICE_LIST, sure, "List prices")
                    : property)
            .toList());
  }

  static ProductDraft read(JsonNode json) {
    return new ProductDraft(
        json.path("sku").textValue(),
        json.path("name").textValue(),
        json.path("family").textValue(),
        Streams.stream(json.path(PRICES))
            .map(price ->
                new ProductDraft.Price(
                    price.path("amount").asText(), price.path("currency").asText()))
            .toList(),
        json.path("externalSystem").textValue(),
        json.path("externalId").textValue());
  }

  static ObjectNode of(ProductView view) {
    ObjectNode json = CatalogueJson.of(ProductView.CATALOGUE, view, Set.of());
    ArrayNode prices = json.putArray(PRICES);
    for (Money price : view.prices()) {
      prices
          .addObject()
          .put("amount", price.amount().toPlainString())
          .put("currency", price.currency().getCurrencyCode());
    }
    return json;
  }
}
