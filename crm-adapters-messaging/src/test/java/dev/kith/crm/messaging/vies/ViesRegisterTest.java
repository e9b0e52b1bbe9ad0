package dev.kith.crm.messaging.vies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.Registration;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.TrustedHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ViesRegisterTest {

  private static final TaxNumber GREEK = number("GR", "EL123456783");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final GuardedHttp http =
      GuardedHttp.open(HttpLimits.USUAL, TrustedHosts.parse("127.0.0.1"));
  private volatile String answer = "";
  private HttpServer server;
  private ViesRegister register;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/rest-api/check-vat-number",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    register =
        new ViesRegister(
            http,
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rest-api"),
            Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @Test
  void numbers_with_the_prefix_of_a_member_state_are_covered() {
    assertThat(register.covers(GREEK)).isTrue();
    assertThat(register.covers(number("DE", "DE123456788"))).isTrue();
    assertThat(register.covers(number("CH", "CHE123456788"))).isFalse();
    assertThat(register.covers(number("MX", "ESA123456788"))).isFalse();
    assertThat(register.covers(number("GB", "GB123456788"))).isFalse();
  }

  @Test
  void a_registered_number_is_told_with_its_company() {
    answer =
        "{\"valid\":true,\"userError\":\"VALID\",\"name\":\" ALPHA \",\"address\":\"A 1\\nB\"}";
    assertThat(ask()).isEqualTo(new Registration.Registered("ALPHA", "A 1\nB"));
    assertThat(asked).containsExactly("{\"countryCode\":\"EL\",\"vatNumber\":\"123456783\"}");
  }

  @Test
  void what_a_member_state_does_not_tell_is_left_out() {
    answer = "{\"valid\":true,\"name\":\"---\",\"address\":null}";
    assertThat(ask()).isEqualTo(new Registration.Registered(null, null));
  }

  @Test
  void a_plain_no_is_a_no() {
    answer = "{\"valid\":false,\"userError\":\"INVALID\"}";
    assertThat(ask()).isEqualTo(new Registration.NotRegistered());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "{}",
        "{\"valid\":\"yes\"}",
        "{\"valid\":false,\"userError\":\"MS_UNAVAILABLE\"}",
        "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"MS_MAX_CONCURRENT_REQ\"}]}"
      })
  void all_else_says_nothing(String trouble) {
    answer = trouble;
    assertThat(ask()).isEqualTo(new Registration.Unanswered());
  }

  private Registration ask() {
    return register.lookUp(Set.of(GREEK)).get(GREEK);
  }

  private static TaxNumber number(String country, String number) {
    return new TaxNumber(new Country(country), number, "VAT", true);
  }
}
