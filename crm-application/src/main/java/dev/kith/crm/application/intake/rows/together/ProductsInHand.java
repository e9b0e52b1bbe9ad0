package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.application.product.ProductView;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductContent;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.product.ProductRefusal.ExternalIdTaken;
import dev.kith.crm.domain.product.ProductRefusal.SkuTaken;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Products as rows leave them, and as the cells of other rows name them. */
public final class ProductsInHand extends StoreInHand<ProductId, Product> implements ProductStore {

  private static final String SKU = "sku ";
  private static final String EXTERNAL = "external ";
  private static final String FORM = "form ";
  private static final String TEXT = "text ";

  private final ProductStore store;
  private final Names<ProductId> names = new Names<>();

  public ProductsInHand(RowsInOneGo rows, ProductStore store) {
    super(rows, ProductId::new);
    this.store = store;
  }

  @Override
  Map<String, Function<UUID, Refusal>> unique(Product product) {
    Map<String, Function<UUID, Refusal>> unique = new LinkedHashMap<>();
    String sku = product.content().sku();
    unique.put(SKU + lower(sku), holder -> new SkuTaken(sku, holder));
    ExternalId id = product.content().externalId();
    if (id != null) {
      unique.put(EXTERNAL + id.key(), holder -> new ExternalIdTaken(id.toString(), holder));
    }
    return unique;
  }

  @Override
  List<Product> readHolders(Set<String> keys) {
    return store.holding(of("sku", keys), of("external", keys));
  }

  @Override
  Optional<Product> read(ProductId wanted) {
    return store.find(wanted);
  }

  @Override
  List<Product> readAll(Collection<ProductId> wanted) {
    return store.findAll(wanted);
  }

  /** What it is called by; looked at again when somebody asks. */
  @Override
  void came(Product next) {
    ExternalId id = next.content().externalId();
    Stream.of(
            TEXT + lower(next.content().sku()),
            TEXT + lower(next.content().name()),
            FORM + next.content().nameForm(),
            TEXT + (id == null ? "" : lower(id.value())))
        .forEach(text -> names.add(text, next.id()));
  }

  /** Reads the products that these texts name, in one go. */
  public void meetNamed(Collection<String> wanted) {
    names.meet(wanted, unknown -> learn(store.named(unknown)));
  }

  @Override
  public List<Product> named(Collection<String> wanted) {
    meetNamed(wanted);
    Set<ProductId> found = new LinkedHashSet<>();
    for (String text : wanted) {
      found.addAll(names.of(TEXT + lower(text)));
      found.addAll(names.of(FORM + ProductContent.formOf(text)));
    }
    return findAll(found);
  }

  @Override
  public List<Product> findAll(Collection<ProductId> ids) {
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public Optional<Product> bySku(String sku) {
    return bySkus(List.of(sku)).stream().findFirst();
  }

  @Override
  public List<Product> bySkus(Collection<String> skus) {
    return holding(skus, List.of());
  }

  @Override
  public List<Product> holding(Collection<String> skus, Collection<String> externalKeys) {
    Set<String> keys = new LinkedHashSet<>();
    skus.forEach(sku -> keys.add(SKU + lower(sku)));
    externalKeys.forEach(key -> keys.add(EXTERNAL + key));
    return holders(keys);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @Override
  public Page<ProductView> page(ListQuery query) {
    return store.page(query);
  }

  @Override
  public void saveAll(List<Course<Product>> courses) {
    store.saveAll(courses);
  }

  @Override
  public void save() {
    store.saveAll(courses());
  }
}
