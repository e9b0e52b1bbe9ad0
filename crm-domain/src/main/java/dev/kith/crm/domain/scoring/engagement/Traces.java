package dev.kith.crm.domain.scoring.engagement;

import com.google.common.net.InetAddresses;
import dev.kith.crm.domain.shared.Checks;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What whoever reports an event saw of the request behind it; null where it saw nothing.
 *
 * @param userAgent the program, as it calls itself
 * @param network from where: the first 24 bits of an IPv4 address, 48 of an IPv6 address; nothing
 *     finer is kept
 * @param method of HTTP
 * @param mail which mail it belongs to; its events are judged together
 * @param deliveredAt when that mail was delivered
 * @param links how many links that mail has
 * @param honeypot whether it was a link that no person sees
 * @param purpose what the request says that it is for, such as {@code prefetch}
 */
public record Traces(
    @Nullable String userAgent,
    @Nullable String network,
    @Nullable String method,
    @Nullable String mail,
    @Nullable Instant deliveredAt,
    @Nullable Integer links,
    boolean honeypot,
    @Nullable String purpose) {

  public static final Traces NONE = new Traces(null, null, null, null, null, null, false, null);

  public static final int LONGEST_USER_AGENT = 1_000;
  public static final int LONGEST_MAIL = 200;
  public static final int MOST_LINKS = 1_000;
  public static final int LONGEST_PURPOSE = 100;
  private static final int LONGEST_METHOD = 20;
  private static final int LONGEST_NETWORK = 60;

  public static Traces of(@Nullable String userAgent) {
    return new Traces(userAgent, null, null, null, null, null, false, null);
  }

  /** The same, trimmed, and the network without the part that tells of a single person. */
  Traces read(Checks checks) {
    String address = checks.text("network", network, LONGEST_NETWORK, false);
    if (links != null && (links < 0 || links > MOST_LINKS)) {
      checks.add("links", "out-of-range", "A mail has 0 to " + MOST_LINKS + " links.");
    }
    return new Traces(
        checks.text("userAgent", userAgent, LONGEST_USER_AGENT, false),
        address == null ? null : network(checks, address),
        checks.text("method", method, LONGEST_METHOD, false),
        checks.text("mail", mail, LONGEST_MAIL, false),
        deliveredAt == null ? null : deliveredAt.truncatedTo(ChronoUnit.MICROS),
        links,
        honeypot,
        checks.text("purpose", purpose, LONGEST_PURPOSE, false));
  }

  /** The same, of its address only the network; none where it is no address. */
  public Traces withoutPerson() {
    return new Traces(
        userAgent,
        network == null ? null : network(new Checks(), network),
        method,
        mail,
        deliveredAt,
        links,
        honeypot,
        purpose);
  }

  private static @Nullable String network(Checks checks, String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!InetAddresses.isInetAddress(address)) {
      checks.add("network", "network-syntax", "A network is an IP address, such as 203.0.113.0.");
      return null;
    }
    InetAddress parsed = InetAddresses.forString(address);
    int kept = parsed instanceof Inet4Address ? 3 : 6;
    byte[] bytes = parsed.getAddress();
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return InetAddresses.toAddrString(InetAddress.getByAddress(bytes)) + "/" + kept * 8;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
