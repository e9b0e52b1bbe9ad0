package dev.kith.crm.application.currency;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateTable;
import java.time.LocalDate;
import java.util.List;

/** Keeps exchange rates, by their pair. */
public interface ExchangeRatesStore extends AggregateStore<CurrencyPair, ExchangeRates> {

  /** The latest rate of each pair that is not later than the day; those without one are missing. */
  RateTable on(LocalDate day);

  /** Every pair that has ever had a rate, with what there is of it, by pair. */
  List<Currencies.Known> known();
}
