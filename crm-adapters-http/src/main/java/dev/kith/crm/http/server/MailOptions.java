package dev.kith.crm.http.server;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.messaging.dns.DnsMailDomains;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How e-mail addresses are validated.
 *
 * @param servers the name servers to ask; empty for those of the operating system
 * @param lists the folder of files that extend the lists; null if nothing does
 */
record MailOptions(
    boolean dns, List<InetSocketAddress> servers, Duration timeout, @Nullable Path lists) {

  private static final int DNS_PORT = 53;

  MailOptions {
    servers = ImmutableList.copyOf(servers);
  }

  /**
   * @param dns {@code system}, {@code off}, or addresses of name servers
   * @param folder empty for none
   * @throws IllegalArgumentException that says what is wrong with the name servers
   */
  static MailOptions of(String dns, Duration timeout, String folder) {
    return new MailOptions(
        !dns.equals("off"),
        dns.equals("off") || dns.equals("system") ? List.of() : servers(dns),
        timeout,
        folder.isEmpty() ? null : Path.of(folder));
  }

  void applyTo(Crm.Builder builder) {
    if (dns) {
      builder.mailDomains(
          servers.isEmpty()
              ? DnsMailDomains.ofTheSystem(timeout)
              : DnsMailDomains.of(servers, timeout));
    }
    builder.mailLists(known());
  }

  /** What is known of mail domains by heart. */
  MailLists known() {
    return lists == null
        ? MailLists.USUAL
        : MailLists.USUAL
            .disposable(lines(lists.resolve("disposable-domains.txt")))
            .freeMail(lines(lists.resolve("free-mail-domains.txt")))
            .roles(lines(lists.resolve("role-names.txt")));
  }

  private static List<InetSocketAddress> servers(String text) {
    return Splitter.on(',').trimResults().splitToList(text).stream()
        .map(HostAndPort::fromString)
        .map(server ->
            new InetSocketAddress(
                InetAddresses.forString(server.getHost()), server.getPortOrDefault(DNS_PORT)))
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
