package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.currency.ReportCurrencyStore;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link ReportCurrencyStore} promises; a storage has one such currency, so one story. */
public interface ReportCurrencyStoreContract extends StorageContract {

  @Test
  default void the_usual_currency_is_there_until_it_is_replaced_version_by_version() {
    assertThat(store().current()).isEqualTo(ReportCurrency.USUAL);
    assertThat(store().find(new UUID(0, 1))).isEmpty();

    ReportCurrency dollars = set(store().current(), "USD");
    assertThat(kept(() -> store().update(dollars))).isEqualTo(dollars);
    assertThat(store().current()).isEqualTo(dollars);
    assertThat(storage().transactions().run(() -> store().update(dollars)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion("report-currency", ReportCurrency.ID.toString(), 1, 2)));
  }

  private static ReportCurrency set(ReportCurrency before, String code) {
    return before.set(code, Leads.CAPTURED).orElseThrow().next();
  }

  private ReportCurrencyStore store() {
    return storage().reportCurrency();
  }
}
