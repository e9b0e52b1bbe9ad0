package dev.kith.crm.application.kernel;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which fields of the records of a feature somebody may not see. */
public final class HiddenFields {

  /** What stands in the place of a name that is hidden. */
  public static final String MARK = "(hidden)";

  private HiddenFields() {}

  /**
   * @param derived the fields from which a field could be told
   */
  public static Set<String> of(
      Actor actor, Feature feature, Function<String, ? extends Collection<String>> derived) {
    return actor.grants().maskedFieldsOf(feature).stream()
        .flatMap(field -> Stream.concat(Stream.of(field), derived.apply(field).stream()))
        .collect(ImmutableSet.toImmutableSet());
  }
}
