package dev.kith.crm.http.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes over the wire and is no request that could be understood. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenRequestsTest {

  private TestServer server;
  private Api api;

  @BeforeAll
  void start() {
    server = TestServer.start(ctx -> Optional.of(Actor.SYSTEM), ApiOptions.USUAL);
    api = server.api();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "cut off; {\"familyName\":\"Lovel",
        "an object that is not closed; {\"familyName\":\"Lovelace\"",
        "no quotes; {familyName:1}",
        "a comma too many; {\"familyName\":\"Lovelace\",}",
        "a name twice; {\"familyName\":\"Lovelace\",\"familyName\":\"Byron\"}",
        "something behind it; {\"familyName\":\"Lovelace\"} {}",
        "no number of JSON; {\"familyName\":NaN}",
        "a tab within a text; {\"familyName\":\"Love\tlace\"}",
        "text that is no JSON at all; familyName=Lovelace",
      })
  void text_that_is_no_JSON_is_refused(String what, String body) {
    assertRefused(api.post("/leads", body), 400, "malformed-json");
  }

  @Test
  void an_empty_body_and_one_nested_without_end_are_refused() {
    assertRefused(api.post("/leads", ""), 400, "malformed-json");
    assertRefused(
        api.post("/leads", "{\"familyName\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}"),
        400,
        "malformed-json");
  }

  @Test
  void bytes_that_are_no_UTF_8_are_refused_instead_of_being_read_as_something_else() {
    byte[] latin = "{\"familyName\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(
        api.publish("POST", "/leads", "application/json", BodyPublishers.ofByteArray(latin)),
        400,
        "malformed-json");
  }

  @Test
  void a_NUL_character_is_refused_where_it_stands() {
    Response refused = api.post("/leads", "{\"familyName\":\"Love\\u0000lace\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors()).containsExactly("/familyName control-character");
  }

  @Test
  void JSON_of_another_kind_than_an_object_is_refused() {
    for (String body : new String[] {"[]", "\"Lovelace\"", "7", "null"}) {
      Response refused = api.post("/leads", body);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.errors()).containsExactly(" wrong-type");
    }
  }

  @Test
  void a_body_of_another_type_is_refused_with_the_types_that_are_taken() {
    Response refused = api.send("POST", "/leads", "text/xml", "<lead/>");
    assertRefused(refused, 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource({
    "/leads/..%2F..%2Fetc%2Fpasswd",
    "/leads/%2e%2e%2f%2e%2e",
    "/leads/not-an-id",
    "/nothing/of/the/kind",
  })
  void a_path_that_leads_nowhere_is_a_problem_and_no_way_out(String path) {
    Response refused = api.get(path);
    assertThat(refused.status()).isBetween(400, 404);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void a_request_keeps_the_name_and_the_trace_that_its_caller_gave_it() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Response refused =
        api.with("X-Request-Id", "order-17")
            .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .get("/leads/not-an-id");

    assertThat(refused.header("X-Request-Id")).isEqualTo("order-17");
    assertThat(refused.header("traceparent")).matches("00-" + trace + "-[0-9a-f]{16}-01");
    assertThat(refused.header("traceparent")).doesNotContain("00f067aa0ba902b7");
    assertThat(refused.json().path("requestId").asText()).isEqualTo("order-17");
    assertThat(refused.json().path("traceId").asText()).isEqualTo(trace);
  }

  @Test
  void names_that_would_forge_a_log_or_are_no_trace_are_replaced() {
    Response refused =
        api.with("X-Request-Id", "x".repeat(200))
            .with("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")
            .get("/leads/not-an-id");

    assertThat(refused.header("X-Request-Id")).hasSize(36);
    assertThat(refused.header("traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .doesNotContain("0".repeat(32));
  }

  private static void assertRefused(Response refused, int status, String code) {
    assertThat(refused.status() + " " + refused.code()).isEqualTo(status + " " + code);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
  }
}
