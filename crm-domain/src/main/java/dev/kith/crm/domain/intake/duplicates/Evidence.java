package dev.kith.crm.domain.intake.duplicates;

/**
 * Everything that a comparison can find, and what it says, in bits: log2 of how much more often it
 * is found in pairs that are the same than in pairs that are not (Fellegi and Sunter 1969). This is
 * the one place of the matcher's constants.
 */
public enum Evidence {
  GIVEN_SAME("givenName", "same", 7.5),
  GIVEN_VARIANT("givenName", "variant", 6),
  GIVEN_TYPO("givenName", "typo", 6.5),
  GIVEN_SIMILAR("givenName", "similar", 3),
  GIVEN_PART("givenName", "part", 4),
  GIVEN_INITIAL("givenName", "initial", 2),
  GIVEN_DIFFERENT("givenName", "different", -3),
  FAMILY_SAME("familyName", "same", 10.5),
  FAMILY_VARIANT("familyName", "variant", 9),
  FAMILY_TYPO("familyName", "typo", 8.5),
  FAMILY_SIMILAR("familyName", "similar", 4),
  FAMILY_PART("familyName", "part", 6),
  FAMILY_INITIAL("familyName", "initial", 2),
  FAMILY_DIFFERENT("familyName", "different", -4),
  NAMES_SWAPPED("name", "swapped", -1.5),
  EMAIL_SAME("email", "same", 25),
  EMAIL_TYPO("email", "typo", 14),
  EMAIL_LOCAL_PART("email", "same-local-part", 6),
  /** A local part that only repeats the names says nothing besides them. */
  EMAIL_OF_NAMES("email", "names-only", 0),
  EMAIL_DIFFERENT("email", "different", -1.5),
  PHONE_SAME("phone", "same", 17),
  PHONE_TYPO("phone", "typo", 4),
  PHONE_DIFFERENT("phone", "different", -1.5),
  DOMAIN_SAME("domain", "same", 8),
  DOMAIN_DIFFERENT("domain", "different", -0.5),
  COMPANY_SAME("company", "same", 10),
  COMPANY_DIFFERENT("company", "different", -2.5),
  /** What the names of two organisations say besides, where nothing known tells these apart. */
  COMPANY_ALONE("company", "alone", 10),
  NUMBER_SAME("houseNumber", "same", 5),
  NUMBER_TYPO("houseNumber", "typo", 1),
  NUMBER_DIFFERENT("houseNumber", "different", -3),
  STREET_SAME("street", "same", 9),
  STREET_TYPO("street", "typo", 8),
  STREET_SIMILAR("street", "similar", 4),
  STREET_DIFFERENT("street", "different", -3),
  LINE_SAME("addressLine", "same", 7),
  LINE_TYPO("addressLine", "typo", 6),
  LINE_SIMILAR("addressLine", "similar", 4),
  LINE_DIFFERENT("addressLine", "different", -1),
  /** An organisation at two addresses is two branches. */
  ELSEWHERE("address", "elsewhere", -5),
  CITY_SAME("city", "same", 6),
  CITY_TYPO("city", "typo", 5),
  CITY_DIFFERENT("city", "different", -1.5),
  POSTAL_CODE_SAME("postalCode", "same", 7),
  POSTAL_CODE_TYPO("postalCode", "typo", 2.5),
  POSTAL_CODE_DIFFERENT("postalCode", "different", -1.5),
  REGION_SAME("region", "same", 0.5),
  REGION_DIFFERENT("region", "different", -1),
  COUNTRY_SAME("country", "same", 0),
  COUNTRY_DIFFERENT("country", "different", -2),
  BIRTH_DATE_SAME("birthDate", "same", 13),
  /** One of its three parts has a wrong digit, or day and month stand for one another. */
  BIRTH_DATE_TYPO("birthDate", "typo", 5),
  /** One of its three parts is another one. */
  BIRTH_DATE_NEAR("birthDate", "near", 2.5),
  BIRTH_DATE_DIFFERENT("birthDate", "different", -5),
  /** The odds of any two records that are worth comparing. */
  PRIOR("prior", "prior", -16),
  /** One of the names differs, and so does all by which one reaches them: two persons. */
  OTHER_PERSON("name", "other-person", -12),
  /** The most that family name and birth date say where given names differ: twins share both. */
  OF_TWINS("birthDate", "of-twins", 13),
  /** The most that an address can say for two persons of different companies: it is theirs. */
  PLACES_OF_COMPANIES("address", "of-companies", 0),
  /** What sharing a frequent name says less, for each class of frequency. */
  NAME_FREQUENT("name", "frequent", -1.5),
  /** The most that place, phone, company and domain can say together about two persons. */
  SHARED_BY_PERSONS("shared", "shared", 20.5),
  /** The same for two records without a person. */
  SHARED_BY_ORGANISATIONS("shared", "shared", 24);

  private final String field;
  private final String code;
  private final double bits;

  Evidence(String field, String code, double bits) {
    this.field = field;
    this.code = code;
    this.bits = bits;
  }

  public String field() {
    return field;
  }

  public String code() {
    return code;
  }

  /** About how alike two values are that compare so, between 0 and 1. */
  double similarity() {
    return switch (code) {
      case "same", "swapped" -> 1;
      case "typo" -> 0.9;
      case "similar", "near" -> 0.8;
      case "same-local-part", "names-only" -> 0.5;
      default -> 0;
    };
  }

  /** What it says in the standard matcher. */
  public double bits() {
    return bits;
  }
}
