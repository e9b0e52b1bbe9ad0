package dev.kith.crm.domain.intake.quality;

import dev.kith.crm.domain.intake.postal.PostalRules;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.shared.PostalAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What counts for the quality of a lead. Each aspect is met or not, and has its points; the points
 * of all are 100.
 */
public enum QualityAspect {
  GIVEN_NAME(
      "given-name",
      5,
      "Given name is known",
      (c, f) -> c.profile().name() != null && c.profile().name().given() != null),
  FAMILY_NAME(
      "family-name",
      10,
      "Family name is known",
      (c, f) -> c.profile().name() != null && c.profile().name().family() != null),
  COMPANY("company", 10, "Company is known", (c, f) -> c.profile().company() != null),
  TITLE("title", 5, "Job title is known", (c, f) -> c.profile().title() != null),
  EMAIL("email", 15, "E-mail address is known", (c, f) -> hasEmail(c)),
  EMAIL_LASTING(
      "email-lasting",
      10,
      "E-mail address is not disposable",
      (c, f) -> hasEmail(c) && !f.emailDisposable()),
  EMAIL_PERSONAL(
      "email-personal",
      5,
      "E-mail address reaches a person, not a function",
      (c, f) -> hasEmail(c) && !f.emailRole()),
  EMAIL_OWN_DOMAIN(
      "email-own-domain",
      5,
      "E-mail address is not at a free provider",
      (c, f) -> hasEmail(c) && !f.emailFree() && !f.emailDisposable()),
  PHONE("phone", 5, "Telephone number is known", (c, f) -> c.profile().phone() != null),
  PHONE_ASSIGNED(
      "phone-assigned",
      10,
      "Telephone number is in a range that is handed out",
      (c, f) -> c.profile().phone() != null && f.phoneAssigned()),
  COUNTRY("country", 5, "Country is known", (c, f) -> c.profile().address().country() != null),
  POSTAL_CODE(
      "postal-code",
      5,
      "Postal code fits the country",
      (c, f) -> postalCodeFits(c.profile().address())),
  ADDRESS("address", 5, "Street and city are known", (c, f) -> hasPlace(c.profile())),
  SOURCE(
      "source",
      5,
      "It is known where the lead came from",
      (c, f) -> c.attribution().source() != null || c.attribution().utmSource() != null);

  private final String code;
  private final int points;
  private final String label;
  private final BiPredicate<LeadContent, ContactFacts> met;

  QualityAspect(String code, int points, String label, BiPredicate<LeadContent, ContactFacts> met) {
    this.code = code;
    this.points = points;
    this.label = label;
    this.met = met;
  }

  /** The stable name: in the API and in the database. */
  public String code() {
    return code;
  }

  /** What a lead gains by it. */
  public int points() {
    return points;
  }

  /** What is so if it is met, in English. */
  public String label() {
    return label;
  }

  boolean isMet(LeadContent content, ContactFacts facts) {
    return met.test(content, facts);
  }

  public static Optional<QualityAspect> named(String code) {
    return Arrays.stream(values()).filter(aspect -> aspect.code.equals(code)).findFirst();
  }

  private static boolean hasEmail(LeadContent content) {
    return content.profile().email() != null;
  }

  /** Of a country without postal codes, or whose rules are not known, nothing more is asked. */
  private static boolean postalCodeFits(PostalAddress address) {
    if (address.country() == null) {
      return false;
    }
    Optional<PostalRules> rules = PostalRules.of(address.country());
    String code = address.postalCode();
    return code == null
        ? rules.isPresent() && !rules.get().hasPostalCodes()
        : rules.isEmpty() || rules.get().postalCode(code).isPresent();
  }

  private static boolean hasPlace(LeadProfile profile) {
    return profile.address().street() != null && profile.address().city() != null;
  }
}
