package dev.kith.crm.domain.shared;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a letter would go. Every part may be missing; an address without any part is no address.
 */
public record PostalAddress(
    @Nullable String street,
    @Nullable String postalCode,
    @Nullable String city,
    @Nullable String region,
    @Nullable Country country) {

  public static final int LONGEST_STREET = 200;
  public static final int LONGEST_POSTAL_CODE = 20;
  public static final int LONGEST_CITY = 100;
  public static final int LONGEST_REGION = 100;

  public static final PostalAddress NONE = new PostalAddress(null, null, null, null, null);

  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * Reads the parts of an input, each trimmed; every problem is noted with the part's name as its
   * field.
   */
  public static PostalAddress read(
      Checks checks,
      @Nullable String street,
      @Nullable String postalCode,
      @Nullable String city,
      @Nullable String region,
      @Nullable String country) {
    return read(checks, UnaryOperator.identity(), street, postalCode, city, region, country);
  }

  /**
   * As the other, where a record has several addresses.
   *
   * @param field what the field of a part is called there, such as {@code billingStreet}
   */
  public static PostalAddress read(
      Checks checks,
      UnaryOperator<String> field,
      @Nullable String street,
      @Nullable String postalCode,
      @Nullable String city,
      @Nullable String region,
      @Nullable String country) {
    return new PostalAddress(
        checks.text(field.apply("street"), street, LONGEST_STREET, true),
        checks.text(field.apply("postalCode"), postalCode, LONGEST_POSTAL_CODE, false),
        checks.text(field.apply("city"), city, LONGEST_CITY, false),
        checks.text(field.apply("region"), region, LONGEST_REGION, false),
        checks.country(field.apply("country"), country));
  }
}
