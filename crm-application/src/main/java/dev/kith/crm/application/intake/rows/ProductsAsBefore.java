package dev.kith.crm.application.intake.rows;

import com.google.common.base.Splitter;
import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.application.product.Products;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Products, which are not thrown away: one that should not have come is sold no more. */
record ProductsAsBefore(ProductStore store, Products products) implements RecordsAsBefore {

  private static final String PRICES = "prices";
  private static final String BETWEEN_PRICES = ", ";

  @Override
  public RecordKind kind() {
    return RecordKind.PRODUCT;
  }

  @Override
  public Optional<Standing> find(UUID record) {
    return store
        .find(new ProductId(record))
        .map(product -> new Standing(ProductRows.facts(product), !product.active(), null));
  }

  @Override
  public Outcome<UUID> remove(UUID record) {
    return products.retire(new ProductId(record)).map(retired -> record);
  }

  @Override
  public @Nullable String separator(String field) {
    return field.equals(PRICES) ? BETWEEN_PRICES : null;
  }

  @Override
  public Outcome<Boolean> restore(Trace trace, List<FieldChange> undone, List<Kept> kept) {
    Product now = store.find(new ProductId(trace.record())).orElseThrow();
    Map<String, String> facts = new TreeMap<>(ProductRows.facts(now));
    undone.forEach(change -> facts.compute(change.field(), (field, text) -> change.after()));
    ProductDraft draft =
        new ProductDraft(
            facts.get("sku"),
            facts.get("name"),
            facts.get("family"),
            prices(facts.getOrDefault(PRICES, "")),
            facts.get("externalSystem"),
            facts.get("externalId"));
    return products.edit(now.id(), draft).map(after -> !after.equals(now));
  }

  private static List<Price> prices(String text) {
    return Splitter.on(BETWEEN_PRICES)
        .omitEmptyStrings()
        .splitToStream(text)
        .map(money -> {
          int blank = money.lastIndexOf(' ');
          return new Price(money.substring(0, blank), money.substring(blank + 1));
        })
        .toList();
  }
}
