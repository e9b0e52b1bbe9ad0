package dev.kith.crm.domain.intake.taxid;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sort of a country's tax numbers.
 *
 * @param kind what it is called there
 * @param prefix what stands before the national number on invoices; may be empty
 * @param prefixes what people write before it, the usual prefix included
 * @param shape of the national number, as its first group; what may follow on invoices is outside
 *     of the group
 * @param check whether the check digit fits; null if there is none
 * @param example of a number as it is written
 */
record TaxNumberScheme(
    String kind,
    String prefix,
    List<String> prefixes,
    Pattern shape,
    @Nullable Predicate<String> check,
    String example) {

  /** The national number, if this can be one. */
  @Nullable String national(String bare) {
    for (String written : prefixes) {
      if (bare.startsWith(written)) {
        String national = shaped(bare.substring(written.length()));
        if (national != null) {
          return national;
        }
      }
    }
    return shaped(bare);
  }

  boolean hasCheckDigit() {
    return check != null;
  }

  boolean proves(String national) {
    return check == null || check.test(national);
  }

  private @Nullable String shaped(String text) {
    Matcher matcher = shape.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
