package dev.kith.crm.domain.product;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be known of a product, as it was written. */
public record ProductDraft(
    @Nullable String sku,
    @Nullable String name,
    @Nullable String family,
    List<Price> prices,
    @Nullable String externalSystem,
    @Nullable String externalId) {

  public static final int LONGEST_SKU = 60;
  public static final int LONGEST_NAME = 200;
  public static final int LONGEST_FAMILY = 100;
  public static final int MOST_PRICES = 50;

  public record Price(String amount, String currency) {
    static Price of(Money money) {
      return new Price(money.amount().toPlainString(), money.currency().getCurrencyCode());
    }
  }

  public ProductDraft {
    prices = ImmutableList.copyOf(prices);
  }

  public static ProductDraft of(String sku, String name, Price... prices) {
    return new ProductDraft(sku, name, null, ImmutableList.copyOf(prices), null, null);
  }

  /** What is known of a product, as somebody would write it. */
  public static ProductDraft of(ProductContent content) {
    ExternalId external = content.externalId();
    return new ProductDraft(
        content.sku(),
        content.name(),
        content.family(),
        content.prices().stream().map(Price::of).toList(),
        external == null ? null : external.system(),
        external == null ? null : external.value());
  }

  /** Refused with {@code invalid}, every problem listed. */
  public Outcome<ProductContent> read() {
    Checks checks = new Checks();
    String goodSku = checks.text("sku", sku, LONGEST_SKU, false);
    if (goodSku == null) {
      checks.add("sku", "required", "A product needs a key by which it is known.");
    }
    String goodName = checks.text("name", name, LONGEST_NAME, false);
    if (goodName == null) {
      checks.add("name", "required", "A product needs a name.");
    }
    String goodFamily = checks.text("family", family, LONGEST_FAMILY, false);
    List<Money> goodPrices = prices(checks);
    String system = checks.text("externalSystem", externalSystem, ExternalId.LONGEST_SYSTEM, false);
    String value = checks.text("externalId", externalId, ExternalId.LONGEST_VALUE, false);
    if (system != null && value == null) {
      checks.add("externalId", "required", "Say by what the other system knows it.");
    }
    return checks.orRefuse(() ->
        new ProductContent(
            goodSku == null ? "" : goodSku,
            goodName == null ? "" : goodName,
            goodFamily,
            goodPrices,
            value == null ? null : new ExternalId(system, value)));
  }

  private List<Money> prices(Checks checks) {
    if (prices.size() > MOST_PRICES) {
      checks.add("prices", "too-many", "A product has at most " + MOST_PRICES + " prices.");
    }
    List<Money> good = new ArrayList<>();
    Set<String> currencies = new HashSet<>();
    for (int i = 0; i < prices.size(); i++) {
      String at = "prices/" + i + "/";
      Price price = prices.get(i);
      Money money =
          Money.read(checks, at + "amount", price.amount(), at + "currency", price.currency());
      if (money != null && !currencies.add(money.currency().getCurrencyCode())) {
        checks.add(at + "currency", "twice", "There is another price in " + money.currency() + ".");
      } else if (money != null) {
        good.add(money);
      }
    }
    return good;
  }
}
