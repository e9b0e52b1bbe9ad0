package dev.kith.crm.domain.audit;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field before and after.
 *
 * @param before null if it was empty
 * @param after null if it is empty now
 */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {

  /**
   * The fields in which two states of a record differ, in the order in which they are first named.
   */
  public static List<FieldChange> between(Map<String, String> before, Map<String, String> after) {
    ImmutableList.Builder<FieldChange> changes = ImmutableList.builder();
    after.forEach((field, now) -> {
      String earlier = before.get(field);
      if (!now.equals(earlier)) {
        changes.add(new FieldChange(field, earlier, now));
      }
    });
    before.forEach((field, earlier) -> {
      if (!after.containsKey(field)) {
        changes.add(new FieldChange(field, earlier, null));
      }
    });
    return changes.build();
  }
}
