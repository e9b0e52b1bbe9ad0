package dev.kith.crm.domain.shared;

import com.google.common.base.CharMatcher;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address as people use them: a dot-atom local part (RFC 5322 §3.2.3, with the Unicode of
 * RFC 6531) and a domain name (RFC 1035 lengths, internationalised names by RFC 5891). The domain
 * has at least two labels, or is that of a country, some of which take mail themselves (RFC 7085).
 * Quoted local parts, comments and address literals are legal on the wire but are mistakes in a
 * CRM, so they are refused.
 *
 * <p>The text is kept as written but for the domain, which is lower-case; {@link #key()} is what
 * makes two addresses the same.
 */
public record EmailAddress(String text) {

  private static final CharMatcher BLANKS =
      CharMatcher.whitespace().and(CharMatcher.noneOf("\n\r\u000b\f\u0085\u2028\u2029"));
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final String SYMBOLS_OF_ATOMS = "!#$%&'*+/=?^_`{|}~-";

  /**
   * @throws IllegalArgumentException if the text is not an address; use {@link #parse} for input
   */
  public EmailAddress {
    String problem = problemOf(text);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    int at = text.lastIndexOf('@');
    text = text.substring(0, at + 1) + text.substring(at + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Reads an address from input; surrounding blanks are dropped, but no line breaks: an address
   * never has more than one line. Refused with {@code email-syntax}.
   */
  public static Outcome<EmailAddress> parse(String input) {
    String text = BLANKS.trimFrom(input);
    try {
      return Outcome.done(new EmailAddress(text));
    } catch (IllegalArgumentException e) {
      return Outcome.refused(
          Invalid.of(new Violation("", "email-syntax", String.valueOf(e.getMessage()))));
    }
  }

  public String local() {
    return text.substring(0, text.lastIndexOf('@'));
  }

  public String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  /** The domain in the form in which name servers know it (RFC 5891). */
  public String asciiDomain() {
    return DomainNames.ascii(domain());
  }

  /** The form by which two addresses are the same: all lower-case, the domain in its ASCII form. */
  public String key() {
    return local().toLowerCase(Locale.ROOT) + "@" + asciiDomain();
  }

  @Override
  public String toString() {
    return text;
  }

  private static @Nullable String problemOf(String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return "An e-mail address needs an @.";
    }
    String local = text.substring(0, at);
    String domain = text.substring(at + 1);
    if (local.isEmpty() || domain.isEmpty()) {
      return "An e-mail address needs a name before the @ and a domain after it.";
    }
    if (text.length() > LONGEST || local.length() > LONGEST_LOCAL) {
      return "The e-mail address is too long.";
    }
    if (!isAtoms(local)) {
      return "The part before the @ has a character or a dot that is not allowed there.";
    }
    return DomainNames.isValid(domain) ? null : "The part after the @ is not a domain name.";
  }

  /** Letters, digits and marks of any script, and some symbols, with single dots between them. */
  private static boolean isAtoms(String local) {
    return !local.startsWith(".")
        && !local.endsWith(".")
        && !local.contains("..")
        && local.codePoints().allMatch(c -> c == '.' || isOfAtom(c));
  }

  private static boolean isOfAtom(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> Character.isLetter(c) || SYMBOLS_OF_ATOMS.indexOf(c) >= 0;
    };
  }
}
