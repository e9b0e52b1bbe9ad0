package dev.kith.crm.domain.intake.company;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * A legal form that stands in a company's name.
 *
 * @param text its usual spelling, such as {@code GmbH & Co. KG}
 * @param countries ISO 3166-1 codes of the countries that know it by this spelling ({@code EU} for
 *     the forms of the Union); empty where a name carries several forms
 */
public record LegalForm(String text, Set<String> countries) {

  public LegalForm {
    countries = ImmutableSet.copyOf(countries);
  }

  /** Two forms that one name carries, such as {@code & Co.} and {@code AG}. */
  LegalForm followedBy(LegalForm next) {
    return text.equals(next.text) ? this : new LegalForm(text + " " + next.text, Set.of());
  }
}
