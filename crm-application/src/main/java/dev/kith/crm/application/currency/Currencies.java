package dev.kith.crm.application.currency;

import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.RateTable.Conversion;
import dev.kith.crm.domain.currency.RateTable.Quote;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of several currencies together. Looking and converting needs {@code currency:view},
 * everything else {@code currency:administer}. Each can be refused with {@code forbidden}.
 */
public interface Currencies {

  int LARGEST_BATCH = 1_000;

  /**
   * A pair with what there is of its rates.
   *
   * @param first day for which there is a rate; null if all were taken away
   * @param latest rate, which may be of a day to come; null if all were taken away
   */
  record Known(CurrencyPair pair, int rates, @Nullable LocalDate first, @Nullable Quote latest) {}

  /**
   * What became of a batch.
   *
   * @param kept how many are new or other than before
   * @param same how many were there already
   */
  record Put(int kept, int same) {}

  /** The currency in which amounts are added up. */
  Outcome<ReportCurrency> reportCurrency();

  /** Refused with {@code invalid}, {@code stale-version}. */
  Outcome<ReportCurrency> setReportCurrency(String code);

  /** Every pair that has ever had a rate, by pair. */
  Outcome<List<Known>> known();

  /** All rates of a pair, both currencies by code. Refused with {@code not-found}. */
  Outcome<ExchangeRates> rates(CurrencyPair pair);

  /**
   * Keeps up to {@value #LARGEST_BATCH} rates, all or none; one of a day that has one replaces it.
   * Refused with {@code invalid}: problems stand below {@code /rates}.
   */
  Outcome<Put> put(List<RateDraft> rates);

  /**
   * From that day on the rate before counts. Refused with {@code not-found}, {@code stale-version}.
   */
  Outcome<ExchangeRates> remove(CurrencyPair pair, LocalDate from);

  /**
   * What an amount is worth. Refused with {@code no-exchange-rate}.
   *
   * @param to null for the currency of reports
   * @param on null for today, in UTC
   */
  Outcome<Conversion> convert(Money amount, @Nullable Currency to, @Nullable LocalDate on);
}
