package dev.kith.crm.domain.intake.duplicates;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record looks like to the matcher: every field brought to a comparable form once, so that
 * comparing with many others is quick.
 */
public final class Fingerprint {

  final @Nullable NameForm givenName;
  final @Nullable NameForm familyName;
  final @Nullable CompanyForm company;
  final ContactForm contact;
  final AddressForm address;
  final @Nullable LocalDate birthDate;

  private Fingerprint(MatchSubject subject) {
    givenName = NameForm.of(subject.givenName());
    familyName = NameForm.of(subject.familyName());
    company = CompanyForm.of(subject.company());
    contact = new ContactForm(subject);
    address = new AddressForm(subject);
    birthDate = subject.birthDate();
  }

  public static Fingerprint of(MatchSubject subject) {
    return new Fingerprint(subject);
  }

  /**
   * Short texts by which an index finds the records that are worth comparing: those that share at
   * least one. Each begins with its kind and a colon. They are made when they are asked for: most
   * records are only compared.
   */
  public Set<String> blockingKeys() {
    return new BlockingKeys(this).all();
  }

  /** Whether the mailbox is called by the names, as {@code ada.lovelace} or {@code alovelace}. */
  boolean repeatsNamesInEmail() {
    return givenName != null
        && familyName != null
        && NamedMailbox.isNamedBy(contact.localPart, givenName, familyName);
  }

  /** Whether no person is named: then an address or a number tells of the organisation itself. */
  boolean isWithoutPerson() {
    return givenName == null && familyName == null;
  }
}
