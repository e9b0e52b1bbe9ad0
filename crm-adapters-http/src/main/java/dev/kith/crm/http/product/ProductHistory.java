package dev.kith.crm.http.product;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;

/** How the history of a product reads. */
public final class ProductHistory {

  private ProductHistory() {}

  public static RecordWords words() {
    return RecordWords.of("product", "product")
        .at("/products/", new Permission(Feature.PRODUCT, Action.VIEW))
        .untold()
        .title("name")
        .field("sku", "Key", Reading.text())
        .field("family", "Family", Reading.text())
        .field("prices", "List prices", Reading.text())
        .field("externalId", "External id", Reading.text())
        .field("active", "Sold", Reading.yesNo())
        .deed("product.list", Deed.born("put the product into the catalogue"))
        .deed("product.edit", Deed.changed("changed the product"))
        .deed("product.retire", Deed.gone("retired the product"))
        .deed("product.reinstate", Deed.of("let it be sold again", "restore", "step"))
        .build();
  }
}
