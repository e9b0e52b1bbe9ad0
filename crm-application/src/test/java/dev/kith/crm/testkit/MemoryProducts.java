package dev.kith.crm.testkit;

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
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

final class MemoryProducts implements ProductStore {

  private final MemoryAggregates<ProductId, Product> products;
  private final MemoryLists<ProductView> lists = new MemoryLists<>(ProductView.CATALOGUE);

  MemoryProducts(MemoryTransactions transactions) {
    this.products = new MemoryAggregates<>(transactions, Product::id);
  }

  @Override
  public Optional<Product> find(ProductId id) {
    return products.find(id);
  }

  @Override
  public Outcome<Product> add(Product product) {
    return products.add(product, this::unlessTaken);
  }

  @Override
  public Outcome<Product> update(Product product) {
    return products.update(product, this::unlessTaken);
  }

  @Override
  public Optional<Product> bySku(String sku) {
    return products.all().stream()
        .filter(product -> product.content().sku().equalsIgnoreCase(sku))
        .findFirst();
  }

  @Override
  public List<Product> findAll(Collection<ProductId> ids) {
    return products.all().stream().filter(product -> ids.contains(product.id())).toList();
  }

  @Override
  public List<Product> bySkus(Collection<String> skus) {
    return products.all().stream()
        .filter(product -> skus.stream().anyMatch(product.content().sku()::equalsIgnoreCase))
        .toList();
  }

  @Override
  public List<Product> holding(Collection<String> skus, Collection<String> externalKeys) {
    return products.all().stream()
        .filter(product ->
            skus.stream().anyMatch(product.content().sku()::equalsIgnoreCase)
                || externalId(product)
                    .map(ExternalId::key)
                    .filter(externalKeys::contains)
                    .isPresent())
        .toList();
  }

  @Override
  public List<Product> named(Collection<String> texts) {
    return products.all().stream()
        .filter(product -> texts.stream().anyMatch(text -> isMeant(product, text)))
        .toList();
  }

  private static boolean isMeant(Product product, String text) {
    ProductContent content = product.content();
    return content.sku().equalsIgnoreCase(text)
        || content.name().equalsIgnoreCase(text)
        || externalId(product).map(ExternalId::value).filter(text::equals).isPresent()
        || (!content.nameForm().isEmpty()
            && content.nameForm().equals(ProductContent.formOf(text)));
  }

  private static Optional<ExternalId> externalId(Product product) {
    return Optional.ofNullable(product.content().externalId());
  }

  @Override
  public void saveAll(List<Course<Product>> courses) {
    products.follow(courses, this::add, this::update);
  }

  @Override
  public Page<ProductView> page(ListQuery query) {
    return lists.page(
        products.all().stream()
            .filter(product -> MemoryLists.isIn(query.bin(), product.revision()))
            .map(ProductView::of)
            .filter(view ->
                MemoryLists.mentions(query.search(), view.sku(), view.name(), view.family()))
            .toList(),
        query);
  }

  private Outcome<Product> unlessTaken(Product product) {
    for (Product other : products.all()) {
      if (other.id().equals(product.id())) {
        continue;
      }
      if (other.content().sku().equalsIgnoreCase(product.content().sku())) {
        return Outcome.refused(new SkuTaken(product.content().sku(), other.id().value()));
      }
      ExternalId mine = product.content().externalId();
      ExternalId theirs = other.content().externalId();
      if (mine != null && theirs != null && mine.key().equals(theirs.key())) {
        return Outcome.refused(new ExternalIdTaken(mine.toString(), other.id().value()));
      }
    }
    return Outcome.done(product);
  }
}
