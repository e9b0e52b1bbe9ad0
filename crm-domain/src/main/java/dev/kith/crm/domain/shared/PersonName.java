package dev.kith.crm.domain.shared;

import org.jspecify.annotations.Nullable;

/**
 * A person's name in the two parts that letters and duplicate checks need; either may be missing,
 * not both.
 */
public record PersonName(@Nullable String given, @Nullable String family) {

  public static final int LONGEST_PART = 100;

  public PersonName {
    if (given == null && family == null) {
      throw new IllegalArgumentException("a name has at least one part");
    }
  }

  /** The parts in reading order. */
  public String full() {
    if (given == null) {
      return String.valueOf(family);
    }
    return family == null ? given : given + " " + family;
  }
}
