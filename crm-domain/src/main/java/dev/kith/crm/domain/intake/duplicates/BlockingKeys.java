package dev.kith.crm.domain.intake.duplicates;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.duplicates.spelling.Sound;
import java.util.Comparator;
import java.util.Set;

/**
 * The keys by which the records that are worth comparing are found: two records are candidates if
 * they share one. No key rests on one field that many share, such as a family name or a city; each
 * slip of the hand spoils some keys and leaves others.
 *
 * <p>Source: Christen, A Survey of Indexing Techniques for Scalable Record Linkage and
 * Deduplication, IEEE TKDE 24 (2012).
 */
final class BlockingKeys {

  private static final int SHORTEST_LOCAL_PART = 6;

  private final ImmutableSet.Builder<String> keys = ImmutableSet.builder();
  private final Fingerprint of;
  private final String given;
  private final String family;

  BlockingKeys(Fingerprint fingerprint) {
    of = fingerprint;
    given = fingerprint.givenName == null ? "" : fingerprint.givenName.sound;
    family = fingerprint.familyName == null ? "" : fingerprint.familyName.sound;
  }

  Set<String> all() {
    addNames();
    addContact();
    addAddress();
    addCompany();
    addBirthDate();
    return keys.build();
  }

  private void addNames() {
    if (of.givenName != null && of.familyName != null) {
      of.givenName.sounds().forEach(this::addPerson);
    }
  }

  /**
   * In the order of the alphabet, so that it does not matter which is taken for the family name.
   */
  private void addPerson(String sound) {
    boolean inOrder = sound.compareTo(family) <= 0;
    add("n:", inOrder ? sound : family, inOrder ? family : sound);
  }

  private void addContact() {
    ContactForm contact = of.contact;
    add("e:", contact.localPart, contact.mailDomain);
    if (contact.localPart.length() >= SHORTEST_LOCAL_PART && !contact.role) {
      add("l:", contact.localPart);
    }
    add("p:", contact.phone);
    addWithPerson("d:", contact.domain);
  }

  private void addAddress() {
    AddressForm address = of.address;
    String number = address.numbers.isEmpty() ? "" : address.numbers.getLast();
    String city = Sound.of(address.city);
    add("a:", number, address.postalCode);
    add("h:", number, city);
    add("i:", family, city);
    for (StreetLine line : address.lines) {
      String street = line.sound;
      add("s:", number, street);
      add("t:", family, street);
      add("u:", given, street);
      add("v:", address.postalCode, street);
      add("w:", city, street);
    }
  }

  private void addCompany() {
    if (of.company != null) {
      of.company.words.stream()
          .filter(CompanyForm::isTelling)
          .sorted(Comparator.comparingInt(String::length).reversed())
          .limit(of.isWithoutPerson() ? 2 : 1)
          .map(Sound::of)
          .forEach(word -> addWithPerson("c:", word));
    }
  }

  private void addBirthDate() {
    if (of.birthDate != null) {
      add("b:", of.birthDate.toString());
      String month = of.birthDate.toString().substring(0, 7);
      add("y:", month, given);
      add("y:", month, family);
    }
  }

  /** What colleagues share is a key only together with a name, unless no person is named. */
  private void addWithPerson(String kind, String shared) {
    if (of.isWithoutPerson()) {
      add(kind, shared);
    } else {
      add(kind, shared, given);
      add(kind, shared, family);
    }
  }

  private void add(String kind, String value) {
    if (!value.isEmpty()) {
      keys.add(kind + value);
    }
  }

  private void add(String kind, String first, String second) {
    if (!first.isEmpty() && !second.isEmpty()) {
      keys.add(kind + first + "|" + second);
    }
  }
}
