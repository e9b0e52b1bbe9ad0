package dev.kith.crm.domain.currency;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private static final Comparator<Currency> BY_CODE =
      Comparator.comparing(Currency::getCurrencyCode);

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

  /**
   * What amounts of several currencies add up to in one.
   *
   * @param sum null where a rate is missing
   * @param currency of the sum
   * @param rateDate the day of the oldest rate that was used; the day asked for where none was
   * @param missing the currencies without a rate, by code
   */
  public record Total(
      @Nullable Money sum, Currency currency, LocalDate rateDate, List<Currency> missing) {

    public Total {
      missing = ImmutableList.copyOf(missing);
    }

    /** Both together, in the same currency; null sums stay null. */
    public Total plus(Total other) {
      return new Total(
          sum == null || other.sum == null ? null : sum.plus(other.sum),
          currency,
          earlier(rateDate, other.rateDate),
          Stream.concat(missing.stream(), other.missing.stream())
              .distinct()
              .sorted(BY_CODE)
              .toList());
    }
  }

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

  /** Added up exactly, and rounded once. */
  public Total total(Collection<Money> amounts, Currency to) {
    BigDecimal sum = BigDecimal.ZERO;
    LocalDate rateDate = on;
    List<Currency> missing = new ArrayList<>();
    for (Money amount : amounts) {
      if (factor(amount.currency(), to) instanceof Outcome.Done<Factor>(var by)) {
        sum = sum.add(amount.amount().multiply(by.factor(), PRECISION));
        rateDate = earlier(rateDate, by.rateDate());
      } else {
        missing.add(amount.currency());
      }
    }
    return new Total(
        missing.isEmpty() ? Money.rounded(sum, to, RoundingMode.HALF_EVEN) : null,
        to,
        rateDate,
        missing.stream().distinct().sorted(BY_CODE).toList());
  }

  /** Refused with {@code no-exchange-rate}. */
  public Outcome<Factor> factor(Currency from, Currency to) {
    return Outcome.found(
        direct(from, to).or(() -> over(from, to)),
        () -> new CurrencyRefusal.NoExchangeRate(from, to, on));
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
    Set<Currency> others = new TreeSet<>(BY_CODE);
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
        earlier(first.rateDate(), second.rateDate()));
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
