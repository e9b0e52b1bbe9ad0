package dev.kith.crm.application.automation;

import com.google.common.base.Ascii;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for whom an action is, as rules write it: {@code owner}, {@code administrators}, {@code
 * user/…}, {@code team/…} or {@code role/…} with an id.
 *
 * @param id null where the kind says all
 */
public record Recipient(Kind kind, @Nullable UUID id) {

  /** What the id is of. */
  public enum Kind {
    /** Whoever owns the record at that time. */
    OWNER,
    ADMINISTRATORS,
    USER,
    TEAM,
    ROLE;

    boolean isNamed() {
      return this == USER || this == TEAM || this == ROLE;
    }
  }

  /** Empty if it is none. */
  public static Optional<Recipient> read(String text) {
    int slash = text.indexOf('/');
    String word = slash < 0 ? text : text.substring(0, slash);
    return Arrays.stream(Kind.values())
        .filter(kind -> Ascii.toLowerCase(kind.name()).equals(word))
        .filter(kind -> kind.isNamed() == slash >= 0)
        .findFirst()
        .flatMap(kind ->
            kind.isNamed()
                ? uuid(text.substring(slash + 1)).map(id -> new Recipient(kind, id))
                : Optional.of(new Recipient(kind, null)));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return Ascii.toLowerCase(kind.name()) + (id == null ? "" : "/" + id);
  }
}
