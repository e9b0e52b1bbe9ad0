package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a form: by field, and what belongs to none.
 *
 * @param byField the messages at a field; the first step of a violation's pointer
 */
public record Problems(Map<String, List<String>> byField, List<String> general) {

  public static final Problems NONE = new Problems(Map.of(), List.of());

  public Problems {
    byField = ImmutableMap.copyOf(byField);
    general = ImmutableList.copyOf(general);
  }

  /** The violations of a refusal, or its one sentence where it has none. */
  public static Problems of(Refusal refusal) {
    Map<String, List<String>> byField = new LinkedHashMap<>();
    List<String> general = new ArrayList<>();
    for (Violation violation : refusal.violations()) {
      String field = field(violation.pointer());
      if (field.isEmpty()) {
        general.add(violation.message());
      } else {
        byField.computeIfAbsent(field, f -> new ArrayList<>()).add(violation.message());
      }
    }
    if (refusal.violations().isEmpty()) {
      general.add(refusal.detail());
    }
    return new Problems(byField, general);
  }

  /** One problem of one field. */
  public static Problems at(String field, String message) {
    return new Problems(Map.of(field, List.of(message)), List.of());
  }

  /** The same where the form calls a field otherwise. */
  public Problems calling(String field, String name) {
    Map<String, List<String>> renamed = new LinkedHashMap<>();
    byField.forEach((f, texts) -> renamed.put(f.equals(field) ? name : f, texts));
    return new Problems(renamed, general);
  }

  public List<String> at(String field) {
    return byField.getOrDefault(field, List.of());
  }

  public boolean any() {
    return !byField.isEmpty() || !general.isEmpty();
  }

  /** How many fields are concerned. */
  public int count() {
    return byField.values().stream().mapToInt(List::size).sum() + general.size();
  }

  private static String field(String pointer) {
    if (pointer.isEmpty()) {
      return "";
    }
    int end = pointer.indexOf('/', 1);
    return end < 0 ? pointer.substring(1) : pointer.substring(1, end);
  }
}
