package dev.kith.crm.messaging.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpServer;
import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.TrustedHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NominatimGeocoderTest {

  /** For what is answered, on however slow a machine. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final PostalAddress ADDRESS =
      new PostalAddress("Allee 1a", "1012 LG", "Delft", null, new Country("NL"));
  private static final PostalAddress OTHER =
      new PostalAddress("Dam 2", null, "Delft", null, new Country("NL"));

  private final AtomicInteger questions = new AtomicInteger();
  private final GuardedHttp http =
      GuardedHttp.open(HttpLimits.USUAL, TrustedHosts.parse("127.0.0.1"));
  private volatile String answer = "[]";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/search",
        exchange -> {
          questions.incrementAndGet();
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"house_number\":\"1a\",\"road\":\"Allee\",\"postcode\":\"1012LG\"`, 90",
        "`\"house_number\":\"7\",\"road\":\"Allee\",\"postcode\":\"1012 lg\"`, 70",
        "`\"road\":\"Allee\",\"city\":\"Delft\"`, 70",
        "`\"town\":\"Delft\"`, 40",
        "`\"country\":\"Nederland\"`, 20",
        "`\"house_number\":\"1a\",\"road\":\"Allee\",\"postcode\":\"9999 ZZ\"`, 45",
      })
  void confidence_is_how_closely_the_answer_names_the_address(String parts, int confidence) {
    answer =
        "[{\"lat\":\"52\",\"lon\":\"-4.5\",\"display_name\":\"There\",\"address\":{"
            + parts
            + "}}]";
    assertThat(ask(ADDRESS)).isEqualTo(new Location.Found(52, -4.5, confidence, "There"));
  }

  @Test
  void an_empty_list_means_that_there_is_no_such_address() {
    assertThat(ask(ADDRESS)).isEqualTo(new Location.NotFound());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "null",
        "{\"error\":\"too many requests\"}",
        "[{}]",
        "[{\"lat\":\"91\",\"lon\":\"0\"}]",
        "[{\"lat\":\"NaN\",\"lon\":\"0\"}]",
        "[{\"lat\":\"1\",\"lon\":\"east\"}]"
      })
  void what_makes_no_sense_says_nothing(String nonsense) {
    answer = nonsense;
    assertThat(ask(ADDRESS)).isEqualTo(new Location.Unanswered());
  }

  @Test
  void two_questions_keep_their_distance_and_what_would_be_too_late_is_not_asked() {
    NominatimGeocoder geocoder = geocoder(Duration.ofSeconds(5), Duration.ofMinutes(1));

    assertThat(geocoder.locate(ImmutableSet.of(ADDRESS, OTHER)))
        .containsEntry(ADDRESS, new Location.NotFound())
        .containsEntry(OTHER, new Location.Unanswered())
        .hasSize(2);
    assertThat(questions).hasValue(1);
  }

  @Test
  void a_turn_that_comes_in_time_is_waited_for() {
    Duration distance = Duration.ofMillis(200);
    long begin = System.nanoTime();

    assertThat(geocoder(LONG, distance).locate(ImmutableSet.of(ADDRESS, OTHER)).values())
        .containsOnly(new Location.NotFound());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(distance);
  }

  @Test
  void nothing_is_answered_to_no_question() {
    assertThat(geocoder(LONG, Duration.ZERO).locate(Collections.emptySet())).isEmpty();
  }

  private Location ask(PostalAddress address) {
    return geocoder(LONG, Duration.ZERO).locate(Set.of(address)).get(address);
  }

  private NominatimGeocoder geocoder(Duration timeout, Duration interval) {
    return new NominatimGeocoder(
        http,
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
        timeout,
        interval);
  }
}
