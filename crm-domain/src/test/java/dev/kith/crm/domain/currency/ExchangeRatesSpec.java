package dev.kith.crm.domain.currency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.currency.RateTable.Conversion;
import dev.kith.crm.domain.currency.RateTable.Factor;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Leads;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExchangeRatesSpec {

  private static final Instant NOW = Leads.CAPTURED;
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 2);
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final CurrencyPair EUR_USD = CurrencyPair.of("EUR", "USD");
  private static final CurrencyPair EUR_JPY = CurrencyPair.of("EUR", "JPY");
  private static final Currency USD = Currency.getInstance("USD");
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency JPY = Currency.getInstance("JPY");

  private static Quote quote(LocalDate from, String rate) {
    return new Quote(from, new BigDecimal(rate));
  }

  private static ExchangeRates rates(Map<LocalDate, BigDecimal> rates) {
    return ExchangeRates.begin(EUR_USD, rates, NOW).orElseThrow().next();
  }

  @Nested
  class An_amount_in_another_currency {

    private final RateTable table =
        new RateTable(APRIL, Map.of(EUR_USD, quote(APRIL, "1.25"), EUR_JPY, quote(MARCH, "160.5")));

    @Test
    void is_worth_the_rate_of_the_two() {
      assertThat(table.convert(Money.of("200.00", "EUR"), USD))
          .isEqualTo(
              Outcome.done(
                  new Conversion(
                      Money.of("200.00", "EUR"),
                      Money.of("250.00", "USD"),
                      new Factor(new BigDecimal("1.25"), APRIL))));
    }

    @Test
    void is_worth_the_inverse_of_the_rate_the_other_way_round() {
      assertThat(table.convert(Money.of("250.00", "USD"), EUR).orElseThrow().to())
          .isEqualTo(Money.of("200.00", "EUR"));
    }

    @Test
    void goes_over_a_third_currency_where_there_is_no_rate_and_says_its_older_day() {
      Conversion over = table.convert(Money.of("100.00", "USD"), JPY).orElseThrow();
      assertThat(over.to()).isEqualTo(Money.of("12840", "JPY"));
      assertThat(over.by().rateDate()).isEqualTo(MARCH);
    }

    @Test
    void takes_the_way_whose_older_rate_is_the_youngest() {
      RateTable two =
          new RateTable(
              APRIL,
              Map.of(
                  EUR_USD,
                  quote(APRIL, "1.25"),
                  EUR_JPY,
                  quote(MARCH, "160.5"),
                  CurrencyPair.of("GBP", "USD"),
                  quote(APRIL, "1.5"),
                  CurrencyPair.of("GBP", "JPY"),
                  quote(APRIL, "180")));
      Conversion over = two.convert(Money.of("100.00", "USD"), JPY).orElseThrow();
      assertThat(over.to()).isEqualTo(Money.of("12000", "JPY"));
      assertThat(over.by().rateDate()).isEqualTo(APRIL);
    }

    @Test
    void stays_what_it_is_in_its_own_currency() {
      assertThat(table.convert(Money.of("7.77", "USD"), USD).orElseThrow())
          .isEqualTo(
              new Conversion(
                  Money.of("7.77", "USD"),
                  Money.of("7.77", "USD"),
                  new Factor(BigDecimal.ONE, APRIL)));
    }

    @Test
    void is_rounded_once_half_to_even_to_the_digits_of_its_currency() {
      RateTable one = new RateTable(APRIL, Map.of(EUR_USD, quote(APRIL, "0.5")));
      assertThat(one.convert(Money.of("0.01", "EUR"), USD).orElseThrow().to())
          .isEqualTo(Money.of("0.00", "USD"));
      assertThat(one.convert(Money.of("0.03", "EUR"), USD).orElseThrow().to())
          .isEqualTo(Money.of("0.02", "USD"));
      assertThat(one.convert(Money.of("-0.03", "EUR"), USD).orElseThrow().to())
          .isEqualTo(Money.of("-0.02", "USD"));
    }

    @Test
    void is_refused_where_nobody_said_what_it_is_worth() {
      Currency chf = Currency.getInstance("CHF");
      assertThat(table.convert(Money.of("1.00", "CHF"), USD))
          .isEqualTo(Outcome.refused(new CurrencyRefusal.NoExchangeRate(chf, USD, APRIL)));
    }

    /** There and back again is the same but for the rounding of each way. */
    @Test
    void comes_back_the_same_to_the_last_digit_or_nearly() {
      Random random = new Random(20261127);
      for (int i = 0; i < 1_000; i++) {
        BigDecimal rate = BigDecimal.valueOf(1 + random.nextInt(3_000_000), 6);
        RateTable one = new RateTable(APRIL, Map.of(EUR_USD, new Quote(APRIL, rate)));
        Money amount = new Money(BigDecimal.valueOf(random.nextInt(100_000_000), 2), EUR);
        Money there = one.convert(amount, USD).orElseThrow().to();
        Money back = one.convert(there, EUR).orElseThrow().to();
        BigDecimal cent = new BigDecimal("0.005");
        BigDecimal most = cent.add(cent.divide(rate, java.math.MathContext.DECIMAL128));
        assertThat(back.minus(amount).amount().abs())
            .as(amount + " at " + rate)
            .isLessThanOrEqualTo(most);
      }
    }
  }

  @Nested
  class The_rates_of_a_pair {

    @Test
    void begin_with_the_first_and_are_corrected_day_by_day() {
      ExchangeRates first = rates(Map.of(MARCH, new BigDecimal("1.08")));
      Change<ExchangeRates> change =
          first
              .put(
                  Map.of(MARCH, new BigDecimal("1.09"), APRIL, new BigDecimal("1.1")),
                  NOW.plusSeconds(1))
              .orElseThrow();
      assertThat(change.next().rates())
          .isEqualTo(Map.of(MARCH, new BigDecimal("1.09"), APRIL, new BigDecimal("1.1")));
      assertThat(change.next().revision().version()).isEqualTo(2);
      assertThat(change.next().facts())
          .isEqualTo(Map.of("pair", "EUR/USD", "2026-03-02", "1.09", "2026-04-01", "1.1"));
      assertThat(change.next().remove(APRIL, NOW).orElseThrow().next().rates())
          .isEqualTo(Map.of(MARCH, new BigDecimal("1.09")));
    }

    @Test
    void do_not_change_where_nothing_is_new() {
      ExchangeRates first = rates(Map.of(MARCH, new BigDecimal("1.08")));
      assertThat(first.put(Map.of(MARCH, new BigDecimal("1.08")), NOW.plusSeconds(9)))
          .isEqualTo(Outcome.done(Change.none(first)));
    }

    @Test
    void cannot_lose_one_that_is_not_there() {
      assertThat(rates(Map.of(MARCH, BigDecimal.TEN)).remove(APRIL, NOW))
          .isEqualTo(Outcome.refused(new NotFound("exchange rate", "EUR/USD from 2026-04-01")));
    }

    @Test
    void are_no_more_than_can_be_overlooked() {
      Map<LocalDate, BigDecimal> many = new HashMap<>();
      IntStream.range(0, ExchangeRates.MOST_RATES)
          .forEach(i -> many.put(MARCH.minusDays(i), BigDecimal.TEN));
      ExchangeRates full = rates(many);
      assertThat(full.put(Map.of(APRIL, BigDecimal.TEN), NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation("", "too-many", "At most 20000 rates are kept of a pair."))));
    }
  }

  @Nested
  class A_rate_as_somebody_wrote_it {

    private List<String> problems(RateDraft draft) {
      Checks checks = new Checks();
      assertThat(draft.read(checks, "rates/0/") == null).isEqualTo(!checks.passed());
      return checks.violations().stream().map(v -> v.pointer() + " " + v.code()).toList();
    }

    @Test
    void is_two_currencies_a_day_and_a_number() {
      Checks checks = new Checks();
      assertThat(new RateDraft(" eur ", "usd", MARCH, "1.0800").read(checks, ""))
          .isEqualTo(new RateDraft.Rate(EUR_USD, MARCH, new BigDecimal("1.08")));
      assertThat(new RateDraft("EUR", "JPY", MARCH, "160").read(checks, ""))
          .isEqualTo(new RateDraft.Rate(EUR_JPY, MARCH, new BigDecimal("160")));
    }

    @Test
    void names_every_problem_at_once() {
      assertThat(problems(new RateDraft("EURO", "XXX", LocalDate.of(1, 1, 1), "1,08")))
          .containsExactly(
              "/rates/0/base currency-unknown",
              "/rates/0/quote currency-unknown",
              "/rates/0/from out-of-range",
              "/rates/0/rate rate-syntax");
    }

    @Test
    void is_above_zero_and_between_two_currencies() {
      assertThat(problems(new RateDraft("EUR", "USD", MARCH, "0.000")))
          .containsExactly("/rates/0/rate rate-syntax");
      assertThat(problems(new RateDraft("EUR", "USD", MARCH, "-1")))
          .containsExactly("/rates/0/rate rate-syntax");
      assertThat(problems(new RateDraft("EUR", "EUR", MARCH, "1")))
          .containsExactly("/rates/0/quote same-currency");
    }
  }

  @Nested
  class The_currency_of_reports {

    @Test
    void is_the_euro_until_another_is_set() {
      assertThat(ReportCurrency.USUAL.currency()).isEqualTo(EUR);
      ReportCurrency dollars = ReportCurrency.USUAL.set("usd", NOW).orElseThrow().next();
      assertThat(dollars.currency()).isEqualTo(USD);
      assertThat(dollars.set("USD", NOW)).isEqualTo(Outcome.done(Change.none(dollars)));
    }

    @Test
    void is_a_currency_of_amounts() {
      assertThat(ReportCurrency.USUAL.set("gold", NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "currency",
                          "currency-unknown",
                          "A currency is a code of ISO 4217, such as EUR."))));
    }
  }
}
