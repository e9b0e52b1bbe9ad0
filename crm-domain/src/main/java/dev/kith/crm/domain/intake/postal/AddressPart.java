package dev.kith.crm.domain.intake.postal;

import dev.kith.crm.domain.shared.PostalAddress;
import org.jspecify.annotations.Nullable;

/** A part of an address that the rules of a country speak of. */
enum AddressPart {
  STREET("street", "street", "a street"),
  CITY("city", "city", "a city"),
  REGION("region", "region", "a region or state"),
  POSTAL_CODE("code", "postalCode", "a postal code");

  /** In the rules. */
  final String word;

  /** In an address that is asked about. */
  final String field;

  /** In a sentence. */
  final String phrase;

  AddressPart(String word, String field, String phrase) {
    this.word = word;
    this.field = field;
    this.phrase = phrase;
  }

  @Nullable String of(PostalAddress address) {
    return switch (this) {
      case STREET -> address.street();
      case CITY -> address.city();
      case REGION -> address.region();
      case POSTAL_CODE -> address.postalCode();
    };
  }
}
