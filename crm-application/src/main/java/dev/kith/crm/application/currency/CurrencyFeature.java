package dev.kith.crm.application.currency;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.currency.RateTable;
import java.time.LocalDate;
import java.util.Currency;

/** Wires currencies. */
public final class CurrencyFeature {

  private final Kernel kernel;

  public CurrencyFeature(Kernel kernel) {
    this.kernel = kernel;
  }

  public Currencies currencies(Context context) {
    return new CurrencyService(kernel, context);
  }

  /** For features that add up amounts: the rates that count on a day, by one query. */
  public RateTable on(LocalDate day) {
    return kernel.storage().exchangeRates().on(day);
  }

  /** For features that add up amounts: in which currency. */
  public Currency reportCurrency() {
    return kernel.storage().reportCurrency().current().currency();
  }
}
