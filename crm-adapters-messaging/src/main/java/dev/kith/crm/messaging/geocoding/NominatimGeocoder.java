package dev.kith.crm.messaging.geocoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.CharMatcher;
import com.google.common.primitives.Doubles;
import dev.kith.crm.application.intake.validation.Geocoder;
import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpAnswer;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.HttpQuestion;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a geocoder by the search of Nominatim ({@code /search}, {@code format=jsonv2}), address by
 * address, at the pace that its operator asks for. Only an answer that makes sense counts; all else
 * leaves the address unanswered.
 *
 * <p>The confidence is told by how closely the answer names the address: 90 with its house number,
 * 70 with a street, 40 with a place, 20 with less; half of it if the postal code is another.
 */
public final class NominatimGeocoder implements Geocoder {

  private static final Logger LOG = LoggerFactory.getLogger(NominatimGeocoder.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Location UNANSWERED = new Location.Unanswered();

  private final GuardedHttp http;
  private final String base;
  private final Duration timeout;
  private final Pace pace;

  /**
   * @param base the address of the geocoder, without {@code /search}
   * @param timeout for all addresses that are asked for at once
   * @param interval between two questions; the public geocoder of OpenStreetMap wants a second
   */
  public NominatimGeocoder(GuardedHttp http, URI base, Duration timeout, Duration interval) {
    this.http = http;
    this.base = CharMatcher.is('/').trimTrailingFrom(base.toString());
    this.timeout = timeout;
    this.pace = new Pace(interval);
  }

  @Override
  public Map<PostalAddress, Location> locate(Set<PostalAddress> addresses) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Map<PostalAddress, Location> answers = new HashMap<>();
    for (PostalAddress address : addresses) {
      answers.put(address, locate(address, deadline));
    }
    return answers;
  }

  private Location locate(PostalAddress address, long deadline) {
    try {
      if (!pace.awaitTurn(deadline)) {
        return UNANSWERED;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNANSWERED;
    }
    Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    return switch (http.ask(HttpQuestion.get(search(address)), HttpLimits.USUAL.within(left))) {
      case HttpAnswer.Answered answered when answered.isSuccess() -> read(answered.text(), address);
      case HttpAnswer.Answered(var status, var text) -> {
        LOG.warn("The geocoder answered with status {}.", status);
        yield UNANSWERED;
      }
      case HttpAnswer.Unanswered(var why, var detail) -> {
        LOG.warn("The geocoder did not answer: {}, {}.", why, detail);
        yield UNANSWERED;
      }
    };
  }

  private URI search(PostalAddress address) {
    StringJoiner query = new StringJoiner("&", base + "/search?", "");
    query.add("format=jsonv2").add("addressdetails=1").add("limit=1");
    add(query, "street", address.street());
    add(query, "postalcode", address.postalCode());
    add(query, "city", address.city());
    add(query, "state", address.region());
    if (address.country() != null) {
      add(query, "countrycodes", address.country().code().toLowerCase(Locale.ROOT));
    }
    return URI.create(query.toString());
  }

  private static void add(StringJoiner query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  private static Location read(String text, PostalAddress asked) {
    JsonNode found;
    try {
      found = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      LOG.warn("The geocoder answered with something other than JSON.");
      return UNANSWERED;
    }
    if (found.isArray() && found.isEmpty()) {
      return new Location.NotFound();
    }
    JsonNode first = found.path(0);
    Double latitude = Doubles.tryParse(first.path("lat").asText());
    Double longitude = Doubles.tryParse(first.path("lon").asText());
    if (latitude == null
        || longitude == null
        || !(Math.abs(latitude) <= 90)
        || !(Math.abs(longitude) <= 180)) {
      LOG.warn("The geocoder answered without a place on earth.");
      return UNANSWERED;
    }
    return new Location.Found(
        latitude,
        longitude,
        confidence(first.path("address"), asked),
        first.path("display_name").asText());
  }

  private static int confidence(JsonNode parts, PostalAddress asked) {
    String street = asked.street() == null ? "" : asked.street();
    String number = parts.path("house_number").asText();
    int closeness;
    if (!number.isEmpty() && street.contains(number)) {
      closeness = 90;
    } else if (parts.has("road")) {
      closeness = 70;
    } else if (parts.has("city") || parts.has("town") || parts.has("village")) {
      closeness = 40;
    } else {
      closeness = 20;
    }
    String postalCode = parts.path("postcode").asText();
    boolean elsewhere =
        asked.postalCode() != null
            && !postalCode.isEmpty()
            && !bare(postalCode).equals(bare(asked.postalCode()));
    return elsewhere ? closeness / 2 : closeness;
  }

  private static String bare(String postalCode) {
    return CharMatcher.anyOf(" -").removeFrom(postalCode).toUpperCase(Locale.ROOT);
  }
}
