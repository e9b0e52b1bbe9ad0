package dev.kith.crm.messaging.http;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: those of this machine and its networks,
 * of carriers, of cloud metadata, for documentation, for many at once, and of future use (the
 * special-purpose registries of IANA, RFC 6890). Addresses of version 6 that carry one of version 4
 * are judged by that or refused.
 */
public final class PublicAddresses {

  /** A network: all addresses that share its first bits. */
  private record Block(InetAddress start, int bits) {

    static Block of(String text) {
      int slash = text.indexOf('/');
      return new Block(
          InetAddresses.forString(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    }

    boolean holds(byte[] address) {
      byte[] first = start.getAddress();
      if (address.length != first.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      int rest = bits % Byte.SIZE;
      int mask = 0xff << (Byte.SIZE - rest);
      return Arrays.equals(address, 0, whole, first, 0, whole)
          && (rest == 0 || ((address[whole] ^ first[whole]) & mask & 0xff) == 0);
    }
  }

  private static final List<Block> SPECIAL_4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carriers; one cloud's metadata
          "127.0.0.0/8", // this machine
          "168.63.129.16/32", // a cloud's metadata behind a public number
          "169.254.0.0/16", // this link; the metadata of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocols; one cloud's metadata
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // relays to version 6
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // measuring
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // many at once
          "240.0.0.0/4"); // future use, everybody

  /** All that is public in version 6 lies in here, apart from {@link #SPECIAL_6}. */
  private static final Block GLOBAL_6 = Block.of("2000::/3");

  private static final List<Block> SPECIAL_6 =
      blocks(
          "2001::/23", // protocols, Teredo among them
          "2001:db8::/32", // documentation
          "2002::/16", // version 4 within
          "2620:4f:8000::/48", // AS112
          "3fff::/20"); // documentation

  /** Version 4 as seen by machines that have only version 6 (RFC 6052). */
  private static final Block TRANSLATED = Block.of("64:ff9b::/96");

  private PublicAddresses() {}

  public static boolean include(InetAddress address) {
    byte[] bytes = address.getAddress();
    // An address of version 4 mapped into version 6 (::ffff:0:0/96) is already one of version 4
    // here.
    if (address instanceof Inet4Address) {
      return include4(bytes);
    }
    if (TRANSLATED.holds(bytes)) {
      return include4(Arrays.copyOfRange(bytes, 12, 16));
    }
    return GLOBAL_6.holds(bytes) && SPECIAL_6.stream().noneMatch(block -> block.holds(bytes));
  }

  private static boolean include4(byte[] bytes) {
    return SPECIAL_4.stream().noneMatch(block -> block.holds(bytes));
  }

  private static List<Block> blocks(String... texts) {
    return Arrays.stream(texts).map(Block::of).toList();
  }
}
