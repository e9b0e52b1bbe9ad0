package dev.kith.crm.application.currency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.currency.Currencies.Known;
import dev.kith.crm.application.currency.Currencies.Put;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.CurrencyRefusal;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.TrialCrm;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepingExchangeRatesSpec {

  private static final CurrencyPair EUR_USD = CurrencyPair.of("EUR", "USD");
  private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 2);
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 2);

  private final TrialCrm trial = new TrialCrm();
  private final Currencies currencies = trial.as(Actors.administrator()).currencies();

  private static RateDraft dollars(LocalDate from, String rate) {
    return new RateDraft("EUR", "USD", from, rate);
  }

  @Test
  void rates_of_many_pairs_are_kept_at_once_and_again_without_harm() {
    List<RateDraft> sent =
        List.of(
            dollars(FEBRUARY, "1.04"),
            dollars(MARCH, "1.08"),
            new RateDraft("EUR", "JPY", MARCH, "160"));
    assertThat(currencies.put(sent)).isEqualTo(Outcome.done(new Put(3, 0)));
    assertThat(currencies.put(sent)).isEqualTo(Outcome.done(new Put(0, 3)));
    assertThat(currencies.put(List.of(dollars(MARCH, "1.09"))))
        .isEqualTo(Outcome.done(new Put(1, 0)));

    assertThat(currencies.known().orElseThrow())
        .containsExactly(
            new Known(
                CurrencyPair.of("EUR", "JPY"), 1, MARCH, new Quote(MARCH, new BigDecimal("160"))),
            new Known(EUR_USD, 2, FEBRUARY, new Quote(MARCH, new BigDecimal("1.09"))));
    assertThat(currencies.rates(EUR_USD).orElseThrow().rates())
        .isEqualTo(Map.of(FEBRUARY, new BigDecimal("1.04"), MARCH, new BigDecimal("1.09")));
  }

  @Test
  void all_of_a_batch_are_kept_or_none() {
    Outcome<Put> refused =
        currencies.put(
            List.of(
                dollars(MARCH, "1.08"),
                new RateDraft("EUR", "gold", MARCH, "much"),
                dollars(MARCH, "1.09")));
    assertThat(((Outcome.Refused<Put>) refused).refusal().violations())
        .extracting(v -> v.pointer() + " " + v.code())
        .containsExactly(
            "/rates/1/quote currency-unknown", "/rates/1/rate rate-syntax", "/rates/2/from twice");
    assertThat(currencies.known().orElseThrow()).isEmpty();
    assertThat(currencies.put(Collections.nCopies(1_001, dollars(MARCH, "1"))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            outcome -> assertThat(outcome.refusal()).isInstanceOf(Invalid.class));
  }

  @Test
  void an_amount_is_worth_what_the_rate_of_the_day_says() {
    currencies.put(List.of(dollars(FEBRUARY, "1.04"), dollars(MARCH, "1.25"))).orElseThrow();
    Money ten = Money.of("10.00", "USD");
    assertThat(currencies.convert(ten, null, null).orElseThrow().to())
        .as("in the currency of reports, today")
        .isEqualTo(Money.of("8.00", "EUR"));
    assertThat(currencies.convert(ten, null, MARCH.minusDays(1)).orElseThrow().to())
        .isEqualTo(Money.of("9.62", "EUR"));
    assertThat(currencies.convert(ten, null, FEBRUARY.minusDays(1)))
        .isEqualTo(
            Outcome.refused(
                new CurrencyRefusal.NoExchangeRate(
                    Currency.getInstance("USD"),
                    Currency.getInstance("EUR"),
                    FEBRUARY.minusDays(1))));

    currencies.setReportCurrency("USD").orElseThrow();
    assertThat(currencies.convert(ten, null, FEBRUARY.minusDays(1)).orElseThrow().to())
        .isEqualTo(ten);
  }

  @Test
  void a_rate_that_is_taken_away_leaves_the_one_before() {
    currencies.put(List.of(dollars(FEBRUARY, "1.04"), dollars(MARCH, "1.25"))).orElseThrow();
    currencies.remove(EUR_USD, MARCH).orElseThrow();
    assertThat(
            currencies
                .convert(Money.of("100.00", "EUR"), Currency.getInstance("USD"), MARCH)
                .orElseThrow()
                .to())
        .isEqualTo(Money.of("104.00", "USD"));
    Outcome<ExchangeRates> unknown = Outcome.refused(new NotFound("exchange-rates", "EUR/GBP"));
    assertThat(currencies.remove(CurrencyPair.of("EUR", "GBP"), MARCH)).isEqualTo(unknown);
    assertThat(currencies.rates(CurrencyPair.of("EUR", "GBP"))).isEqualTo(unknown);
  }

  @Test
  void looking_needs_less_than_changing() {
    Currencies hers =
        trial
            .as(
                Actors.named(
                    "Olga", Grants.of(new Permission(Feature.CURRENCY, Action.VIEW), Scope.ALL)))
            .currencies();
    assertThat(hers.known()).isEqualTo(Outcome.done(List.of()));
    Forbidden forbidden =
        new Forbidden(
            "currency:administer", "This needs the permission currency:administer on all records.");
    assertThat(hers.put(List.of(dollars(MARCH, "1.08")))).isEqualTo(Outcome.refused(forbidden));
    assertThat(hers.setReportCurrency("USD")).isEqualTo(Outcome.refused(forbidden));
    assertThat(hers.remove(EUR_USD, MARCH)).isEqualTo(Outcome.refused(forbidden));

    Currencies nobodys = trial.as(Actors.named("Nora", Grants.NONE)).currencies();
    assertThat(nobodys.known()).isInstanceOf(Outcome.Refused.class);
    assertThat(nobodys.convert(Money.of("1.00", "EUR"), null, null))
        .isInstanceOf(Outcome.Refused.class);
  }
}
