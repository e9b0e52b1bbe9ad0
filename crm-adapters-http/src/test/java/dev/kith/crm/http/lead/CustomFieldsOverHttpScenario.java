package dev.kith.crm.http.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomFieldsOverHttpScenario {

  private TestServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = TestServer.start();
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leads_are_given_custom_fields_and_shown_and_exported_with_them() {
    Response captured =
        api.post(
            "/leads",
            "{\"familyName\":\"Byron\",\"customFields\":{\"Shoe size\":\"37\",\"Wish\":\"a"
                + " desk\\nand a chair\"}}");
    assertThat(captured.status()).isEqualTo(201);
    String path = String.valueOf(captured.header("Location")).replace("/api/v1", "");
    assertThat(custom(path)).isEqualTo("{\"Shoe size\":\"37\",\"Wish\":\"a desk\\nand a chair\"}");
    assertThat(api.get("/custom-fields").json().path("items"))
        .hasToString("[\"Shoe size\",\"Wish\"]");
    assertThat(api.get("/custom-fields?prefix=WI&limit=1").json().path("items"))
        .hasToString("[\"Wish\"]");

    Response edited =
        api.with("If-Match", "\"1\"").patch(path, "{\"customFields\":{\"wish\":\"a lamp\"}}");
    assertThat(edited.status()).as("%s", edited.json()).isEqualTo(200);
    assertThat(custom(path)).isEqualTo("{\"Wish\":\"a lamp\"}");
    assertThat(api.get("/leads.csv?fields=familyName,customFields").text())
        .contains("Byron,Wish: a lamp");
    assertThat(api.with("If-Match", "\"2\"").patch(path, "{\"customFields\":null}").status())
        .isEqualTo(200);
    assertThat(custom(path)).isEqualTo("null");
  }

  @Test
  void everything_that_is_wrong_with_them_is_told_at_once() {
    Response refused =
        api.post(
            "/leads",
            "{\"familyName\":\"Byron\",\"customFields\":{\"a:b\":\"1\",\"\":\"2\",\""
                + "x".repeat(81)
                + "\":\"3\",\"Size\":\"4\",\"size\":\"5\"}}");
    assertThat(refused.code()).isEqualTo("invalid");
    assertThat(refused.json().path("errors"))
        .extracting(error -> error.path("code").asText())
        .containsExactlyInAnyOrder("separator", "required", "too-long", "not-unique");
    assertThat(api.post("/leads", "{\"familyName\":\"Byron\",\"customFields\":{\"a\":1}}").status())
        .isEqualTo(422);
    assertThat(api.get("/leads?filter=customFields%20eq%20'a'").code())
        .isEqualTo("invalid-parameter");
  }

  private String custom(String path) {
    return api.get(path).json().path("customFields").toString();
  }
}
