package dev.kith.crm.persistence;

import dev.kith.crm.application.currency.ExchangeRatesStore;
import dev.kith.crm.application.currency.ReportCurrencyStore;
import dev.kith.crm.persistence.currency.JooqExchangeRatesStore;
import dev.kith.crm.persistence.currency.JooqReportCurrencyStore;
import dev.kith.crm.persistence.kernel.Database;

/** The stores of currencies, put together in a place of their own. */
record CurrencyStores(ExchangeRatesStore exchangeRates, ReportCurrencyStore reportCurrency) {

  static CurrencyStores of(Database database) {
    return new CurrencyStores(
        new JooqExchangeRatesStore(database), new JooqReportCurrencyStore(database));
  }
}
