package dev.kith.crm.domain.intake.duplicates;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * E-mail address, phone number and domain in the forms in which they are compared; missing ones are
 * empty.
 */
final class ContactForm {

  private static final Words DATA = new Words("mail-domains");
  private static final Set<String> FREE = DATA.listed("free");
  private static final Set<String> ROLES = DATA.listed("role");
  private static final int DIGITS_OF_PHONES = 9;
  private static final int FEWEST_DIGITS = 6;

  /** The part before the @, without what a mailbox ignores. */
  final String localPart;

  final String mailDomain;

  /** Whether the mailbox is an organisation's, such as info@. */
  final boolean role;

  /** The last digits, which are the same with and without the country's prefix. */
  final String phone;

  /** The organisation's domain: never one at which anybody may have a mailbox. */
  final String domain;

  ContactForm(MatchSubject subject) {
    String email = subject.email() == null ? "" : subject.email().strip().toLowerCase(Locale.ROOT);
    int at = email.lastIndexOf('@');
    String host = at < 0 ? "" : email.substring(at + 1);
    mailDomain = host.equals("googlemail.com") ? "gmail.com" : host;
    localPart = at < 0 ? "" : localPartOf(email.substring(0, at), mailDomain);
    role = ROLES.contains(localPart);
    phone = digitsOf(subject.phone());
    String site = hostOf(subject.website());
    boolean telling = !mailDomain.isEmpty() && !FREE.contains(mailDomain);
    domain = site.isEmpty() ? (telling ? mailDomain : "") : site;
  }

  boolean hasEmail() {
    return !localPart.isEmpty();
  }

  boolean hasSameEmailAs(ContactForm other) {
    return hasEmail() && localPart.equals(other.localPart) && mailDomain.equals(other.mailDomain);
  }

  /** Mail to name+anything arrives at name; Google's mailboxes ignore dots besides. */
  private static String localPartOf(String written, String domain) {
    int plus = written.indexOf('+');
    String name = plus > 0 ? written.substring(0, plus) : written;
    return domain.equals("gmail.com") ? name.replace(".", "") : name;
  }

  private static String digitsOf(@Nullable String phone) {
    if (phone == null) {
      return "";
    }
    StringBuilder digits = new StringBuilder(phone.length());
    for (int i = 0; i < phone.length() && phone.charAt(i) != ';'; i++) {
      int digit = Character.digit(phone.charAt(i), 10);
      // Zeros in front are dialled before the number, at home or abroad, and are no part of it.
      if (digit > 0 || (digit == 0 && !digits.isEmpty())) {
        digits.append((char) ('0' + digit));
      }
    }
    return digits.length() < FEWEST_DIGITS
        ? ""
        : digits.substring(Math.max(0, digits.length() - DIGITS_OF_PHONES));
  }

  private static String hostOf(@Nullable String website) {
    if (website == null) {
      return "";
    }
    String text = website.strip().toLowerCase(Locale.ROOT);
    int start = text.indexOf("://");
    String host = start < 0 ? text : text.substring(start + 3);
    int end = 0;
    while (end < host.length() && "/:?#".indexOf(host.charAt(end)) < 0) {
      end++;
    }
    host =
        host.substring(
            host.startsWith("www.") ? 4 : 0, Math.max(end, host.startsWith("www.") ? 4 : 0));
    return host.indexOf('.') > 0 && host.indexOf(' ') < 0 ? host : "";
  }
}
