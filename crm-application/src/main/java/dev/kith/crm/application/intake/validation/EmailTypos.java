package dev.kith.crm.application.intake.validation;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Guesses what somebody meant who slipped on the keyboard while they wrote an e-mail address. A
 * slip is one letter too many, too few or wrong, or two neighbours exchanged: the edit distance of
 * F. Damerau, "A technique for computer detection and correction of spelling errors" (1964).
 */
final class EmailTypos {

  private static final Set<String> POPULAR =
      MailLists.resource("popular-domains.txt").stream()
          .filter(line -> !line.startsWith("#"))
          .collect(toImmutableSet());

  private static final List<String> COMMON_ENDINGS = List.of("com", "net", "org", "info", "edu");

  /** Endings that exist though they look like a slip; those of two letters are countries. */
  private static final Set<String> RARE_ENDINGS =
      ImmutableSet.of("bet", "cam", "eus", "nec", "new", "next", "ong", "pet", "vet");

  /** Shorter names are one slip away from too many others that exist. */
  private static final int LONG_ENOUGH = 5;

  private EmailTypos() {}

  /**
   * The domain that was probably meant.
   *
   * @param certain whether it is known that the domain as written takes no mail; if not, only what
   *     is hardly anything but a slip is told
   */
  static Optional<String> domainMeant(String domain, boolean certain) {
    return POPULAR.contains(domain)
        ? Optional.empty()
        : POPULAR.stream()
            .filter(popular -> certain || popular.indexOf('.') >= LONG_ENOUGH)
            .filter(popular -> isOneSlip(domain, popular))
            .findFirst()
            .or(() -> withCommonEnding(domain, certain));
  }

  /** An address that the text becomes by one of the usual mistakes taken back. */
  static Optional<EmailAddress> addressMeant(String text) {
    String tight = CharMatcher.whitespace().removeFrom(text);
    return Stream.concat(
            Stream.of(
                tight,
                tight.replace(',', '.'),
                CharMatcher.anyOf(".,;:<>()").trimFrom(tight),
                tight.replace("(at)", "@").replace("[at]", "@"),
                tight.replaceFirst("@+\\.?", "@")),
            POPULAR.stream()
                .filter(popular -> tight.endsWith("@" + popular.substring(0, popular.indexOf('.'))))
                .map(popular -> tight.substring(0, tight.indexOf('@') + 1) + popular))
        .flatMap(mended ->
            EmailAddress.parse(mended) instanceof Outcome.Done<EmailAddress>(var address)
                ? Stream.of(address)
                : Stream.empty())
        .findFirst();
  }

  private static Optional<String> withCommonEnding(String domain, boolean certain) {
    int dot = domain.lastIndexOf('.');
    String ending = domain.substring(dot + 1);
    boolean exists =
        ending.length() <= 2 || RARE_ENDINGS.contains(ending) || COMMON_ENDINGS.contains(ending);
    return exists && !certain
        ? Optional.empty()
        : COMMON_ENDINGS.stream()
            .filter(common -> isOneSlip(ending, common))
            .map(common -> domain.substring(0, dot + 1) + common)
            .findFirst();
  }

  static boolean isOneSlip(String written, String meant) {
    int same = 0;
    int shorter = Math.min(written.length(), meant.length());
    while (same < shorter && written.charAt(same) == meant.charAt(same)) {
      same++;
    }
    String restWritten = written.substring(same);
    String restMeant = meant.substring(same);
    return switch (restWritten.length() - restMeant.length()) {
      case 1 -> restWritten.substring(1).equals(restMeant);
      case -1 -> restMeant.substring(1).equals(restWritten);
      case 0 ->
          !restWritten.isEmpty()
              && (restWritten.substring(1).equals(restMeant.substring(1))
                  || areExchanged(restWritten, restMeant));
      default -> false;
    };
  }

  private static boolean areExchanged(String written, String meant) {
    return written.length() >= 2
        && written.charAt(0) == meant.charAt(1)
        && written.charAt(1) == meant.charAt(0)
        && written.substring(2).equals(meant.substring(2));
  }
}
