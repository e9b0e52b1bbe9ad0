package dev.kith.crm.domain.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An amount in one currency, always at the currency's own number of digits (ISO 4217), so that 10
 * and 10.00 are the same money.
 *
 * <p>Arithmetic works within one currency only; nothing here rounds except {@link #times} and
 * {@link #rounded}, which say how.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

  private static final int MOST_DIGITS = 15;
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,10})?");

  /**
   * @throws IllegalArgumentException if the currency has no digits of its own (such as XXX), or the
   *     amount has more digits than the currency: round first, see {@link #rounded}
   */
  public Money {
    int digits = currency.getDefaultFractionDigits();
    if (digits < 0) {
      throw new IllegalArgumentException(currency + " is not a currency for amounts");
    }
    try {
      amount = amount.setScale(digits, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          amount + " has more digits than " + currency + " knows", e);
    }
  }

  public static Money of(String amount, String currencyCode) {
    return new Money(new BigDecimal(amount), Currency.getInstance(currencyCode));
  }

  /** As {@link #toString} has written it. */
  public static Money parse(String text) {
    int blank = text.indexOf(' ');
    return of(text.substring(0, blank), text.substring(blank + 1));
  }

  /**
   * Reads an amount, which is not negative, and the code of its currency; null if one of them is
   * not good, which is noted at its field. A comma is no decimal point: what it means depends on
   * where one is.
   *
   * @param currency null if none was said, which is not good either
   */
  public static @Nullable Money read(
      Checks checks,
      String amountField,
      String amount,
      String currencyField,
      @Nullable String currency) {
    Currency known = currency == null ? null : currency(checks, currencyField, currency);
    if (currency == null) {
      checks.add(currencyField, "required", "An amount needs its currency.");
    }
    String digits = amount.strip();
    if (!AMOUNT.matcher(digits).matches()) {
      checks.add(
          amountField,
          "amount-syntax",
          "An amount is written as 1250.50, with at most "
              + MOST_DIGITS
              + " digits before the point.");
      return null;
    }
    BigDecimal exact = new BigDecimal(digits);
    if (known != null && exact.stripTrailingZeros().scale() > known.getDefaultFractionDigits()) {
      checks.add(
          amountField,
          "too-many-decimals",
          known + " has " + known.getDefaultFractionDigits() + " digits behind the point.");
      return null;
    }
    return known == null ? null : new Money(exact, known);
  }

  /** The currency of a code; null, with the problem noted, if there is none for amounts. */
  public static @Nullable Currency currency(Checks checks, String field, String code) {
    Currency known = currencyOf(code.strip().toUpperCase(Locale.ROOT));
    if (known == null) {
      checks.add(field, "currency-unknown", "A currency is a code of ISO 4217, such as EUR.");
    }
    return known;
  }

  /** Null if there is none, or none for amounts, such as XXX. */
  private static @Nullable Currency currencyOf(String code) {
    try {
      Currency currency = Currency.getInstance(code);
      return currency.getDefaultFractionDigits() < 0 ? null : currency;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** The amount brought to the currency's digits. */
  public static Money rounded(BigDecimal amount, Currency currency, RoundingMode rounding) {
    return new Money(amount.setScale(currency.getDefaultFractionDigits(), rounding), currency);
  }

  public Money plus(Money other) {
    return new Money(amount.add(inSameCurrency(other).amount), currency);
  }

  public Money minus(Money other) {
    return new Money(amount.subtract(inSameCurrency(other).amount), currency);
  }

  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  public Money times(BigDecimal factor, RoundingMode rounding) {
    return rounded(amount.multiply(factor), currency, rounding);
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  public boolean isNegative() {
    return amount.signum() < 0;
  }

  /**
   * Splits this money by weights so that the parts add up to it to the last unit (largest-remainder
   * method; of equal remainders the earlier part gets the unit).
   *
   * @param weights at least one, none negative, not all zero
   */
  public List<Money> allocate(List<BigDecimal> weights) {
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (total.signum() <= 0 || weights.stream().anyMatch(w -> w.signum() < 0)) {
      throw new IllegalArgumentException(
          "weights must not be negative and not all zero: " + weights);
    }
    // Exact in whole units: the quotient and remainder of units x weight over the total, all
    // brought to one integer scale.
    int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    BigInteger divisor = total.setScale(Math.max(scale, 0)).unscaledValue();
    BigInteger units = amount.unscaledValue();
    BigInteger magnitude = units.abs();
    List<BigInteger> shares = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    BigInteger given = BigInteger.ZERO;
    for (BigDecimal weight : weights) {
      BigInteger[] parts =
          magnitude
              .multiply(weight.setScale(Math.max(scale, 0)).unscaledValue())
              .divideAndRemainder(divisor);
      shares.add(parts[0]);
      remainders.add(parts[1]);
      given = given.add(parts[0]);
    }
    int left = magnitude.subtract(given).intValueExact();
    List<Integer> byRemainder =
        IntStream.range(0, shares.size())
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
            .toList();
    byRemainder.stream().limit(left).forEach(i -> shares.set(i, shares.get(i).add(BigInteger.ONE)));
    BigInteger sign = BigInteger.valueOf(units.signum());
    return shares.stream()
        .map(s -> new Money(new BigDecimal(s.multiply(sign), amount.scale()), currency))
        .toList();
  }

  /** Compares within one currency. */
  @Override
  public int compareTo(Money other) {
    return amount.compareTo(inSameCurrency(other).amount);
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency.getCurrencyCode();
  }

  private Money inSameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(
          "different currencies: " + currency + " and " + other.currency);
    }
    return other;
  }
}
