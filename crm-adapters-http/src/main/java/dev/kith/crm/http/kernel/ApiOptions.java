package dev.kith.crm.http.kernel;

import java.util.Optional;

/**
 * How the API is mounted.
 *
 * @param prefix before every path, without a slash at the end
 * @param bodyLimit largest JSON body in bytes
 * @param rateLimit per caller; empty for none
 * @param observer told of every answer
 */
public record ApiOptions(
    String prefix, long bodyLimit, Optional<RateLimit> rateLimit, Observer observer) {

  public static final String USUAL_PREFIX = "/api/v1";

  /** A batch of a thousand leads, each with every field filled, fits. */
  public static final long USUAL_BODY_LIMIT = 8L * 1024 * 1024;

  /** At {@value #USUAL_PREFIX}, without a rate limit. */
  public static final ApiOptions USUAL =
      new ApiOptions(
          USUAL_PREFIX, USUAL_BODY_LIMIT, Optional.empty(), (method, route, status, took) -> {});

  public ApiOptions {
    if (!prefix.startsWith("/") || prefix.endsWith("/")) {
      throw new IllegalArgumentException(
          "a prefix begins with a slash and ends without: " + prefix);
    }
  }

  public ApiOptions at(String newPrefix) {
    return new ApiOptions(newPrefix, bodyLimit, rateLimit, observer);
  }

  public ApiOptions limitedTo(RateLimit limit) {
    return new ApiOptions(prefix, bodyLimit, Optional.of(limit), observer);
  }

  public ApiOptions observedBy(Observer newObserver) {
    return new ApiOptions(prefix, bodyLimit, rateLimit, newObserver);
  }

  public ApiOptions bodiesUpTo(long bytes) {
    return new ApiOptions(prefix, bytes, rateLimit, observer);
  }
}
