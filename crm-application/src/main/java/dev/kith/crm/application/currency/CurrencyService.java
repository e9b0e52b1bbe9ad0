package dev.kith.crm.application.currency;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateDraft;
import dev.kith.crm.domain.currency.RateTable.Conversion;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class CurrencyService implements Currencies {

  private static final Permission VIEW = new Permission(Feature.CURRENCY, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.CURRENCY, Action.ADMINISTER);

  private static final Changes.Kind<CurrencyPair, ExchangeRates> RATES =
      new Changes.Kind<>(
          Feature.CURRENCY,
          ExchangeRates.class,
          ExchangeRates::subjectOf,
          ExchangeRates::facts,
          rates -> null);
  private static final Changes.Kind<UUID, ReportCurrency> REPORTS =
      new Changes.Kind<>(
          Feature.CURRENCY,
          ReportCurrency.class,
          ReportCurrency::subjectOf,
          ReportCurrency::facts,
          reports -> null);

  private final Kernel kernel;
  private final Context context;
  private final ExchangeRatesStore store;

  CurrencyService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().exchangeRates();
  }

  @Override
  public Outcome<ReportCurrency> reportCurrency() {
    return viewing(() -> Outcome.done(kernel.storage().reportCurrency().current()));
  }

  @Override
  public Outcome<ReportCurrency> setReportCurrency(String code) {
    return administering(() ->
        new Changes<>(REPORTS, kernel.storage().reportCurrency(), kernel, context)
            .change(
                ReportCurrency.ID,
                Action.ADMINISTER,
                "report-currency.set",
                code,
                reports -> reports.set(code, kernel.now())));
  }

  @Override
  public Outcome<List<Known>> known() {
    return viewing(() -> Outcome.done(store.known()));
  }

  @Override
  public Outcome<ExchangeRates> rates(CurrencyPair pair) {
    return viewing(() ->
        store
            .find(pair)
            .map(Outcome::done)
            .orElseGet(() ->
                Outcome.refused(
                    new NotFound(ExchangeRates.subjectOf(pair).type(), pair.toString()))));
  }

  @Override
  public Outcome<Put> put(List<RateDraft> rates) {
    return administering(() ->
        kernel
            .idempotency()
            .once(
                context,
                "exchange-rates.put",
                rates,
                Put.class,
                () -> read(rates).then(this::kept)));
  }

  /** What was sent, by pair and day. */
  private static Outcome<SortedMap<CurrencyPair, Map<LocalDate, BigDecimal>>> read(
      List<RateDraft> drafts) {
    Checks checks = new Checks();
    if (drafts.size() > LARGEST_BATCH) {
      checks.add("rates", "too-many", "At most " + LARGEST_BATCH + " go into one batch.");
      return checks.orRefuse(TreeMap::new);
    }
    SortedMap<CurrencyPair, Map<LocalDate, BigDecimal>> byPair = new TreeMap<>();
    int number = 0;
    for (RateDraft draft : drafts) {
      String below = "rates/" + number++ + "/";
      RateDraft.Rate rate = draft.read(checks, below);
      if (rate != null
          && byPair
                  .computeIfAbsent(rate.pair(), pair -> new TreeMap<>())
                  .putIfAbsent(rate.from(), rate.rate())
              != null) {
        checks.add(below + "from", "twice", "There is a rate of this pair and day before.");
      }
    }
    return checks.orRefuse(() -> byPair);
  }

  /** One pair after the other, always in the same order, so that nobody waits in a circle. */
  private Outcome<Put> kept(SortedMap<CurrencyPair, Map<LocalDate, BigDecimal>> byPair) {
    int same = 0;
    int all = 0;
    for (var entry : byPair.entrySet()) {
      CurrencyPair pair = entry.getKey();
      Map<LocalDate, BigDecimal> rates = entry.getValue();
      ExchangeRates before = store.find(pair).orElse(null);
      if (before != null) {
        same += (int) rates.entrySet().stream().filter(before.rates().entrySet()::contains).count();
      }
      all += rates.size();
      if (kept(pair, rates, before == null)
          instanceof Outcome.Refused<ExchangeRates>(var refusal)) {
        return Outcome.refused(refusal);
      }
    }
    return Outcome.done(new Put(all - same, same));
  }

  private Outcome<ExchangeRates> kept(
      CurrencyPair pair, Map<LocalDate, BigDecimal> rates, boolean isNew) {
    Changes<CurrencyPair, ExchangeRates> changes =
        new Changes<>(RATES, store, kernel, context.further());
    return isNew
        ? changes.create(
            Action.ADMINISTER,
            "exchange-rates.begin",
            rates,
            () -> ExchangeRates.begin(pair, rates, kernel.now()))
        : changes.change(
            pair,
            Action.ADMINISTER,
            "exchange-rates.put",
            rates,
            before -> before.put(rates, kernel.now()));
  }

  @Override
  public Outcome<ExchangeRates> remove(CurrencyPair pair, LocalDate from) {
    return administering(() ->
        rates(pair)
            .then(there ->
                new Changes<>(RATES, store, kernel, context)
                    .change(
                        pair,
                        Action.ADMINISTER,
                        "exchange-rates.remove",
                        from,
                        rates -> rates.remove(from, kernel.now()))));
  }

  @Override
  public Outcome<Conversion> convert(Money amount, @Nullable Currency to, @Nullable LocalDate on) {
    return viewing(() ->
        store
            .on(on == null ? LocalDate.ofInstant(kernel.now(), ZoneOffset.UTC) : on)
            .convert(
                amount, to == null ? kernel.storage().reportCurrency().current().currency() : to));
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return Permits.require(context.actor(), VIEW, next);
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return Permits.requireOnAll(context.actor(), ADMINISTER, next);
  }
}
