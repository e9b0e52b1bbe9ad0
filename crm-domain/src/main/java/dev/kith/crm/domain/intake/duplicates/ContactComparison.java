package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.spelling.Similarity;
import org.jspecify.annotations.Nullable;

/** What the addresses say by which two are reached; null where one of them is missing. */
final class ContactComparison {

  private final Fingerprint a;
  private final Fingerprint b;
  private final boolean givenNamesDiffer;

  /** Whether both addresses are an organisation's, which tell of it and not of a person. */
  final boolean sharedMailbox;

  final @Nullable Evidence email;
  final @Nullable Evidence phone;
  final @Nullable Evidence domain;

  ContactComparison(Fingerprint a, Fingerprint b, boolean givenNamesDiffer) {
    this.a = a;
    this.b = b;
    this.givenNamesDiffer = givenNamesDiffer;
    sharedMailbox = a.contact.role && b.contact.role;
    email = a.contact.hasEmail() && b.contact.hasEmail() ? emails() : null;
    phone = phones(a.contact.phone, b.contact.phone);
    domain = domains();
  }

  /** Whether each has an e-mail address of its own or a number, so that they can be told apart. */
  boolean areKnown() {
    return (email != null && !a.contact.role && !b.contact.role) || phone != null;
  }

  /**
   * Whether one address reaches both. A number is of the house or of the office where given names
   * differ, and colleagues' addresses differ by a letter there.
   */
  boolean areShared(boolean atWork) {
    if (email == Evidence.EMAIL_SAME) {
      return !sharedMailbox;
    }
    return phone == Evidence.PHONE_SAME
        ? !givenNamesDiffer || !atWork
        : email == Evidence.EMAIL_TYPO || email == Evidence.EMAIL_LOCAL_PART;
  }

  private Evidence emails() {
    ContactForm one = a.contact;
    ContactForm other = b.contact;
    boolean sameDomain = one.mailDomain.equals(other.mailDomain);
    if (one.localPart.equals(other.localPart)) {
      return sameDomain ? Evidence.EMAIL_SAME : sameLocalParts();
    }
    boolean slip =
        !givenNamesDiffer && sameDomain && Similarity.edits(one.localPart, other.localPart, 1) <= 1;
    return slip ? Evidence.EMAIL_TYPO : Evidence.EMAIL_DIFFERENT;
  }

  private Evidence sameLocalParts() {
    if (a.contact.role) {
      return Evidence.EMAIL_DIFFERENT;
    }
    return a.repeatsNamesInEmail() || b.repeatsNamesInEmail()
        ? Evidence.EMAIL_OF_NAMES
        : Evidence.EMAIL_LOCAL_PART;
  }

  private static @Nullable Evidence phones(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return null;
    }
    if (one.endsWith(other) || other.endsWith(one)) {
      return Evidence.PHONE_SAME;
    }
    return Similarity.edits(one, other, 1) <= 1 ? Evidence.PHONE_TYPO : Evidence.PHONE_DIFFERENT;
  }

  /** One address implies one domain, which then says nothing more. */
  private @Nullable Evidence domains() {
    String one = a.contact.domain;
    String other = b.contact.domain;
    if (one.isEmpty() || other.isEmpty() || a.contact.hasSameEmailAs(b.contact)) {
      return null;
    }
    return one.equals(other) ? Evidence.DOMAIN_SAME : Evidence.DOMAIN_DIFFERENT;
  }
}
