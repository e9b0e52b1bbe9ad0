package dev.kith.crm.domain.shared;

import java.net.IDN;
import java.util.Locale;

/** Domain names as name servers know them (RFC 5891), and what can be one. */
final class DomainNames {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  private DomainNames() {}

  /** In small letters of ASCII. */
  static String ascii(String domain) {
    return ascii(domain, 0);
  }

  static boolean isValid(String domain) {
    // In ASCII it has no fewer characters, and IDN breaks on what is far too long.
    if (domain.codePointCount(0, domain.length()) > LONGEST) {
      return false;
    }
    String ascii;
    try {
      ascii = ascii(domain, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      return false;
    }
    String[] labels = ascii.split("\\.", -1);
    if (ascii.length() > LONGEST || (labels.length < 2 && !isOfCountry(ascii))) {
      return false;
    }
    for (String label : labels) {
      if (!isLabel(label)) {
        return false;
      }
    }
    return !labels[labels.length - 1].chars().allMatch(Character::isDigit);
  }

  /** Small letters and digits, and hyphens between them. */
  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= LONGEST_LABEL
        && !label.startsWith("-")
        && !label.endsWith("-")
        && label
            .chars()
            .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }

  /** Generic domains take no mail at their very top: ICANN forbids it. */
  private static boolean isOfCountry(String label) {
    return label.length() == 2 && label.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  /** Most domains are ASCII already, and finding out by IDN takes long. */
  private static String ascii(String domain, int rules) {
    boolean plain = domain.chars().allMatch(c -> c < 0x80);
    return (plain ? domain : IDN.toASCII(domain, rules)).toLowerCase(Locale.ROOT);
  }
}
