package dev.kith.crm.testkit;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes small files in the format of MaxMind DB 2.0: a search tree over the bits of addresses,
 * sixteen zeros, the data, and what is said of the file at its end. Addresses of version 4 hang
 * below 96 zeros in a tree of version 6.
 */
public final class PlacesFile {

  /** As MaxMind's city database says it; of a network that may be looked up. */
  public static final Map<String, Object> BERLIN =
      Map.of(
          "country",
              Map.of("iso_code", "DE", "names", Map.of("de", "Deutschland", "en", "Germany")),
          "subdivisions", List.of(Map.of("iso_code", "BE", "names", Map.of("en", "Land Berlin"))),
          "city", Map.of("names", Map.of("de", "Berlin", "en", "Berlin")),
          "postal", Map.of("code", "10115"),
          "location",
              Map.of(
                  "accuracy_radius",
                  20,
                  "latitude",
                  52.5,
                  "longitude",
                  13.25,
                  "time_zone",
                  "Europe/Berlin"));

  private static final int RECORD_BYTES = 3;
  private static final byte[] METADATA =
      Bytes.concat(
          new byte[] {(byte) 0xab, (byte) 0xcd, (byte) 0xef},
          "MaxMind.com".getBytes(StandardCharsets.US_ASCII));

  /** One bit of an address: what follows it if it is 0, and if it is 1. */
  private static final class Node {
    private final Object[] next = new Object[2];
  }

  private String type = "Test-City";
  private final int version;
  private final Map<String, Map<String, Object>> networks = new LinkedHashMap<>();

  /**
   * @param version 4 or 6: of the addresses that the file can hold at most
   */
  public PlacesFile(int version) {
    this.version = version;
  }

  /**
   * @param network such as {@code 193.0.6.0/24}; no two overlap
   */
  public PlacesFile with(String network, Map<String, Object> data) {
    networks.put(network, data);
    return this;
  }

  /**
   * @param name as the file says itself; otherwise {@code Test-City}
   */
  public PlacesFile ofType(String name) {
    type = name;
    return this;
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  public byte[] bytes() {
    Node root = new Node();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    networks.forEach((network, told) -> {
      put(root, bits(network), data.size());
      data.writeBytes(encoded(told));
    });
    List<Node> nodes = new ArrayList<>();
    collect(root, nodes);
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (Node node : nodes) {
      for (Object next : node.next) {
        tree.writeBytes(record(next, nodes));
      }
    }
    Map<String, Object> metadata =
        Map.of(
            "binary_format_major_version",
            2,
            "binary_format_minor_version",
            0,
            "build_epoch",
            Instant.parse("2026-11-01T00:00:00Z").getEpochSecond(),
            "database_type",
            type,
            "description",
            Map.of("en", "made by a test"),
            "ip_version",
            version,
            "languages",
            List.of("en"),
            "node_count",
            nodes.size(),
            "record_size",
            RECORD_BYTES * Byte.SIZE);
    return Bytes.concat(
        tree.toByteArray(), new byte[16], data.toByteArray(), METADATA, encoded(metadata));
  }

  private List<Integer> bits(String network) {
    int slash = network.indexOf('/');
    InetAddress first = InetAddresses.forString(network.substring(0, slash));
    int length = Integer.parseInt(network.substring(slash + 1));
    byte[] address = first.getAddress();
    List<Integer> bits = new ArrayList<>();
    if (version == 6 && address.length == 4) {
      for (int i = 0; i < 96; i++) {
        bits.add(0);
      }
    }
    for (int i = 0; i < length; i++) {
      bits.add(address[i / Byte.SIZE] >> (Byte.SIZE - 1 - i % Byte.SIZE) & 1);
    }
    return bits;
  }

  /**
   * @param at where its data begin, within the data
   */
  private static void put(Node root, List<Integer> bits, int at) {
    Node node = root;
    for (int bit : bits.subList(0, bits.size() - 1)) {
      if (node.next[bit] == null) {
        node.next[bit] = new Node();
      }
      node = (Node) node.next[bit];
    }
    node.next[bits.getLast()] = at;
  }

  private static void collect(Node node, List<Node> nodes) {
    nodes.add(node);
    for (Object next : node.next) {
      if (next instanceof Node below) {
        collect(below, nodes);
      }
    }
  }

  private static byte[] record(Object next, List<Node> nodes) {
    int value =
        switch (next) {
          case null -> nodes.size();
          case Node below -> nodes.indexOf(below);
          default -> nodes.size() + 16 + (Integer) next;
        };
    return Arrays.copyOfRange(Ints.toByteArray(value), 1, 4);
  }

  private static byte[] encoded(Object value) {
    return switch (Objects.requireNonNull(value)) {
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        yield Bytes.concat(head(2, utf8.length), utf8);
      }
      case Double number ->
          Bytes.concat(head(3, 8), Longs.toByteArray(Double.doubleToLongBits(number)));
      case Integer number -> Bytes.concat(head(6, 4), Ints.toByteArray(number));
      case Long number -> Bytes.concat(head(9, 8), Longs.toByteArray(number));
      case Boolean yes -> head(14, yes ? 1 : 0);
      case Map<?, ?> map -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head(7, map.size()));
        map.forEach((key, below) -> {
          out.writeBytes(encoded(key));
          out.writeBytes(encoded(below));
        });
        yield out.toByteArray();
      }
      case List<?> list -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head(11, list.size()));
        list.forEach(below -> out.writeBytes(encoded(below)));
        yield out.toByteArray();
      }
      default -> throw new IllegalArgumentException("not written by this: " + value);
    };
  }

  /** A kind and a size; kinds from 8 on are told in a second byte. */
  private static byte[] head(int kind, int size) {
    if (size >= 29) {
      throw new IllegalArgumentException("longer than this writes: " + size);
    }
    return kind < 8
        ? new byte[] {(byte) (kind << 5 | size)}
        : new byte[] {(byte) size, (byte) (kind - 7)};
  }
}
