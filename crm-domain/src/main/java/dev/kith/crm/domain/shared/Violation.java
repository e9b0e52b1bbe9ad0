package dev.kith.crm.domain.shared;

/**
 * One problem of an input.
 *
 * @param pointer where it is, as a JSON Pointer into the input ({@code /email}); empty for the
 *     input as a whole
 * @param code stable name such as {@code required} or {@code email-syntax}
 * @param message one sentence for a person
 */
public record Violation(String pointer, String code, String message) {

  /** A violation of one field of the input. */
  public static Violation at(String field, String code, String message) {
    return new Violation("/" + field, code, message);
  }

  /** The same violation, seen from an input that holds this one below {@code parent}. */
  public Violation below(String parent) {
    return new Violation("/" + parent + pointer, code, message);
  }
}
