package dev.kith.crm.http.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    aPipeline();
    api.post(
        "/products",
        "{\"sku\":\"GTX-PRO\",\"name\":\"GTX"
            + " Pro\",\"prices\":[{\"amount\":\"550\",\"currency\":\"EUR\"}]}");
    String deal =
        "/opportunities/"
            + made(
                "/opportunities",
                "{\"name\":\"Turbines\",\"amount\":\"1000\",\"currency\":\"EUR\"}");
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

  @Test
  void the_list_its_file_and_the_board_are_narrowed_down_to_products() {
    String board = "/pipelines/" + aPipeline() + "/board";
    String pro = made("/products", "{\"sku\":\"PRO\",\"name\":\"Pro\"}");
    String basic = made("/products", "{\"sku\":\"BASIC\",\"name\":\"Basic\"}");
    deal("Both", "70", pro, basic);
    deal("Small", "5", basic);
    deal("Bare", "1");

    String ofPro = "products%20eq%20'" + pro + "'";
    JsonNode listed = api.get("/opportunities?filter=" + ofPro).json().path("items");
    assertThat(listed.findValuesAsText("name")).containsExactly("Both");
    assertThat(listed.at("/0/products").toString())
        .isEqualTo("[\"" + pro + "\",\"" + basic + "\"]");
    assertThat(api.get("/opportunities.csv?fields=name,products&filter=" + ofPro).text())
        .contains("Both," + pro + "; " + basic)
        .doesNotContain("Small");
    assertThat(api.get("/opportunities?filter=products%20gt%20'" + pro + "'").errors())
        .containsExactly("/filter filter-value");

    JsonNode column = api.get(board + "?product=" + pro + "," + basic).json().at("/columns/0");
    assertThat(column.path("cards").findValuesAsText("name")).containsExactly("Small", "Both");
    assertThat(column.path("count").asInt()).isEqualTo(2);
    assertThat(column.at("/total/amount").asText()).isEqualTo("75.00");
    assertThat(api.get(board + "?product=" + pro).json().at("/open").asInt()).isEqualTo(1);
    assertThat(api.get(board + "?product=PRO&amountMin=x").errors())
        .containsExactly("/amountMin filter-value", "/product filter-value");
    String then = server.clock().instant().toString();
    assertThat(api.get(board + "?asOf=" + then + "&product=" + pro).errors())
        .containsExactly("/product not-with-as-of");
    assertThat(api.get(board + "?asOf=" + then).json().at("/columns/0/cards/0").has("products"))
        .isTrue();
  }

  private String aPipeline() {
    return made(
        "/pipelines",
        """
        {"name": "Sales", "stages": [
          {"key": "open", "name": "Open", "type": "OPEN", "probability": 10},
          {"key": "won", "name": "Won", "type": "WON"},
          {"key": "lost", "name": "Lost", "type": "LOST"}]}
        """);
  }

  private void deal(String name, String amount, String... products) {
    String deal =
        made(
            "/opportunities",
            "{\"name\":\"" + name + "\",\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}");
    String lines =
        Stream.of(products)
            .map(id -> "{\"product\":\"" + id + "\",\"quantity\":\"1\",\"unitPrice\":\"1\"}")
            .collect(Collectors.joining(","));
    at(1).put("/opportunities/" + deal + "/lines", "{\"lines\":[" + lines + "]}");
  }

  private String made(String path, String json) {
    return api.post(path, json).json().path("id").asText();
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
