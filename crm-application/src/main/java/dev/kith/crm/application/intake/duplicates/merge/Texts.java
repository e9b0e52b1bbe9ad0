package dev.kith.crm.application.intake.duplicates.merge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fields as texts, whatever their kind of records. */
final class Texts {

  private Texts() {}

  /** By the codes of the fields. */
  static <F> Map<String, String> of(Map<F, String> texts, Function<F, String> code) {
    Map<String, String> byCode = new HashMap<>();
    texts.forEach((field, text) -> byCode.put(code.apply(field), text));
    return byCode;
  }

  /** Sets a field of a draft, or empties it. */
  interface Setter<D, F> {
    D with(D draft, F field, @Nullable String text);
  }

  /** The draft with other texts in some fields. */
  static <D, F> D changed(
      D draft,
      Map<String, @Nullable String> changes,
      Function<String, Optional<F>> named,
      Setter<D, F> setter) {
    D changed = draft;
    for (Map.Entry<String, @Nullable String> change : changes.entrySet()) {
      changed = setter.with(changed, named.apply(change.getKey()).orElseThrow(), change.getValue());
    }
    return changed;
  }
}
