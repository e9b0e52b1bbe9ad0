package dev.kith.crm.application.product;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product as people read it. */
public record ProductView(
    ProductId id,
    Revision revision,
    String sku,
    String name,
    @Nullable String family,
    List<Money> prices,
    @Nullable ExternalId externalId,
    boolean active) {

  private static final Field<ProductView> ID = Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which products are listed, filtered and sorted. */
  public static final FieldCatalogue<ProductView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("name", false),
          List.of(
              ID,
              Field.<ProductView>of("sku", "Key", Type.TEXT, ProductView::sku).sorted(),
              Field.<ProductView>of("name", "Name", Type.TEXT, ProductView::name).sorted(),
              Field.<ProductView>of("family", "Family", Type.TEXT, ProductView::family),
              Field.<ProductView>of(
                      "prices",
                      "List prices",
                      Type.TEXTS,
                      v -> v.prices().stream().map(Money::toString).toList())
                  .shownOnly(),
              Field.<ProductView>of("active", "Sold", Type.BOOLEAN, ProductView::active),
              Field.<ProductView>of(
                  "externalSystem",
                  "External system",
                  Type.TEXT,
                  v -> v.externalId() == null ? null : v.externalId().system()),
              Field.<ProductView>of(
                  "externalId",
                  "External id",
                  Type.TEXT,
                  v -> v.externalId() == null ? null : v.externalId().value()),
              Field.<ProductView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<ProductView>of(
                      "updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
                  .sorted(),
              Field.<ProductView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));

  public ProductView {
    prices = ImmutableList.copyOf(prices);
  }

  public static ProductView of(Product product) {
    return new ProductView(
        product.id(),
        product.revision(),
        product.content().sku(),
        product.content().name(),
        product.content().family(),
        product.content().prices(),
        product.content().externalId(),
        product.active());
  }
}
