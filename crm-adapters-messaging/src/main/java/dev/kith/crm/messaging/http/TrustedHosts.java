package dev.kith.crm.messaging.http;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import java.util.Set;

/**
 * Hosts whose addresses may be internal, because whoever operates the server says so.
 *
 * @param hosts each a name or an address, for all of its ports or with one
 */
public record TrustedHosts(Set<HostAndPort> hosts) {

  /** Nobody is trusted: only public addresses are asked. */
  public static final TrustedHosts NONE = new TrustedHosts(Set.of());

  public TrustedHosts {
    hosts = ImmutableSet.copyOf(hosts);
  }

  /**
   * @param text hosts, each with or without a port, separated by commas; empty for none
   * @throws IllegalArgumentException that names the first that is no host
   */
  public static TrustedHosts parse(String text) {
    return new TrustedHosts(
        Splitter.on(',').trimResults().omitEmptyStrings().splitToList(text).stream()
            .map(TrustedHosts::host)
            .collect(toImmutableSet()));
  }

  boolean include(String host, int port) {
    return hosts.contains(HostAndPort.fromHost(bare(host)))
        || hosts.contains(HostAndPort.fromParts(bare(host), port));
  }

  private static HostAndPort host(String text) {
    HostAndPort host = HostAndPort.fromString(text);
    String name = bare(host.getHost());
    if (!InetAddresses.isInetAddress(name) && !InternetDomainName.isValid(name)) {
      throw new IllegalArgumentException(text + " is no host");
    }
    return host.hasPort()
        ? HostAndPort.fromParts(name, host.getPort())
        : HostAndPort.fromHost(name);
  }

  /** As it is compared: in lower case, without the brackets of an address of version 6. */
  static String bare(String host) {
    return Ascii.toLowerCase(CharMatcher.anyOf("[]").trimFrom(host));
  }
}
