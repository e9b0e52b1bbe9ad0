package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.application.product.Products;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductDraft.Price;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are products. A product that has the external id or the key of the row is the same;
 * where a row says neither, one that is called the same. A new product without a key is known by
 * its name.
 *
 * <p>A row says one list price; those in other currencies stay.
 */
record ProductRows(ProductStore store, Products products, ProductLookup lookup)
    implements RecordRows {

  private static final String SKU = "sku";
  private static final String NAME = "name";
  private static final String FAMILY = "family";
  private static final String PRICE = "price";
  private static final String CURRENCY = "currency";
  private static final String EXTERNAL_SYSTEM = "externalSystem";
  private static final String EXTERNAL_ID = "externalId";

  private static final Pattern PRICE_OF_LIST = Pattern.compile("/prices/\\d+/amount");
  private static final Pattern CURRENCY_OF_LIST = Pattern.compile("/prices/\\d+/currency");

  @Override
  public List<Violation> flaws(Map<String, String> row) {
    boolean maySayLittle = row.containsKey(SKU) || row.containsKey(EXTERNAL_ID);
    return problemsOf(draft(row)).stream()
        .filter(problem -> !maySayLittle || !problem.code().equals("required"))
        .toList();
  }

  /** Each at the field of the row. */
  private List<Violation> problemsOf(ProductDraft draft) {
    return products.problemsOf(draft).stream().map(ProductRows::atField).toList();
  }

  private static Violation atField(Violation problem) {
    String field =
        PRICE_OF_LIST.matcher(problem.pointer()).matches()
            ? PRICE
            : CURRENCY_OF_LIST.matcher(problem.pointer()).matches() ? CURRENCY : null;
    return field == null ? problem : Violation.at(field, problem.code(), problem.message());
  }

  private static ProductDraft draft(Map<String, String> row) {
    return new ProductDraft(
        row.getOrDefault(SKU, row.get(NAME)),
        row.get(NAME),
        row.get(FAMILY),
        price(row).stream().toList(),
        row.get(EXTERNAL_SYSTEM),
        row.get(EXTERNAL_ID));
  }

  /** A currency that every row says means nothing where a row says no price. */
  private static Optional<Price> price(Map<String, String> row) {
    return Optional.ofNullable(row.get(PRICE))
        .map(amount -> new Price(amount, row.getOrDefault(CURRENCY, "")));
  }

  @Override
  public Set<String> keys(Map<String, String> row) {
    Set<String> keys = new LinkedHashSet<>();
    String external = row.get(EXTERNAL_ID);
    if (external != null) {
      keys.add("external " + new ExternalId(row.get(EXTERNAL_SYSTEM), external).key());
    }
    String sku = row.get(SKU);
    if (sku != null) {
      keys.add("sku " + sku.toLowerCase(Locale.ROOT));
    }
    String name = row.get(NAME);
    if (keys.isEmpty() && name != null) {
      keys.add("name " + name.toLowerCase(Locale.ROOT));
    }
    return keys;
  }

  @Override
  public Outcome<Brought> bring(Map<String, String> row, ConflictPolicy policy) {
    List<Product> same = same(row);
    if (same.size() > 1) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  row.containsKey(SKU) ? SKU : NAME,
                  "ambiguous-product",
                  "The row is about several products: one has its key or name, another its"
                      + " external id or the same name.")));
    }
    return same.isEmpty() ? created(row) : there(same.getFirst(), row, policy);
  }

  private List<Product> same(Map<String, String> row) {
    String sku = row.get(SKU);
    String external = row.get(EXTERNAL_ID);
    String name = row.get(NAME);
    if (sku == null && external == null) {
      return name == null ? List.of() : called(name);
    }
    return store.holding(
        sku == null ? List.of() : List.of(sku),
        external == null
            ? List.of()
            : List.of(new ExternalId(row.get(EXTERNAL_SYSTEM), external).key()));
  }

  /** One that has no other key is known by its name. */
  private List<Product> called(String name) {
    List<Product> called = lookup.called(name);
    return called.isEmpty() ? store.bySkus(List.of(name)) : called;
  }

  private Outcome<Brought> created(Map<String, String> row) {
    ProductDraft draft = draft(row);
    List<Violation> problems = problemsOf(draft);
    return problems.isEmpty()
        ? products.list(draft).map(made -> new Created(made.id().value()))
        : Outcome.refused(new Invalid(problems));
  }

  private Outcome<Brought> there(Product before, Map<String, String> row, ConflictPolicy policy) {
    if (policy == ConflictPolicy.SKIP) {
      return Outcome.done(Row.exists("product"));
    }
    ProductDraft draft = edited(ProductDraft.of(before.content()), row, policy);
    List<Violation> problems = problemsOf(draft);
    return problems.isEmpty()
        ? products
            .edit(before.id(), draft)
            .map(after ->
                Row.changed(
                    "product",
                    before.id().value(),
                    facts(before),
                    facts(after),
                    after.revision().version()))
        : Outcome.refused(new Invalid(problems));
  }

  /** Every field as text, as rows fill them. */
  static Map<String, String> facts(Product product) {
    Map<String, String> facts = new TreeMap<>(product.facts());
    ExternalId external = product.content().externalId();
    if (external != null) {
      facts.put(EXTERNAL_ID, external.value());
      if (external.system() != null) {
        facts.put(EXTERNAL_SYSTEM, external.system());
      }
    }
    return facts;
  }

  private static ProductDraft edited(
      ProductDraft now, Map<String, String> row, ConflictPolicy policy) {
    boolean hasExternalId = now.externalId() != null;
    return new ProductDraft(
        chosen(now.sku(), row.get(SKU), policy),
        chosen(now.name(), row.get(NAME), policy),
        chosen(now.family(), row.get(FAMILY), policy),
        prices(now.prices(), price(row).orElse(null), policy),
        hasExternalId && !row.containsKey(EXTERNAL_ID)
            ? now.externalSystem()
            : chosen(now.externalSystem(), row.get(EXTERNAL_SYSTEM), policy),
        chosen(now.externalId(), row.get(EXTERNAL_ID), policy));
  }

  private static @Nullable String chosen(
      @Nullable String now, @Nullable String said, ConflictPolicy policy) {
    return said == null || (now != null && policy == ConflictPolicy.FILL_EMPTY) ? now : said;
  }

  private static List<Price> prices(List<Price> now, @Nullable Price said, ConflictPolicy policy) {
    if (said == null) {
      return now;
    }
    boolean isThere = now.stream().anyMatch(price -> sameCurrency(price, said));
    if (isThere && policy == ConflictPolicy.FILL_EMPTY) {
      return now;
    }
    List<Price> prices = new ArrayList<>(now);
    prices.removeIf(price -> sameCurrency(price, said));
    prices.add(said);
    return prices;
  }

  private static boolean sameCurrency(Price one, Price other) {
    return Objects.equals(one.currency(), other.currency().strip().toUpperCase(Locale.ROOT));
  }
}
