package dev.kith.crm.http.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an opportunity is made up of, as a program meets it. */
class LinesOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void lines_are_replaced_under_the_version_that_was_read_and_set_the_amount_when_asked_to() {
    api.post(
        "/pipelines",
        """
        {"name": "Sales", "stages": [
          {"key": "open", "name": "Open", "type": "OPEN", "probability": 10},
          {"key": "won", "name": "Won", "type": "WON"},
          {"key": "lost", "name": "Lost", "type": "LOST"}]}
        """);
    api.post(
        "/products",
        "{\"sku\":\"GTX-PRO\",\"name\":\"GTX"
            + " Pro\",\"prices\":[{\"amount\":\"550\",\"currency\":\"EUR\"}]}");
    String deal =
        "/opportunities/"
            + api.post(
                    "/opportunities",
                    "{\"name\":\"Turbines\",\"amount\":\"1000\",\"currency\":\"EUR\"}")
                .json()
                .path("id")
                .asText();
    assertThat(api.get(deal + "/lines").json().path("lines")).isEmpty();

    String two = "\"lines\":[{\"sku\":\"gtx-pro\",\"quantity\":\"2\",\"discount\":\"10\"}]}";
    JsonNode first = at(1).put(deal + "/lines", "{" + two).json();
    assertThat(first.path("sum").asText()).isEqualTo("990.00");
    assertThat(first.path("difference").asText()).isEqualTo("10.00");
    assertThat(api.get(deal + "/lines").json()).isEqualTo(first);
    assertThat(at(1).put(deal + "/lines", "{" + two).status()).isEqualTo(412);
    at(2).put(deal + "/lines", "{\"settingAmount\":true," + two);
    assertThat(api.get(deal).json().path("amount").asText()).isEqualTo("990.00");

    assertThat(
            at(3)
                .put(
                    deal + "/lines",
                    "{\"lines\":[{\"sku\":\"NONE\",\"quantity\":\"0\"},"
                        + "{\"sku\":\"GTX-PRO\",\"quantity\":\"1\",\"discount\":\"101\"}]}")
                .errors())
        .containsExactly(
            "/lines/0/sku unknown-product",
            "/lines/0/quantity quantity-syntax",
            "/lines/1/discount percent-syntax");
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
