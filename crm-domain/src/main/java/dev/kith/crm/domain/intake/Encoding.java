package dev.kith.crm.domain.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a text file turns characters into bytes. Stored by name. */
public enum Encoding {
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE),
  /**
   * What older office programs write in western Europe; a superset of ISO 8859-1 but for control
   * characters.
   */
  WINDOWS_1252(Charset.forName("windows-1252"));

  private final Charset charset;

  Encoding(Charset charset) {
    this.charset = charset;
  }

  public Charset charset() {
    return charset;
  }
}
