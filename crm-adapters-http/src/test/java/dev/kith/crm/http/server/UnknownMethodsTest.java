package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods that a path does not have, among them such as HTTP has never heard of. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnknownMethodsTest {

  private static OwnServer server;

  @BeforeAll
  static void start() {
    server = OwnServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "FOO; /api/v1/leads; OPTIONS, GET, HEAD, POST",
        "PROPFIND; /api/v1/imports/7/mapping; OPTIONS, PUT",
        "TRACE; /api/v1/leads; OPTIONS, GET, HEAD, POST",
        "FOO; /leads; GET",
        "PUT; /leads; GET",
        "FOO; /imports/new; GET, POST",
        "FOO; /health/live; GET"
      })
  void are_refused_with_those_that_the_path_has(String method, String path, String allowed) {
    Response refused = at(method, path);
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.code()).isEqualTo("method-not-allowed");
    assertThat(refused.header("Allow")).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "FOO, /api/v1/nothing",
    "FOO, /api/v1/leads/7:fly",
    "FOO, /api/v1",
    "FOO, /api/v11",
    "PROPFIND, /nothing"
  })
  void are_refused_as_nothing_where_there_is_no_path(String method, String path) {
    Response refused = at(method, path);
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo("no-such-route");
    assertThat(refused.header("Allow")).isNull();
  }

  @Test
  void have_one_name_in_the_metrics_whatever_they_are_called() {
    at("FOO", "/api/v1/leads");
    at("BAR", "/api/v1/leads");
    String metrics = new Api(server.root()).get("/metrics").text();
    assertThat(metrics).contains("\"(other)\"").doesNotContain("\"FOO\"", "\"BAR\"");
  }

  private static Response at(String method, String path) {
    return new Api(server.root()).send(method, path, null, null);
  }
}
