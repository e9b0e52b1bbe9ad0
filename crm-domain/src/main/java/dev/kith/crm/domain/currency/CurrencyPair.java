package dev.kith.crm.domain.currency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Money;
import java.util.Comparator;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two currencies, written EUR/USD: one unit of the base is worth so many of the quote.
 *
 * @param base of which there is one unit
 * @param quote in which it is expressed
 */
public record CurrencyPair(Currency base, Currency quote) implements Comparable<CurrencyPair> {

  private static final Comparator<CurrencyPair> ORDER =
      Comparator.comparing(CurrencyPair::toString);

  public CurrencyPair {
    if (base.equals(quote)) {
      throw new IllegalArgumentException(base + " is always worth itself");
    }
  }

  public static CurrencyPair of(String base, String quote) {
    return new CurrencyPair(Currency.getInstance(base), Currency.getInstance(quote));
  }

  /** The pair of two codes; null, with every problem noted, if they are none. */
  public static @Nullable CurrencyPair read(
      Checks checks, String baseField, String base, String quoteField, String quote) {
    Currency one = Money.currency(checks, baseField, base);
    Currency other = Money.currency(checks, quoteField, quote);
    if (one == null || other == null) {
      return null;
    }
    if (one.equals(other)) {
      checks.add(quoteField, "same-currency", "A currency has no rate to itself.");
      return null;
    }
    return new CurrencyPair(one, other);
  }

  /** Always the same for a pair. */
  public UUID id() {
    return UUID.nameUUIDFromBytes(("exchange-rates " + this).getBytes(UTF_8));
  }

  @Override
  public int compareTo(CurrencyPair other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return base.getCurrencyCode() + "/" + quote.getCurrencyCode();
  }
}
