package dev.kith.crm.application.intake.rows;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /** Gives a record back to whose it was, which may be nobody, where that is to be undone. */
  static <R> Outcome<R> owner(
      List<FieldChange> undone, R record, Function<@Nullable UserId, Outcome<R>> assign) {
    for (FieldChange change : undone) {
      if (change.field().equals(OWNER)) {
        String owner = change.after();
        return assign.apply(owner == null ? null : new UserId(UUID.fromString(owner)));
      }
    }
    return Outcome.done(record);
  }
}
