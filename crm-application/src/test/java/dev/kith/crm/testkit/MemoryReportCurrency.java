package dev.kith.crm.testkit;

import dev.kith.crm.application.currency.ReportCurrencyStore;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryReportCurrency implements ReportCurrencyStore {

  private final MemoryAggregates<UUID, ReportCurrency> currency;

  MemoryReportCurrency(MemoryTransactions transactions) {
    this.currency = new MemoryAggregates<>(transactions, c -> ReportCurrency.ID);
    currency.add(ReportCurrency.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<ReportCurrency> find(UUID id) {
    return currency.find(id);
  }

  @Override
  public Outcome<ReportCurrency> add(ReportCurrency added) {
    throw new IllegalStateException("there is a currency of reports from the beginning");
  }

  @Override
  public Outcome<ReportCurrency> update(ReportCurrency changed) {
    return currency.update(changed, Outcome::done);
  }
}
