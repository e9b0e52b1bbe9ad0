package dev.kith.crm.domain.shared;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * By what another system knows a record. No two live records of a kind have the same of one system.
 *
 * @param system the other system, such as {@code hubspot}; null where there is only one
 * @param value as the other system writes it, whose case counts
 */
public record ExternalId(@Nullable String system, String value) {

  public static final int LONGEST_SYSTEM = 60;
  public static final int LONGEST_VALUE = 200;

  /** What makes two of them the same: names of systems are compared without regard to case. */
  public String key() {
    return (system == null ? "" : system.toLowerCase(Locale.ROOT)) + "\n" + value;
  }

  @Override
  public String toString() {
    return system == null ? value : value + " of " + system;
  }
}
