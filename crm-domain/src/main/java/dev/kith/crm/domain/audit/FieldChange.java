package dev.kith.crm.domain.audit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field before and after.
 *
 * @param before null if it was empty
 * @param after null if it is empty now
 */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {

  /** The fields in which two states of a record differ, in the order in which they are first named. */
  public static List<FieldChange> between(Map<String, String> before, Map<String, String> after) {
    ImmutableList.Builder<FieldChange> changes = ImmutableList.builder();
    for (String field : Sets.union(after.keySet(), before.keySet())) {
      if (!Objects.equals(before.get(field), after.get(field))) {
        changes.add(new FieldChange(field, before.get(field), after.get(field)));
      }
    }
    return changes.build();
  }
}
