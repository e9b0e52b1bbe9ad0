package dev.kith.crm.domain.funnel;

import static java.util.Comparator.comparing;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.currency.RateTable.Conversion;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What opportunities are worth together, in one currency. What has no rate is not in the sum, and
 * is named beside it.
 *
 * <p>Each group of opportunities that is counted by itself is converted and rounded once; sums are
 * made of these. So whatever is cut into parts adds up again to the last unit.
 *
 * @param sum of those whose amount could be told in its currency
 * @param rateDate the day of the oldest rate that was used; the day asked for where none was
 * @param rated how many are in the sum
 * @param withoutAmount how many say no amount
 * @param unrated those without a rate, by currency
 */
public record Worth(
    Money sum, LocalDate rateDate, long rated, long withoutAmount, List<Unrated> unrated) {

  /** Opportunities in a currency without a rate, and what they add up to in it. */
  public record Unrated(long opportunities, Money amount) {}

  /**
   * Opportunities of one currency.
   *
   * @param amount what they add up to; null for those that say none
   */
  public record Part(long opportunities, @Nullable Money amount) {}

  public Worth {
    unrated = ImmutableList.copyOf(unrated);
  }

  public static Worth none(RateTable rates, Currency currency) {
    return new Worth(Money.zero(currency), rates.on(), 0, 0, List.of());
  }

  /** In the currency of the first argument by these rates. */
  public static Worth of(Collection<Part> parts, RateTable rates, Currency currency) {
    Worth all = none(rates, currency);
    for (Part part : parts) {
      all = all.plus(of(part, rates, currency));
    }
    return all;
  }

  private static Worth of(Part part, RateTable rates, Currency currency) {
    Money amount = part.amount();
    Money zero = Money.zero(currency);
    if (amount == null) {
      return new Worth(zero, rates.on(), 0, part.opportunities(), List.of());
    }
    return switch (rates.convert(amount, currency)) {
      case Outcome.Done<Conversion>(var converted) ->
          new Worth(converted.to(), converted.by().rateDate(), part.opportunities(), 0, List.of());
      case Outcome.Refused<Conversion> refused ->
          new Worth(zero, rates.on(), 0, 0, List.of(new Unrated(part.opportunities(), amount)));
    };
  }

  /** Both together; they are in the same currency. */
  public Worth plus(Worth other) {
    Map<Currency, Unrated> together =
        new TreeMap<>(comparing((Currency currency) -> currency.getCurrencyCode()));
    for (List<Unrated> some : List.of(unrated, other.unrated)) {
      for (Unrated one : some) {
        together.merge(
            one.amount().currency(),
            one,
            (a, b) ->
                new Unrated(a.opportunities() + b.opportunities(), a.amount().plus(b.amount())));
      }
    }
    return new Worth(
        sum.plus(other.sum),
        rateDate.isBefore(other.rateDate) ? rateDate : other.rateDate,
        rated + other.rated,
        withoutAmount + other.withoutAmount,
        List.copyOf(together.values()));
  }

  /** How many opportunities it is told of. */
  public long opportunities() {
    return rated + withoutAmount + unrated.stream().mapToLong(Unrated::opportunities).sum();
  }
}
