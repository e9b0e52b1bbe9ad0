package dev.kith.crm.domain.product;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import java.text.Normalizer;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a product.
 *
 * @param sku by which everybody knows it; no two products have the same, in whatever case
 * @param family what it belongs to; null for nothing
 * @param prices its list prices, one a currency at most, by the codes of these
 */
public record ProductContent(
    String sku,
    String name,
    @Nullable String family,
    List<Money> prices,
    @Nullable ExternalId externalId) {

  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  public ProductContent {
    prices =
        ImmutableList.sortedCopyOf(
            comparing((Money price) -> price.currency().getCurrencyCode()), prices);
  }

  /**
   * What of its name different spellings have in common: its letters and digits, in whatever case.
   * Empty for a name that has none.
   */
  public String nameForm() {
    return formOf(name);
  }

  /** As {@link #nameForm}, of what somebody calls a product. */
  public static String formOf(String name) {
    return NEITHER_LETTER_NOR_DIGIT
        .matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll("");
  }

  /** What it costs by the list; empty where the list says nothing in this currency. */
  public Optional<Money> price(Currency currency) {
    return prices.stream().filter(price -> price.currency().equals(currency)).findFirst();
  }
}
