package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The whole server beside partners that answer, lie, or are silent. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LookupOptionsTest {

  private static final String ADDRESS =
      "{\"street\":\"Allee 1\",\"postalCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}";
  private static final String VAT = "{\"vat\":\"DE123456788\"}";

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer partner;

  @BeforeEach
  void start() throws IOException {
    partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    partner.start();
  }

  @AfterEach
  void stop() {
    partner.stop(0);
  }

  @Test
  void an_address_is_found_on_the_map_and_remembered() {
    answer(
        "/geo/search",
        200,
        "[{\"lat\":\"52.5\",\"lon\":\"13.25\",\"display_name\":\"1, Allee, Berlin\","
            + "\"address\":{\"house_number\":\"1\",\"road\":\"Allee\",\"postcode\":\"10115\"}}]");
    try (OwnServer server = serverThatTrusts("127.0.0.1")) {
      Api api = server.asAdministrator();
      for (int i = 0; i < 2; i++) {
        assertThat(part(api.post("/validation/address", ADDRESS), "VALID", "address", "location"))
            .hasToString(
                "{\"status\":\"FOUND\",\"latitude\":52.5,\"longitude\":13.25,"
                    + "\"confidence\":90,\"name\":\"1, Allee, Berlin\"}");
      }
    }
    assertThat(asked)
        .containsExactly(
            "/geo/search?format=jsonv2&addressdetails=1&limit=1&street=Allee+1&postalcode=10115"
                + "&city=Berlin&countrycodes=de ");
  }

  @Test
  void a_tax_number_is_looked_up_in_the_register() {
    answer(
        "/vies/check-vat-number",
        200,
        "{\"valid\":true,\"name\":\"Huber GmbH\",\"address\":\"---\"}");
    try (OwnServer server = serverThatTrusts("127.0.0.1")) {
      assertThat(
              part(
                  server.asAdministrator().post("/validation/vat", VAT),
                  "VALID",
                  "vat",
                  "registration"))
          .hasToString("{\"status\":\"VALID\",\"name\":\"Huber GmbH\",\"address\":null}");
    }
    assertThat(asked)
        .containsExactly(
            "/vies/check-vat-number {\"countryCode\":\"DE\",\"vatNumber\":\"123456788\"}");
  }

  @Test
  void what_is_not_known_there_is_told() {
    answer("/geo/search", 200, "[]");
    answer("/vies/check-vat-number", 200, "{\"valid\":false}");
    try (OwnServer server = serverThatTrusts("127.0.0.1")) {
      Api api = server.asAdministrator();
      assertThat(part(api.post("/validation/address", ADDRESS), "VALID", "address", "location"))
          .hasToString("{\"status\":\"NOT_FOUND\"}");
      assertThat(part(api.post("/validation/vat", VAT), "INVALID", "vat", "registration"))
          .hasToString("{\"status\":\"INVALID\"}");
    }
  }

  @Test
  void partners_that_fail_make_no_question_fail() {
    answer("/geo/search", 500, "[]");
    answer("/vies/check-vat-number", 200, "<html>");
    try (OwnServer server = serverThatTrusts("127.0.0.1")) {
      assertUnknown(server);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void partners_that_are_silent_make_no_question_fail() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        OwnServer server = server(silent.getLocalPort(), "127.0.0.1")) {
      assertUnknown(server);
    }
  }

  @Test
  void partners_inside_are_asked_only_if_they_are_trusted() {
    answer("/geo/search", 200, "[]");
    answer("/vies/check-vat-number", 200, "{\"valid\":true}");
    try (OwnServer server = serverThatTrusts("geo.internal")) {
      assertUnknown(server);
    }
    assertThat(asked).isEmpty();
  }

  private static void assertUnknown(OwnServer server) {
    Api api = server.asAdministrator();
    assertThat(part(api.post("/validation/address", ADDRESS), "UNKNOWN", "address", "location"))
        .hasToString("{\"status\":\"UNKNOWN\"}");
    assertThat(part(api.post("/validation/vat", VAT), "UNKNOWN", "vat", "registration"))
        .hasToString("{\"status\":\"UNKNOWN\"}");
  }

  private static JsonNode part(Response answer, String validity, String facts, String part) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("validity").asText()).isEqualTo(validity);
    return answer.json().path(facts).path(part);
  }

  private OwnServer serverThatTrusts(String hosts) {
    return server(partner.getAddress().getPort(), hosts);
  }

  private static OwnServer server(int port, String trusted) {
    return OwnServer.start(
        "--geocoder=http://127.0.0.1:" + port + "/geo/",
        "--vat-register=http://127.0.0.1:" + port + "/vies",
        "--lookup-timeout=2000",
        "--geocoder-interval=0",
        "--trusted-hosts=" + trusted);
  }

  private void answer(String path, int status, String content) {
    partner.createContext(path, exchange -> answer(exchange, status, content));
  }

  private void answer(HttpExchange exchange, int status, String content) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(exchange.getRequestURI() + " " + new String(body, StandardCharsets.UTF_8));
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
