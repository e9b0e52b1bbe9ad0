package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** The lines of opportunities in JSON. Numbers are exact decimals as text. */
final class LinesJson {

  private static final int LONGEST_NUMBER = 30;

  static final Shape.Fields DRAFT =
      Shape.fields(
          "OpportunityLinesDraft",
          Shape.optional(
              "currency",
              Shape.orNull(Shape.text(3, 3)),
              "Code of the currency of every line; usually that of the opportunity's amount"),
          Shape.optional(
              "settingAmount",
              Shape.flag(),
              "Whether the opportunity's amount becomes what the lines add up to; usually not"),
          Shape.required(
              "lines",
              Shape.listOf(
                  Shape.fields(
                      "OpportunityLineDraft",
                      Shape.optional(
                          "product",
                          Shape.orNull(Shape.uuid()),
                          "Id of the product; needed where its key is not said"),
                      Shape.optional(
                          "sku",
                          Shape.orNull(Shape.text(ProductDraft.LONGEST_SKU)),
                          "Key of the product, in whatever case; read where its id is not said"),
                      Shape.required(
                          "quantity", Shape.text(LONGEST_NUMBER), "More than 0, such as 1.5"),
                      Shape.optional(
                          "unitPrice",
                          Shape.orNull(Shape.text(LONGEST_NUMBER)),
                          "What one of it costs; usually its list price"),
                      Shape.optional(
                          "discount",
                          Shape.orNull(Shape.text(LONGEST_NUMBER)),
                          "Percent that are taken off, from 0 to 100; usually none")),
                  0,
                  LinesDraft.MOST_LINES),
              "All lines, in their order"));

  private static final Shape.Fields LINE =
      Shape.fields(
          "OpportunityLine",
          Shape.required("product", Shape.uuid(), "Id of the product"),
          Shape.required("sku", Shape.text(), "Key of the product"),
          Shape.required("name", Shape.text(), "Name of the product"),
          Shape.required("active", Shape.flag(), "Whether the product is still sold"),
          Shape.required("quantity", Shape.text(), "How much of it"),
          Shape.optional("unitPrice", Shape.text(), "What one of it costs; missing if hidden"),
          Shape.required("discount", Shape.text(), "Percent that are taken off"),
          Shape.optional("amount", Shape.text(), "What the line brings; missing if hidden"));

  static final Shape.Fields LINES =
      Shape.fields(
          "OpportunityLines",
          Shape.required("opportunity", Shape.uuid(), "Id of the opportunity"),
          Shape.required("version", Shape.count(), "Version of the opportunity"),
          Shape.optional("currency", Shape.text(), "Currency of every line; missing if hidden"),
          Shape.required("lines", Shape.listOf(LINE), "The lines, in their order"),
          Shape.optional("sum", Shape.text(), "What the lines add up to; missing if hidden"),
          Shape.optional(
              "difference",
              Shape.orNull(Shape.text()),
              "By how much the opportunity's amount is more; null where it has none, or one in"
                  + " another currency; missing if hidden"));

  private LinesJson() {}

  static LinesDraft read(JsonNode json) {
    return new LinesDraft(
        json.path("currency").textValue(),
        json.path("settingAmount").asBoolean(),
        Streams.stream(json.path("lines"))
            .map(line ->
                new LinesDraft.Line(
                    product(line.path("product").textValue()),
                    line.path("sku").textValue(),
                    line.path("quantity").textValue(),
                    line.path("unitPrice").textValue(),
                    line.path("discount").textValue()))
            .toList());
  }

  private static @Nullable ProductId product(@Nullable String text) {
    return text == null ? null : ShapeCheck.uuid(text).map(ProductId::new).orElse(null);
  }

  static ObjectNode of(LinesView view) {
    ObjectNode json =
        Json.object()
            .put("opportunity", view.opportunity().toString())
            .put("version", view.version());
    Currency currency = view.currency();
    if (currency != null) {
      json.put("currency", currency.getCurrencyCode());
    }
    ArrayNode lines = json.putArray("lines");
    for (LinesView.Line line : view.lines()) {
      ObjectNode one =
          lines
              .addObject()
              .put("product", line.product().toString())
              .put("sku", line.sku())
              .put("name", line.name())
              .put("active", line.active())
              .put("quantity", line.quantity().toPlainString());
      put(one, "unitPrice", line.unitPrice());
      one.put("discount", line.discount().toPlainString());
      put(one, "amount", line.amount());
    }
    put(json, "sum", view.sum());
    if (view.difference() == null && view.sum() != null) {
      json.putNull("difference");
    }
    put(json, "difference", view.difference());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable Money money) {
    if (money != null) {
      json.put(name, money.amount().toPlainString());
    }
  }
}
