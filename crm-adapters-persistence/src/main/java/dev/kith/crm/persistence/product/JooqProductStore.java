package dev.kith.crm.persistence.product;

import static dev.kith.crm.persistence.generated.Tables.PRODUCT;
import static org.jooq.impl.DSL.any;

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
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ProductRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Saving;
import dev.kith.crm.persistence.kernel.SearchText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Products. That keys and external ids are distinct is held by unique constraints: whoever loses a
 * race to one repeats their run, and then sees who has it.
 */
public final class JooqProductStore implements ProductStore {

  private static final List<String> CONSTRAINTS =
      List.of("product_sku_unique", "product_external_unique");

  private final Database database;
  private final ListSql<ProductView> list;

  public JooqProductStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            ProductView.CATALOGUE,
            Map.of(
                "id", Column.exact(PRODUCT.ID, false),
                "sku", Column.keyed(PRODUCT.SKU_KEY, false),
                "name", Column.keyed(PRODUCT.NAME_KEY, false),
                "family", Column.text(database, PRODUCT.FAMILY, true),
                "active", Column.exact(PRODUCT.ACTIVE, false),
                "externalSystem", Column.text(database, PRODUCT.EXTERNAL_SYSTEM, true),
                "externalId", Column.text(database, PRODUCT.EXTERNAL_ID, true),
                "createdAt", Column.exact(PRODUCT.CREATED_AT, false),
                "updatedAt", Column.exact(PRODUCT.UPDATED_AT, false)),
            PRODUCT.ID,
            PRODUCT,
            List.<Field<?>>of(PRODUCT.fields()),
            row -> ProductView.of(product(row.into(PRODUCT))));
  }

  @Override
  public Optional<Product> find(ProductId id) {
    return where(PRODUCT.ID.eq(id.value()));
  }

  @Override
  public Optional<Product> bySku(String sku) {
    return where(PRODUCT.SKU_KEY.eq(key(sku)));
  }

  @Override
  public List<Product> findAll(Collection<ProductId> ids) {
    return ids.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectFrom(PRODUCT)
            .where(PRODUCT.ID.eq(any(ids.stream().map(ProductId::value).toArray(UUID[]::new))))
            .fetch(this::product);
  }

  @Override
  public List<Product> bySkus(Collection<String> skus) {
    return among(PRODUCT.SKU_KEY, skus.stream().map(JooqProductStore::key).toList());
  }

  @Override
  public List<Product> holding(Collection<String> skus, Collection<String> externalKeys) {
    Map<ProductId, Product> found = new LinkedHashMap<>();
    bySkus(skus).forEach(product -> found.put(product.id(), product));
    among(PRODUCT.EXTERNAL_KEY, externalKeys).forEach(product -> found.put(product.id(), product));
    return List.copyOf(found.values());
  }

  @Override
  public List<Product> named(Collection<String> texts) {
    List<String> keys = texts.stream().map(JooqProductStore::key).toList();
    List<String> forms =
        texts.stream().map(ProductContent::formOf).filter(form -> !form.isEmpty()).toList();
    Map<ProductId, Product> found = new LinkedHashMap<>();
    Stream.of(
            among(PRODUCT.SKU_KEY, keys),
            among(PRODUCT.EXTERNAL_ID, texts),
            among(PRODUCT.NAME_KEY, keys),
            among(PRODUCT.NAME_FORM, forms))
        .flatMap(List::stream)
        .forEach(product -> found.put(product.id(), product));
    return List.copyOf(found.values());
  }

  private List<Product> among(Field<String> column, Collection<String> values) {
    return values.isEmpty()
        ? List.of()
        : database
            .dsl()
            .selectFrom(PRODUCT)
            .where(column.eq(any(values.toArray(String[]::new))))
            .fetch(this::product);
  }

  @Override
  public void saveAll(List<Course<Product>> courses) {
    orLoseRace(() -> {
      Bulk.insert(
          database,
          PRODUCT,
          List.of(PRODUCT.fields()),
          Saving.born(courses),
          product -> Bulk.values(row(product)));
      Saving.followAll(database, Saving.changed(courses), this::row, PRODUCT.ID, PRODUCT.VERSION);
      return courses;
    });
  }

  private Optional<Product> where(Condition which) {
    return database.dsl().selectFrom(PRODUCT).where(which).fetchOptional(this::product);
  }

  @Override
  public Outcome<Product> add(Product product) {
    return unlessTaken(
        product,
        () -> {
          database.dsl().executeInsert(row(product));
          return Outcome.done(product);
        });
  }

  @Override
  public Outcome<Product> update(Product product) {
    return unlessTaken(
        product,
        () -> Saving.replace(database, product, row(product), PRODUCT.ID, PRODUCT.VERSION));
  }

  private Outcome<Product> unlessTaken(Product product, Supplier<Outcome<Product>> work) {
    Condition other = PRODUCT.ID.ne(product.id().value());
    Optional<Product> sameSku = where(PRODUCT.SKU_KEY.eq(key(product.content().sku())).and(other));
    if (sameSku.isPresent()) {
      return Outcome.refused(new SkuTaken(product.content().sku(), sameSku.get().id().value()));
    }
    ExternalId externalId = product.content().externalId();
    if (externalId != null) {
      Optional<Product> same = where(PRODUCT.EXTERNAL_KEY.eq(externalId.key()).and(other));
      if (same.isPresent()) {
        return Outcome.refused(new ExternalIdTaken(externalId.toString(), same.get().id().value()));
      }
    }
    return orLoseRace(work);
  }

  private static <T> T orLoseRace(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw CONSTRAINTS.stream().anyMatch(constraint -> Failures.breaks(e, constraint))
          ? Failures.lostRace(e)
          : e;
    }
  }

  @Override
  public Page<ProductView> page(ListQuery query) {
    String search = query.search();
    return list.page(
        query,
        inBin(query.bin())
            .and(
                ListSql.hasFragments(
                    search == null ? null : SearchText.comparable(search),
                    List.of(PRODUCT.SEARCH_TEXT))));
  }

  /** None is ever thrown away. */
  private static Condition inBin(ListQuery.Bin bin) {
    return bin == ListQuery.Bin.DELETED ? DSL.falseCondition() : DSL.noCondition();
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private ProductRecord row(Product product) {
    ProductContent content = product.content();
    ExternalId externalId = content.externalId();
    ProductRecord row = new ProductRecord();
    row.setId(product.id().value());
    row.setVersion(product.revision().version());
    row.setCreatedAt(product.revision().createdAt());
    row.setUpdatedAt(product.revision().updatedAt());
    row.setSku(content.sku());
    row.setSkuKey(key(content.sku()));
    row.setName(content.name());
    row.setNameKey(key(content.name()));
    row.setNameForm(content.nameForm());
    row.setFamily(content.family());
    row.setPrices(database.json().write(content.prices()));
    row.setActive(product.active());
    row.setExternalSystem(externalId == null ? null : externalId.system());
    row.setExternalId(externalId == null ? null : externalId.value());
    row.setExternalKey(externalId == null ? null : externalId.key());
    row.setSearchText(
        SearchText.comparable(
            content.sku() + "\n" + content.name() + "\n" + orEmpty(content.family())));
    return row;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Product product(ProductRecord row) {
    return new Product(
        new ProductId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new ProductContent(
            row.getSku(),
            row.getName(),
            row.getFamily(),
            database.json().readList(row.getPrices(), Money.class),
            row.getExternalId() == null
                ? null
                : new ExternalId(row.getExternalSystem(), row.getExternalId())),
        row.getActive());
  }
}
