package dev.kith.crm.application.intake.column;

import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Guesses from its cells what a column holds: by the patterns of addresses, numbers and postal
 * codes, the names of countries in several languages, and the legal forms of companies.
 */
final class ContentGuess {

  /** Fewer cells tell nothing. */
  private static final int FEWEST = 2;

  private static final double NEARLY_ALL = 0.8;

  /** Not every company is called with its legal form, but hardly anything else is. */
  private static final double A_THIRD = 0.33;

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.\\p{L}{2,}");
  private static final Pattern PHONE =
      Pattern.compile("(\\+|00?[1-9]|\\(0)[\\d\\s()./-]{5,20}(\\s?(x|ext\\.?)\\s?\\d+)?");
  private static final Pattern POSTAL_CODE =
      Pattern.compile(
          "([A-Z]{1,2}-)?\\d{4,6}|\\d{5}-\\d{4}|\\d{4} ?[A-Z]{2}|\\d{3} \\d{2}"
              + "|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern FULL_NAME =
      Pattern.compile(
          "\\p{Lu}[\\p{L}'’.-]*( (van|von|de|der|den|di|da|la|\\p{Lu}[\\p{L}'’.-]*)){1,3}");

  private static final ImportTarget COUNTRY = ImportTarget.of(LeadField.COUNTRY);

  private ContentGuess() {}

  /** What the cells may be, and how sure that is, from 0 to 1. */
  static Map<ImportTarget, Double> of(List<String> cells) {
    List<String> filled = cells.stream().map(String::strip).filter(c -> !c.isEmpty()).toList();
    Map<ImportTarget, Double> found = new HashMap<>();
    if (filled.size() < FEWEST) {
      return found;
    }
    put(found, LeadField.EMAIL, 0.95, NEARLY_ALL, share(filled, matching(EMAIL)));
    put(found, LeadField.PHONE, 0.8, NEARLY_ALL, share(filled, ContentGuess::isPhone));
    put(found, LeadField.COUNTRY, 0.85, NEARLY_ALL, share(filled, ContentGuess::isCountry));
    put(found, LeadField.POSTAL_CODE, 0.5, NEARLY_ALL, share(filled, matching(POSTAL_CODE)));
    double companies = share(filled, ContentGuess::isCompany);
    put(found, LeadField.COMPANY, 0.8, A_THIRD, companies);
    double names = share(filled, matching(FULL_NAME));
    if (names >= NEARLY_ALL && companies < A_THIRD && !found.containsKey(COUNTRY)) {
      found.put(ImportTarget.FULL_NAME, 0.4 * names);
    }
    return found;
  }

  private static void put(
      Map<ImportTarget, Double> found, LeadField field, double sure, double fewest, double share) {
    if (share >= fewest) {
      found.put(ImportTarget.of(field), sure * Math.min(1, share / Math.max(fewest, NEARLY_ALL)));
    }
  }

  private static double share(List<String> cells, Predicate<String> is) {
    return (double) cells.stream().filter(is).count() / cells.size();
  }

  private static Predicate<String> matching(Pattern pattern) {
    return cell -> pattern.matcher(cell).matches();
  }

  private static boolean isPhone(String cell) {
    long digits = cell.chars().filter(Character::isDigit).count();
    return digits >= 7 && digits <= 17 && PHONE.matcher(cell).matches();
  }

  private static boolean isCountry(String cell) {
    return Country.parse(cell) instanceof Outcome.Done<Country>;
  }

  private static boolean isCompany(String cell) {
    return cell.indexOf(' ') > 0 && CompanyName.read(cell, null).legalForm() != null;
  }
}
