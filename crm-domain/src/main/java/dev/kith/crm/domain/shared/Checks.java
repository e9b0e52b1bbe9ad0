package dev.kith.crm.domain.shared;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects every problem of an input before anything is refused, so that a person mends a form once
 * and not field by field.
 */
public final class Checks {

  private final List<Violation> violations = new ArrayList<>();

  /** Notes a problem of a field. */
  public void add(String field, String code, String message) {
    violations.add(Violation.at(field, code, message));
  }

  public void addAll(List<Violation> more) {
    violations.addAll(more);
  }

  /** The parsed value, or null with the parser's violations noted below {@code field}. */
  public <T> @Nullable T take(String field, Outcome<T> parsed) {
    return switch (parsed) {
      case Outcome.Done<T>(var value) -> value;
      case Outcome.Refused<T>(var refusal) -> {
        if (refusal.violations().isEmpty()) {
          add(field, refusal.code(), refusal.detail());
        } else {
          refusal.violations().forEach(v -> violations.add(v.below(field)));
        }
        yield null;
      }
    };
  }

  /**
   * A trimmed text, null if nothing of it can be seen; too long a text, or one with control
   * characters, is noted.
   *
   * <p>Line breaks and tabs are allowed only where {@code lines} is true.
   */
  public @Nullable String text(String field, @Nullable String raw, int longest, boolean lines) {
    if (raw == null) {
      return null;
    }
    String text = VisibleText.trim(raw);
    if (text.isEmpty()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > longest) {
      add(field, "too-long", "At most " + longest + " characters are allowed.");
    }
    if (text.codePoints().anyMatch(c -> isForbidden(c, lines))) {
      add(field, "control-character", "Control characters are not allowed here.");
    }
    return text;
  }

  /** The country that a code or a name means; null if there is none. */
  public @Nullable Country country(String field, @Nullable String raw) {
    return raw == null || VisibleText.isBlank(raw) ? null : take(field, Country.parse(raw));
  }

  private static boolean isForbidden(int character, boolean lines) {
    boolean breaksLine = character == '\n' || character == '\r' || character == '\t';
    return (Character.isISOControl(character) && !(lines && breaksLine))
        || (character >= 0xD800 && character <= 0xDFFF)
        || character == 0xFFFE
        || character == 0xFFFF;
  }

  public boolean passed() {
    return violations.isEmpty();
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** The value if every check passed, otherwise a refusal that lists all problems. */
  public <T> Outcome<T> orRefuse(Supplier<T> value) {
    return passed() ? Outcome.done(value.get()) : Outcome.refused(new Invalid(violations));
  }
}
