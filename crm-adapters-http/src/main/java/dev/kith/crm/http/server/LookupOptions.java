package dev.kith.crm.http.server;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.enrichment.OwnedDomains;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.messaging.companies.AnswerShape;
import dev.kith.crm.messaging.companies.CompanyDirectory;
import dev.kith.crm.messaging.geocoding.NominatimGeocoder;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.TrustedHosts;
import dev.kith.crm.messaging.places.PlacesOfAddresses;
import dev.kith.crm.messaging.vies.ViesRegister;
import dev.kith.crm.messaging.webhook.HttpWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked about contact data and companies, and by whom webhooks are sent.
 *
 * @param geocoder null: nobody
 * @param interval between two questions to the geocoder
 * @param register of tax numbers; null: nobody
 * @param newLeads whether leads that come in are enriched
 * @param directory of companies; null: nobody
 * @param places the file of places of internet addresses; null: nothing is told
 * @param timeout for all that is asked of one of them at once
 */
record LookupOptions(
    @Nullable URI geocoder,
    Duration interval,
    @Nullable URI register,
    boolean newLeads,
    @Nullable Directory directory,
    @Nullable Path places,
    Duration timeout,
    TrustedHosts trusted) {

  private static final CharMatcher OF_HEADERS =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-_"));

  /** What a source may take longer than whom it asks, to come back with what it has. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * @param template with the place of the domain
   * @param headers at most one, which may be secret
   */
  record Directory(String template, Map<String, String> headers, AnswerShape shape) {

    Directory {
      headers = ImmutableMap.copyOf(headers);
    }

    @Override
    public String toString() {
      return "a directory of companies";
    }
  }

  /**
   * @param text empty for nobody
   * @throws IllegalArgumentException that says what is wrong with the address
   */
  static @Nullable URI address(String text) {
    if (text.isEmpty()) {
      return null;
    }
    URI uri = URI.create(text);
    GuardedHttp.problem(uri)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must end with its path");
    }
    return uri;
  }

  /**
   * @param text such as {@code X-Key: secret}; empty for none
   * @throws IllegalArgumentException that does not hold the text, which may be secret
   */
  static Map<String, String> header(String text) {
    if (text.isEmpty()) {
      return Map.of();
    }
    int colon = text.indexOf(':');
    String name = colon < 0 ? "" : text.substring(0, colon).strip();
    String value = text.substring(colon + 1).strip();
    if (name.isEmpty()
        || value.isEmpty()
        || !OF_HEADERS.matchesAllOf(name)
        || CharMatcher.javaIsoControl().matchesAnyOf(value)) {
      throw new IllegalArgumentException("no header");
    }
    return Map.of(name, value);
  }

  private static PlacesOfAddresses opened(Path file) {
    try {
      return PlacesOfAddresses.open(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param lists by which domains are passed over at which anybody can have an address
   */
  void applyTo(Crm.Builder builder, MailLists lists) {
    // Its threads are daemons that end when nothing is asked: it needs no closing.
    GuardedHttp http = GuardedHttp.open(HttpLimits.USUAL, trusted);
    if (geocoder != null) {
      builder.geocoder(new NominatimGeocoder(http, geocoder, timeout, interval));
    }
    if (register != null) {
      builder.vatRegister(new ViesRegister(http, register, timeout));
    }
    builder.webhooks(new HttpWebhooks(http, HttpWebhooks.PATIENCE));
    builder.enrichNewLeads(newLeads);
    builder.enrichmentTimeout(timeout.plus(GRACE));
    if (places != null) {
      builder.enrichmentSource(opened(places));
    }
    if (directory != null) {
      builder.enrichmentSource(
          new CompanyDirectory(
              http,
              directory.template(),
              directory.headers(),
              directory.shape(),
              timeout,
              new OwnedDomains(lists)));
    }
  }
}
