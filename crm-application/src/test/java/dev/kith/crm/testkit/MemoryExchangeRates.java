package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;

import dev.kith.crm.application.currency.Currencies.Known;
import dev.kith.crm.application.currency.ExchangeRatesStore;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateTable;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.shared.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryExchangeRates implements ExchangeRatesStore {

  private final MemoryAggregates<CurrencyPair, ExchangeRates> rates;

  MemoryExchangeRates(MemoryTransactions transactions) {
    this.rates = new MemoryAggregates<>(transactions, ExchangeRates::pair);
  }

  @Override
  public Optional<ExchangeRates> find(CurrencyPair pair) {
    return rates.find(pair);
  }

  @Override
  public Outcome<ExchangeRates> add(ExchangeRates added) {
    return rates.add(added, Outcome::done);
  }

  @Override
  public Outcome<ExchangeRates> update(ExchangeRates changed) {
    return rates.update(changed, Outcome::done);
  }

  @Override
  public RateTable on(LocalDate day) {
    Map<CurrencyPair, Quote> quotes = new HashMap<>();
    for (ExchangeRates each : rates.all()) {
      Quote quote = quote(each.rates().floorEntry(day));
      if (quote != null) {
        quotes.put(each.pair(), quote);
      }
    }
    return new RateTable(day, quotes);
  }

  @Override
  public List<Known> known() {
    return rates.all().stream()
        .map(each ->
            new Known(
                each.pair(),
                each.rates().size(),
                each.rates().isEmpty() ? null : each.rates().firstKey(),
                quote(each.rates().lastEntry())))
        .sorted(comparing(Known::pair))
        .toList();
  }

  private static @Nullable Quote quote(Map.@Nullable Entry<LocalDate, BigDecimal> line) {
    return line == null ? null : new Quote(line.getKey(), line.getValue());
  }
}
