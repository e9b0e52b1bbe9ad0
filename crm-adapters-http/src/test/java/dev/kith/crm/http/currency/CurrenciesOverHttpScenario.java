package dev.kith.crm.http.currency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Currencies, as a program meets them that brings in rates every day. */
class CurrenciesOverHttpScenario {

  private static final String RATES =
      """
      {"rates": [{"base": "EUR", "quote": "USD", "from": "2026-01-05", "rate": "1.0400"},
                 {"base": "EUR", "quote": "USD", "from": "2026-03-02", "rate": "1.25"},
                 {"base": "EUR", "quote": "JPY", "from": "2026-03-02", "rate": "160"}]}
      """;

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rates_come_in_every_day_and_amounts_are_worth_what_they_say() {
    Api once = api.with("Idempotency-Key", "rates-of-today");
    assertThat(once.post("/exchange-rates:batch", RATES).json().toString())
        .isEqualTo("{\"kept\":3,\"same\":0}");
    assertThat(once.post("/exchange-rates:batch", RATES).json().toString())
        .as("sent twice under one key")
        .isEqualTo("{\"kept\":3,\"same\":0}");
    assertThat(api.post("/exchange-rates:batch", RATES).json().toString())
        .isEqualTo("{\"kept\":0,\"same\":3}");

    JsonNode pairs = api.get("/exchange-rates").json().path("items");
    assertThat(pairs.toString())
        .isEqualTo(
            "[{\"base\":\"EUR\",\"quote\":\"JPY\",\"rates\":1,\"first\":\"2026-03-02\","
                + "\"latest\":{\"from\":\"2026-03-02\",\"rate\":\"160\"}},"
                + "{\"base\":\"EUR\",\"quote\":\"USD\",\"rates\":2,\"first\":\"2026-01-05\","
                + "\"latest\":{\"from\":\"2026-03-02\",\"rate\":\"1.25\"}}]");
    assertThat(api.get("/exchange-rates/EUR-USD").json().path("rates").toString())
        .isEqualTo(
            "[{\"from\":\"2026-03-02\",\"rate\":\"1.25\"},"
                + "{\"from\":\"2026-01-05\",\"rate\":\"1.04\"}]");

    assertThat(
            api.post("/exchange-rates:convert", "{\"amount\":\"100\",\"currency\":\"USD\"}")
                .json()
                .toString())
        .isEqualTo(
            "{\"amount\":\"80.00\",\"currency\":\"EUR\",\"factor\":\"0.8\","
                + "\"rateDate\":\"2026-03-02\"}");
    assertThat(
            api.post(
                    "/exchange-rates:convert",
                    "{\"amount\":\"100\",\"currency\":\"USD\",\"to\":\"JPY\","
                        + "\"on\":\"2026-03-02\"}")
                .json()
                .path("amount")
                .asText())
        .isEqualTo("12800");
  }

  @Test
  void a_rate_is_taken_away_under_its_version() {
    api.post("/exchange-rates:batch", RATES);
    assertThat(at(9).delete("/exchange-rates/EUR-USD/2026-03-02").code())
        .isEqualTo("stale-version");
    assertThat(at(1).delete("/exchange-rates/EUR-USD/2026-03-02").status()).isEqualTo(204);
    assertThat(at(2).delete("/exchange-rates/EUR-USD/2026-03-02").code()).isEqualTo("not-found");
    assertThat(api.get("/exchange-rates/EUR-USD").json().at("/rates/0/rate").asText())
        .isEqualTo("1.04");
  }

  @Test
  void the_currency_of_reports_is_set_under_its_version() {
    Response first = api.get("/report-currency");
    assertThat(first.json().path("currency").asText()).isEqualTo("EUR");
    JsonNode dollars = at(1).put("/report-currency", "{\"currency\":\"usd\"}").json();
    assertThat(dollars.path("currency").asText()).isEqualTo("USD");
    assertThat(at(1).put("/report-currency", "{\"currency\":\"CHF\"}").status()).isEqualTo(412);
    assertThat(at(2).put("/report-currency", "{\"currency\":\"GOLD\"}").errors())
        .containsExactly("/currency currency-unknown");
  }

  @Test
  void bad_input_is_refused_with_everything_that_is_wrong() {
    assertThat(
            api.post(
                    "/exchange-rates:batch",
                    """
                    {"rates": [{"base": "EUR", "quote": "EUR", "from": "2026-02-30", "rate": "0"},
                               {"base": "gold", "quote": "USD", "from": "2026-03-02", "rate": "1e9"}]}
                    """)
                .errors())
        .containsExactlyInAnyOrder(
            "/rates/0/from date-syntax",
            "/rates/0/quote same-currency",
            "/rates/0/rate rate-syntax",
            "/rates/1/base currency-unknown",
            "/rates/1/rate rate-syntax");
    assertThat(
            api.post(
                    "/exchange-rates:convert",
                    "{\"amount\":\"1,5\",\"currency\":\"GLD\",\"to\":\"XXX\",\"on\":\"yesterday!\"}")
                .errors())
        .containsExactlyInAnyOrder(
            "/currency currency-unknown",
            "/amount amount-syntax",
            "/to currency-unknown",
            "/on date-syntax");
    assertThat(
            api.post("/exchange-rates:convert", "{\"amount\":\"1\",\"currency\":\"CHF\"}").code())
        .isEqualTo("no-exchange-rate");
    for (String path : new String[] {"EURUSD", "EUR-EUR", "EUR-USD-JPY", "..%2f-x", "EUR-GBP"}) {
      assertThat(api.get("/exchange-rates/" + path).code()).as(path).isEqualTo("not-found");
    }
    assertThat(api.with("If-Match", "*").delete("/exchange-rates/EUR-USD/someday").code())
        .isEqualTo("not-found");
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
