package dev.kith.crm.http.currency;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.currency.Currencies;
import dev.kith.crm.domain.currency.CurrencyPair;
import dev.kith.crm.domain.currency.ExchangeRates;
import dev.kith.crm.domain.currency.RateTable.Conversion;
import dev.kith.crm.domain.currency.ReportCurrency;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.CivilTimes;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Currencies over REST. */
public final class CurrencyRoutes {

  private static final String TAG = "Currencies";

  private CurrencyRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/report-currency", "getReportCurrency")
            .says(TAG, "Read the currency in which amounts are added up")
            .answers(200, CurrencyJson.REPORT_CURRENCY, "The currency")
            .refuses("forbidden")
            .handledBy(call -> reports(currencies(call).reportCurrency())),
        Route.put("/report-currency", "setReportCurrency")
            .says(TAG, "Set the currency in which amounts are added up")
            .body(CurrencyJson.SET)
            .versioned()
            .answers(200, CurrencyJson.REPORT_CURRENCY, "The currency as it is now")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                reports(currencies(call).setReportCurrency(call.body().path("currency").asText()))),
        Route.get("/exchange-rates", "listExchangeRates")
            .says(TAG, "List the pairs of currencies that have rates, with the latest of each")
            .answers(200, CurrencyJson.LIST, "All pairs")
            .refuses("forbidden")
            .handledBy(call ->
                currencies(call).known().map(all -> Reply.json(200, CurrencyJson.list(all)))),
        Route.post("/exchange-rates:batch", "putExchangeRates")
            .says(
                TAG,
                "Keep up to "
                    + Currencies.LARGEST_BATCH
                    + " rates, all or none; one of a day that has one replaces it")
            .body(CurrencyJson.BATCH)
            .answers(200, CurrencyJson.PUT, "What became of them")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                CurrencyJson.batch(call.body())
                    .then(rates -> currencies(call).put(rates))
                    .map(put -> Reply.json(200, CurrencyJson.of(put)))),
        Route.post("/exchange-rates:convert", "convertAmount")
            .says(TAG, "Ask what an amount is worth in another currency")
            .asking()
            .body(CurrencyJson.QUESTION)
            .answers(200, CurrencyJson.CONVERSION, "What it is worth, and by which rates")
            .refuses("forbidden", "invalid", "no-exchange-rate")
            .handledBy(call -> convert(call).map(worth -> Reply.json(200, CurrencyJson.of(worth)))),
        Route.get("/exchange-rates/{pair}", "getExchangeRates")
            .says(TAG, "Read all rates of a pair, which is written EUR-USD")
            .answers(200, CurrencyJson.RATES, "The rates")
            .refuses("forbidden", "not-found")
            .handledBy(call -> rates(currencies(call).rates(pair(call)))),
        Route.delete("/exchange-rates/{pair}/{from}", "removeExchangeRate")
            .says(TAG, "Take a rate away; from its day on the one before counts")
            .versioned()
            .answers(204, "The rate is gone")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                currencies(call).remove(pair(call), day(call)).map(gone -> Reply.empty(204))));
  }

  private static Outcome<Reply> reports(Outcome<ReportCurrency> outcome) {
    return outcome.map(
        reports -> Reply.json(200, CurrencyJson.of(reports)).version(reports.revision().version()));
  }

  private static Outcome<Reply> rates(Outcome<ExchangeRates> outcome) {
    return outcome.map(
        rates -> Reply.json(200, CurrencyJson.of(rates)).version(rates.revision().version()));
  }

  private static Outcome<Conversion> convert(Call call) {
    JsonNode body = call.body();
    Checks checks = new Checks();
    Money amount =
        Money.read(
            checks,
            "amount",
            body.path("amount").asText(),
            "currency",
            body.path("currency").asText());
    String code = call.text("to");
    Currency to = code == null ? null : Money.currency(checks, "to", code);
    String day = call.text("on");
    LocalDate on = day == null ? null : CivilTimes.date(checks, "on", day);
    return checks
        .orRefuse(() -> Objects.requireNonNull(amount))
        .then(good -> currencies(call).convert(good, to, on));
  }

  private static CurrencyPair pair(Call call) {
    return call.path("pair", "exchange-rates", PairText::read);
  }

  private static LocalDate day(Call call) {
    return call.path(
        "from",
        "exchange rate",
        text -> Optional.ofNullable(CivilTimes.date(new Checks(), "from", text)));
  }

  private static Currencies currencies(Call call) {
    return call.workspace().currencies();
  }
}
