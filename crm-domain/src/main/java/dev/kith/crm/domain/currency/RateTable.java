package dev.kith.crm.domain.currency;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The rates that count on one day, and what amounts are worth by them.
 *
 * <p>Between two currencies counts their own rate, or else the inverse of the rate the other way
 * round, or else the way over a third currency that has a rate with each of them: over the one
 * whose older rate is the youngest, and of equals over the first by code. Rates are multiplied and
 * divided to 34 digits; only the amount at the end is rounded, to the digits of its currency, half
 * to even.
 *
 * @param on the day
 * @param quotes the latest of each pair that is not later than the day
 */
public record RateTable(LocalDate on, Map<CurrencyPair, Quote> quotes) {

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** A rate with the day from which it counts. */
  public record Quote(LocalDate from, BigDecimal rate) {}

  /**
   * How many units of one currency one of another is worth.
   *
   * @param rateDate the day of the oldest rate that was used; the day asked for where none was
   */
  public record Factor(BigDecimal factor, LocalDate rateDate) {}

  /** An amount in another currency, and by what. */
  public record Conversion(Money from, Money to, Factor by) {}

  public RateTable {
    quotes = ImmutableMap.copyOf(quotes);
  }

  /** Refused with {@code no-exchange-rate}. */
  public Outcome<Conversion> convert(Money amount, Currency to) {
    return factor(amount.currency(), to)
        .map(by ->
            new Conversion(
                amount,
                Money.rounded(
                    amount.amount().multiply(by.factor(), PRECISION), to, RoundingMode.HALF_EVEN),
                by));
  }

  /** Refused with {@code no-exchange-rate}. */
  public Outcome<Factor> factor(Currency from, Currency to) {
    return direct(from, to)
        .or(() -> over(from, to))
        .map(Outcome::done)
        .orElseGet(() -> Outcome.refused(new CurrencyRefusal.NoExchangeRate(from, to, on)));
  }

  private Optional<Factor> direct(Currency from, Currency to) {
    if (from.equals(to)) {
      return Optional.of(new Factor(BigDecimal.ONE, on));
    }
    Quote quote = quotes.get(new CurrencyPair(from, to));
    if (quote != null) {
      return Optional.of(new Factor(quote.rate(), quote.from()));
    }
    return Optional.ofNullable(quotes.get(new CurrencyPair(to, from)))
        .map(inverse ->
            new Factor(BigDecimal.ONE.divide(inverse.rate(), PRECISION), inverse.from()));
  }

  private Optional<Factor> over(Currency from, Currency to) {
    Set<Currency> others = new TreeSet<>(Comparator.comparing(Currency::getCurrencyCode));
    quotes.keySet().stream()
        .flatMap(pair -> Stream.of(pair.base(), pair.quote()))
        .filter(other -> !other.equals(from) && !other.equals(to))
        .forEach(others::add);
    Factor best = null;
    for (Currency third : others) {
      Optional<Factor> first = direct(from, third);
      Optional<Factor> second = direct(third, to);
      if (first.isPresent() && second.isPresent()) {
        Factor way = joined(first.get(), second.get());
        if (best == null || way.rateDate().isAfter(best.rateDate())) {
          best = way;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static Factor joined(Factor first, Factor second) {
    return new Factor(
        first.factor().multiply(second.factor(), PRECISION),
        first.rateDate().isBefore(second.rateDate()) ? first.rateDate() : second.rateDate());
  }
}
