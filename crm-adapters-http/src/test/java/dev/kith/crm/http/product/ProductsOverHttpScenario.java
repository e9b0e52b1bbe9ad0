package dev.kith.crm.http.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalogue of products, as a program meets it. */
class ProductsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_product_is_listed_found_made_dearer_retired_and_sold_again() {
    Response created =
        api.post(
            "/products",
            """
            {"sku":"GTX-1","name":"GTX Basic","family":"GTX","externalSystem":"shop","externalId":"17",
             "prices":[{"amount":"550","currency":"USD"},{"amount":"499.90","currency":"EUR"}]}
            """);
    assertThat(created.status()).isEqualTo(201);
    String path = "/products/" + created.json().path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(api.get(path).json()).isEqualTo(created.json());
    assertThat(created.json().path("prices").toString())
        .isEqualTo(
            "[{\"amount\":\"499.90\",\"currency\":\"EUR\"},{\"amount\":\"550.00\",\"currency\":\"USD\"}]");
    assertThat(created.json().path("active").asBoolean()).isTrue();
    api.post("/products", "{\"sku\":\"MG-1\",\"name\":\"MG Special\"}");

    String dearer =
        "{\"sku\":\"GTX-1\",\"name\":\"GTX"
            + " Basic\",\"prices\":[{\"amount\":\"600\",\"currency\":\"USD\"}]}";
    JsonNode edited = at(1).put(path, dearer).json();
    assertThat(edited.path("version").asInt()).isEqualTo(2);
    assertThat(edited.path("family").isNull()).isTrue();
    assertThat(at(1).put(path, dearer).status()).isEqualTo(412);
    assertThat(at(2).post(path + ":retire").json().path("active").asBoolean()).isFalse();

    assertThat(skus("/products")).isEqualTo("[\"GTX-1\",\"MG-1\"]");
    assertThat(skus("/products?filter=active%20eq%20true")).isEqualTo("[\"MG-1\"]");
    assertThat(skus("/products?q=gtx")).isEqualTo("[\"GTX-1\"]");
    assertThat(api.get("/products?fields=sku,prices&limit=1").json().at("/items/0").toString())
        .isEqualTo("{\"sku\":\"GTX-1\",\"prices\":[{\"amount\":\"600.00\",\"currency\":\"USD\"}]}");
    assertThat(at(3).post(path + ":reinstate").json().path("active").asBoolean()).isTrue();
  }

  @Test
  void what_is_wrong_with_a_product_is_said_at_once_and_keys_are_taken_once() {
    assertThat(
            api.post(
                    "/products",
                    "{\"sku\":\""
                        + " \",\"name\":\"x\",\"prices\":[{\"amount\":\"1,5\",\"currency\":\"EUR\"},"
                        + "{\"amount\":\"1\",\"currency\":\"QQQ\"}]}")
                .errors())
        .containsExactly(
            "/sku required",
            "/prices/0/amount amount-syntax",
            "/prices/1/currency currency-unknown");
    String first =
        api.post("/products", "{\"sku\":\"A-1\",\"name\":\"One\"}").json().path("id").asText();
    Response taken = api.post("/products", "{\"sku\":\"a-1\",\"name\":\"Two\"}");
    assertThat(taken.code()).isEqualTo("product-sku-taken");
    assertThat(taken.json().path("holder").asText()).isEqualTo(first);
  }

  private String skus(String path) {
    return api.get(path).json().path("items").findValuesAsText("sku").stream()
        .map(sku -> "\"" + sku + "\"")
        .toList()
        .toString()
        .replace(" ", "");
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
