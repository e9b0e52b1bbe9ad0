package dev.kith.crm.domain.intake.validation;

import dev.kith.crm.domain.shared.Violation;
import org.jspecify.annotations.Nullable;

/**
 * Something that a validation found.
 *
 * @param pointer where, as a JSON Pointer into what was validated ({@code /email})
 * @param code stable name such as {@code email-domain-unknown}
 * @param message one sentence for a person
 * @param suggestion what was probably meant, to be put in its place; null if nothing comes to mind
 */
public record Finding(
    Weight weight, String pointer, String code, String message, @Nullable String suggestion) {

  /** What a finding means for the whole. */
  public enum Weight {
    /** It cannot be right. */
    ERROR,
    /** This could not be found out. */
    DOUBT,
    /** It may be right, but a person should know. */
    WARNING
  }

  public static Finding error(String field, String code, String message) {
    return new Finding(Weight.ERROR, "/" + field, code, message, null);
  }

  public static Finding doubt(String field, String code, String message) {
    return new Finding(Weight.DOUBT, "/" + field, code, message, null);
  }

  public static Finding warning(String field, String code, String message) {
    return new Finding(Weight.WARNING, "/" + field, code, message, null);
  }

  /** What is refused when it is stored is an error here too, at the same place. */
  public static Finding of(Violation violation) {
    return new Finding(
        Weight.ERROR, violation.pointer(), violation.code(), violation.message(), null);
  }

  /** The same finding, with what was probably meant. */
  public Finding suggesting(@Nullable String better) {
    return new Finding(weight, pointer, code, message, better);
  }
}
