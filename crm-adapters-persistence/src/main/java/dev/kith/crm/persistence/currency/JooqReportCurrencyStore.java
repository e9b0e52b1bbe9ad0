package dev.kith.crm.persistence.currency;

import static dev.kith.crm.persistence.generated.Tables.REPORT_CURRENCY;

import dev.kith.crm.application.currency.ReportCurrencyStore;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The currency of reports. */
public final class JooqReportCurrencyStore
    extends SettingsStore<ReportCurrency, ReportCurrency.Settings> implements ReportCurrencyStore {

  public JooqReportCurrencyStore(Database database) {
    super(database, REPORT_CURRENCY, ReportCurrency.Settings.class, ReportCurrency.USUAL);
  }

  @Override
  protected ReportCurrency of(Revision revision, ReportCurrency.Settings settings) {
    return new ReportCurrency(revision, settings);
  }

  @Override
  protected ReportCurrency.Settings settings(ReportCurrency aggregate) {
    return aggregate.settings();
  }
}
