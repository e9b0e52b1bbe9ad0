package dev.kith.crm.domain.intake.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How a text file turns characters into bytes. Stored by name. */
public enum Encoding {
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE),
  /**
   * What older office programs write in western Europe; a superset of ISO 8859-1 but for control
   * characters.
   */
  WINDOWS_1252(Charset.forName("windows-1252")),
  /** Western Europe with the euro sign. */
  ISO_8859_15(Charset.forName("ISO-8859-15")),
  /** Central Europe. */
  WINDOWS_1250(Charset.forName("windows-1250")),
  ISO_8859_2(Charset.forName("ISO-8859-2")),
  /** Cyrillic. */
  WINDOWS_1251(Charset.forName("windows-1251"));

  private final Charset charset;

  Encoding(Charset charset) {
    this.charset = charset;
  }

  /** By a name as in a content type; empty for one that files are not read in. */
  public static Optional<Encoding> named(String name) {
    try {
      Charset wanted = Charset.forName(name.strip());
      // As browsers do: what says Latin 1 is Windows-1252.
      boolean isLatin =
          wanted.equals(StandardCharsets.ISO_8859_1) || wanted.equals(StandardCharsets.US_ASCII);
      return isLatin
          ? Optional.of(WINDOWS_1252)
          : Arrays.stream(values()).filter(e -> e.charset.equals(wanted)).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** How many bytes the smallest character has. */
  public int unit() {
    return this == UTF_16LE || this == UTF_16BE ? 2 : 1;
  }

  public Charset charset() {
    return charset;
  }
}
