package dev.kith.crm.messaging.http;

import java.time.Duration;

/**
 * How much a server that is asked may cost.
 *
 * @param connect for a connection to one of its addresses
 * @param whole from the look-up of its name to the last byte, however slowly the bytes come
 * @param bytes of the content of an answer
 */
public record HttpLimits(Duration connect, Duration whole, int bytes) {

  /** Two seconds to connect, five in all, one megabyte. */
  public static final HttpLimits USUAL =
      new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 1024 * 1024);

  public HttpLimits {
    if (!connect.isPositive() || !whole.isPositive() || bytes <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** The same within another time; the time to connect is cut to it. */
  public HttpLimits within(Duration time) {
    return new HttpLimits(connect.compareTo(time) < 0 ? connect : time, time, bytes);
  }
}
