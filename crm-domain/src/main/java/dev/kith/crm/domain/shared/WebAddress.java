package dev.kith.crm.domain.shared;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of the web is.
 *
 * @param text with its scheme, {@code http} or {@code https}; its host as name servers know it
 */
public record WebAddress(String text) {

  public static final int LONGEST = 500;

  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(https?)://)?([^/?#:@\\s]+)(:\\d{1,5})?([/?#]\\S*)?", Pattern.CASE_INSENSITIVE);

  /**
   * Reads what people write: without a scheme {@code https} is meant. Refused with {@code
   * website-syntax} and {@code too-long}.
   */
  public static Outcome<WebAddress> parse(String input) {
    Matcher parts = PARTS.matcher(input.strip());
    if (!parts.matches() || !isHost(parts.group(2))) {
      return refused("website-syntax", "A website is written as https://www.example.com/page.");
    }
    String scheme = parts.group(1) == null ? "https" : parts.group(1).toLowerCase(Locale.ROOT);
    String port = parts.group(3) == null ? "" : parts.group(3);
    String rest = parts.group(4) == null ? "" : parts.group(4);
    try {
      String text =
          new URI(scheme + "://" + DomainNames.ascii(parts.group(2)) + port + rest).toASCIIString();
      return text.length() > LONGEST
          ? refused("too-long", "At most " + LONGEST + " characters are allowed.")
          : Outcome.done(new WebAddress(text));
    } catch (URISyntaxException e) {
      return refused("website-syntax", "A website is written as https://www.example.com/page.");
    }
  }

  private static boolean isHost(String host) {
    return host.contains(".") && DomainNames.isValid(host);
  }

  private static Outcome<WebAddress> refused(String code, String message) {
    return Outcome.refused(Invalid.of(new Violation("", code, message)));
  }

  @Override
  public String toString() {
    return text;
  }
}
