package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.currency.Currencies.Known;
import dev.kith.crm.application.currency.ExchangeRatesStore;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link ExchangeRatesStore} promises; a pair is there once, so each test has its own. */
public interface ExchangeRatesStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED;
  LocalDate MARCH = LocalDate.of(2026, 3, 2);
  LocalDate APRIL = LocalDate.of(2026, 4, 1);
  LocalDate MAY = LocalDate.of(2026, 5, 4);

  @Test
  default void rates_come_back_as_they_were_version_by_version() {
    CurrencyPair pair = CurrencyPair.of("EUR", "USD");
    assertThat(store().find(pair)).isEmpty();
    ExchangeRates first = begin(pair, Map.of(MARCH, new BigDecimal("1.08")));
    assertThat(store().find(pair)).contains(first);

    ExchangeRates second =
        first
            .put(
                Map.of(
                    MARCH, new BigDecimal("0.000000000001"),
                    APRIL, new BigDecimal("999999999999.25"),
                    MAY, new BigDecimal("100")),
                NOW.plusSeconds(1))
            .orElseThrow()
            .next();
    kept(() -> store().update(second));
    assertThat(store().find(pair)).contains(second);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(Outcome.refused(new StaleVersion("exchange-rates", pair.id().toString(), 1, 2)));

    ExchangeRates third = second.remove(APRIL, NOW.plusSeconds(2)).orElseThrow().next();
    kept(() -> store().update(third));
    assertThat(store().find(pair)).contains(third);
  }

  @Test
  default void on_a_day_the_latest_of_each_pair_counts() {
    CurrencyPair francs = CurrencyPair.of("EUR", "CHF");
    CurrencyPair pounds = CurrencyPair.of("EUR", "GBP");
    begin(francs, Map.of(MARCH, new BigDecimal("0.95"), MAY, new BigDecimal("0.93")));
    begin(pounds, Map.of(APRIL, new BigDecimal("0.86")));

    assertThat(store().on(MARCH.minusDays(1)).quotes()).doesNotContainKeys(francs, pounds);
    assertThat(store().on(MARCH).quotes())
        .containsEntry(francs, new Quote(MARCH, new BigDecimal("0.95")))
        .doesNotContainKey(pounds);
    assertThat(store().on(MAY.minusDays(1)).quotes())
        .containsEntry(francs, new Quote(MARCH, new BigDecimal("0.95")))
        .containsEntry(pounds, new Quote(APRIL, new BigDecimal("0.86")));
    assertThat(store().on(MAY.plusYears(1)).quotes())
        .containsEntry(francs, new Quote(MAY, new BigDecimal("0.93")));
    assertThat(store().on(MAY).on()).isEqualTo(MAY);
  }

  @Test
  default void every_pair_is_known_that_ever_had_a_rate() {
    CurrencyPair crowns = CurrencyPair.of("SEK", "NOK");
    CurrencyPair empty = CurrencyPair.of("SEK", "DKK");
    begin(crowns, Map.of(MARCH, new BigDecimal("1.02"), APRIL, new BigDecimal("1.03")));
    ExchangeRates gone = begin(empty, Map.of(MARCH, BigDecimal.ONE));
    kept(() -> store().update(gone.remove(MARCH, NOW.plusSeconds(1)).orElseThrow().next()));

    assertThat(
            store().known().stream()
                .filter(known -> known.pair().base().getCurrencyCode().equals("SEK")))
        .containsExactly(
            new Known(empty, 0, null, null),
            new Known(crowns, 2, MARCH, new Quote(APRIL, new BigDecimal("1.03"))));
  }

  private ExchangeRates begin(CurrencyPair pair, Map<LocalDate, BigDecimal> rates) {
    ExchangeRates begun = ExchangeRates.begin(pair, rates, NOW).orElseThrow().next();
    return kept(() -> store().add(begun));
  }

  private ExchangeRatesStore store() {
    return storage().exchangeRates();
  }
}
