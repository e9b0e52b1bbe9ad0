package dev.kith.crm.domain.shared;

import com.google.common.net.InternetDomainName;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.text.VisibleText;

/**
 * A domain of the internet that somebody can have for themselves, such as {@code example.com} or
 * {@code sales.example.co.uk}.
 *
 * @param name as name servers know it, in small letters of ASCII: {@code xn--bcher-kva.example}
 */
public record InternetDomain(String name) {

  /**
   * @throws IllegalArgumentException if the text is not such a domain; use {@link #parse} for input
   */
  public InternetDomain {
    if (!isOwnable(name)) {
      throw new IllegalArgumentException("not a domain of somebody: " + name);
    }
    name = DomainNames.ascii(name);
  }

  /**
   * Reads a domain from input, in letters of any script; a dot at its end is dropped. Refused with
   * {@code domain-syntax}, and with {@code domain-public} for what anybody can have a domain below,
   * such as {@code co.uk}.
   */
  public static Outcome<InternetDomain> parse(String input) {
    String trimmed = VisibleText.trim(input);
    String text = trimmed.endsWith(".") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    if (!DomainNames.isValid(text)) {
      return refused("domain-syntax", "A domain is written as example.com, and nothing around it.");
    }
    return isOwnable(text)
        ? Outcome.done(new InternetDomain(text))
        : refused("domain-public", text + " belongs to nobody alone.");
  }

  private static boolean isOwnable(String text) {
    if (!DomainNames.isValid(text)) {
      return false;
    }
    String ascii = DomainNames.ascii(text);
    return ascii.contains(".")
        && InternetDomainName.isValid(ascii)
        && !InternetDomainName.from(ascii).isPublicSuffix();
  }

  private static Outcome<InternetDomain> refused(String code, String message) {
    return Outcome.refused(Invalid.of(new Violation("", code, message)));
  }

  @Override
  public String toString() {
    return name;
  }
}
