package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
    return of(refusal, Problems::firstStep);
  }

  /**
   * The same for a form that has fields of its own.
   *
   * @param field which one a pointer leads to; empty for none
   */
  public static Problems of(Refusal refusal, UnaryOperator<String> field) {
    return refusal.violations().isEmpty()
        ? ofForm(refusal.detail())
        : of(refusal.violations(), field);
  }

  public static Problems of(List<Violation> violations, UnaryOperator<String> field) {
    Map<String, List<String>> byField = new LinkedHashMap<>();
    List<String> general = new ArrayList<>();
    for (Violation violation : violations) {
      String at = field.apply(violation.pointer());
      (at.isEmpty() ? general : byField.computeIfAbsent(at, f -> new ArrayList<>()))
          .add(violation.message());
    }
    return new Problems(byField, general);
  }

  /** One problem of the form as a whole. */
  public static Problems ofForm(String message) {
    return new Problems(Map.of(), List.of(message));
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

  /** The field that a pointer begins with. */
  public static String firstStep(String pointer) {
    if (pointer.isEmpty()) {
      return "";
    }
    int end = pointer.indexOf('/', 1);
    return end < 0 ? pointer.substring(1) : pointer.substring(1, end);
  }
}
