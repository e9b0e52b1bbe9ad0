package dev.kith.crm.domain.shared;

import org.jspecify.annotations.Nullable;

/**
 * Reads a telephone number as people write it; the country, if known, tells how national numbers
 * are meant.
 */
@FunctionalInterface
public interface PhoneReader {

  Outcome<PhoneNumber> read(String text, @Nullable Country country);
}
