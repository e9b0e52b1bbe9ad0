package dev.kith.crm.domain.currency;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What one unit of a currency was worth in another, from which day on.
 *
 * <p>The rates of a pair begin with the first that is kept; more come, and single ones are
 * corrected or taken away. A rate counts until the next: also over days on which none is published.
 * Whatever is worked out for a past day follows a correction of its rates.
 *
 * @param rates by the first day on which each counts; none is zero or less, and none ends with
 *     zeros behind the point
 */
public record ExchangeRates(
    CurrencyPair pair, Revision revision, NavigableMap<LocalDate, BigDecimal> rates)
    implements Aggregate {

  public ExchangeRates {
    rates = ImmutableSortedMap.copyOfSorted(rates);
  }

  /** Those of every working day for more than seventy years. */
  public static final int MOST_RATES = 20_000;

  /** Refused with {@code invalid} where there are too many. */
  public static Outcome<Change<ExchangeRates>> begin(
      CurrencyPair pair, Map<LocalDate, BigDecimal> rates, Instant now) {
    return within(new TreeMap<>(rates))
        .map(good -> Change.of(new ExchangeRates(pair, Revision.first(now), good)));
  }

  /** Adds rates, and replaces those of days that have one. Refused with {@code invalid}. */
  public Outcome<Change<ExchangeRates>> put(Map<LocalDate, BigDecimal> more, Instant now) {
    NavigableMap<LocalDate, BigDecimal> next = new TreeMap<>(rates);
    next.putAll(more);
    return within(next).map(good -> changed(good, now));
  }

  /** From then on the rate before counts. Refused with {@code not-found}. */
  public Outcome<Change<ExchangeRates>> remove(LocalDate from, Instant now) {
    if (!rates.containsKey(from)) {
      return Outcome.refused(new NotFound("exchange rate", pair + " from " + from));
    }
    NavigableMap<LocalDate, BigDecimal> next = new TreeMap<>(rates);
    next.remove(from);
    return Outcome.done(changed(next, now));
  }

  private Change<ExchangeRates> changed(NavigableMap<LocalDate, BigDecimal> next, Instant now) {
    return next.equals(rates)
        ? Change.none(this)
        : Change.of(new ExchangeRates(pair, revision.next(now), next));
  }

  private static Outcome<NavigableMap<LocalDate, BigDecimal>> within(
      NavigableMap<LocalDate, BigDecimal> rates) {
    return rates.size() <= MOST_RATES
        ? Outcome.done(rates)
        : Outcome.refused(
            Invalid.of(
                new Violation(
                    "", "too-many", "At most " + MOST_RATES + " rates are kept of a pair.")));
  }

  /** Without zeros at the end, so that equal rates are equal. */
  public static BigDecimal plain(BigDecimal rate) {
    BigDecimal stripped = rate.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public Subject subject() {
    return subjectOf(pair);
  }

  public static Subject subjectOf(CurrencyPair pair) {
    return new Subject("exchange-rates", pair.id());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("pair", pair.toString());
    rates.forEach((from, rate) -> facts.put(from.toString(), rate.toPlainString()));
    return facts.buildOrThrow();
  }
}
