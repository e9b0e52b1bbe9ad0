package dev.kith.crm.application.intake.rows;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What fields are to say again, as people would write it. */
final class Undone {

  private static final String OWNER = "owner";

  private Undone() {}

  /** The texts of those fields that people write; an empty one clears its field. */
  static <F> Map<F, Optional<String>> texts(
      List<FieldChange> undone, Function<String, Optional<F>> named) {
    Map<F, Optional<String>> texts = new LinkedHashMap<>();
    undone.forEach(change ->
        named
            .apply(change.field())
            .ifPresent(field -> texts.put(field, Optional.ofNullable(change.after()))));
    return texts;
  }

  /** Who is to own the record again, which may be nobody; empty if the owner stays. */
  static Optional<Optional<UserId>> owner(List<FieldChange> undone) {
    return undone.stream()
        .filter(change -> change.field().equals(OWNER))
        .findFirst()
        .map(change -> Optional.ofNullable(change.after()).map(UUID::fromString).map(UserId::new));
  }
}
