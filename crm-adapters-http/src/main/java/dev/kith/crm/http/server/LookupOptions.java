package dev.kith.crm.http.server;

import dev.kith.crm.application.Crm;
import dev.kith.crm.messaging.geocoding.NominatimGeocoder;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.TrustedHosts;
import dev.kith.crm.messaging.vies.ViesRegister;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked over HTTP about contact data.
 *
 * @param geocoder null: nobody
 * @param interval between two questions to the geocoder
 * @param register of tax numbers; null: nobody
 * @param timeout for all that is asked of one of them at once
 */
record LookupOptions(
    @Nullable URI geocoder,
    Duration interval,
    @Nullable URI register,
    Duration timeout,
    TrustedHosts trusted) {

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

  void applyTo(Crm.Builder builder) {
    // Its threads are daemons that end when nothing is asked: it needs no closing.
    GuardedHttp http = GuardedHttp.open(HttpLimits.USUAL, trusted);
    if (geocoder != null) {
      builder.geocoder(new NominatimGeocoder(http, geocoder, timeout, interval));
    }
    if (register != null) {
      builder.vatRegister(new ViesRegister(http, register, timeout));
    }
  }
}
