package dev.kith.crm.application.currency;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.currency.ReportCurrency;
import java.util.UUID;

/**
 * Keeps the currency of reports under {@link ReportCurrency#ID}. It is there from the beginning, as
 * {@link ReportCurrency#USUAL}, so none can be added.
 */
public interface ReportCurrencyStore extends AggregateStore<UUID, ReportCurrency> {

  default ReportCurrency current() {
    return find(ReportCurrency.ID).orElseThrow();
  }
}
