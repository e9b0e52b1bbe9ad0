package dev.kith.crm.application.intake.rows;

import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a row says of the fields of a record, and what follows from it for one that is there. */
final class Row {

  private static final Pattern SEVERAL = Pattern.compile("[;\\r\\n]+");

  private Row() {}

  /** The texts of those fields that are filled. */
  static <F extends Enum<F>> Map<F, String> texts(
      Map<String, String> row, Class<F> type, Function<F, String> code) {
    Map<F, String> texts = new EnumMap<>(type);
    for (F field : type.getEnumConstants()) {
      String text = row.get(code.apply(field));
      if (text != null) {
        texts.put(field, text);
      }
    }
    return texts;
  }

  /** Several values in one cell, a line each. */
  static List<String> several(@Nullable String cell) {
    return cell == null
        ? List.of()
        : SEVERAL.splitAsStream(cell).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /**
   * What an edit of a record that is there says: fields of several values unite, others are filled
   * where they are empty, or replaced.
   *
   * @param now what the record says
   * @param unites which fields have several values, a line each
   */
  static <F extends Enum<F>> Map<F, Optional<String>> edit(
      Map<F, String> now, Map<F, String> brought, Set<F> unites, ConflictPolicy policy) {
    Map<F, Optional<String>> edit = new LinkedHashMap<>();
    brought.forEach((field, text) -> {
      String before = now.get(field);
      if (before == null) {
        edit.put(field, Optional.of(text));
      } else if (unites.contains(field)) {
        edit.put(field, Optional.of(united(before, text)));
      } else if (policy != ConflictPolicy.FILL_EMPTY) {
        edit.put(field, Optional.of(text));
      }
    });
    return edit;
  }

  /** Lines that are there stay as they are; a value that is among them is no other. */
  private static String united(String before, String brought) {
    Set<String> lines = new LinkedHashSet<>(before.lines().toList());
    Set<String> values = new HashSet<>();
    lines.forEach(line -> values.add(valueOf(line)));
    brought.lines().filter(line -> values.add(valueOf(line))).forEach(lines::add);
    return String.join("\n", lines);
  }

  private static String valueOf(String line) {
    String plain = line.replace("(primary)", "").strip();
    return plain.substring(plain.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
  }

  /** What was changed of a record, or that nothing was. */
  static RecordRows.Brought changed(
      String kind, UUID id, Map<String, String> before, Map<String, String> after, long version) {
    List<FieldChange> changes = FieldChange.between(before, after);
    return changes.isEmpty()
        ? new RecordRows.Left(
            kind + "-unchanged", "The " + kind + " says all that the row says already.")
        : new RecordRows.Changed(id, changes, version);
  }

  static RecordRows.Brought exists(String kind) {
    return new RecordRows.Left(
        kind + "-exists", "The " + kind + " is there already, and stays as it is.");
  }

  /**
   * The one of those called alike that is meant: by the first way of naming in which any is.
   * Refused with {@code invalid} where several are, or none is in any way.
   */
  static <T> Outcome<T> meant(
      List<T> alike, List<Predicate<T>> surest, Violation several, Violation none) {
    for (Predicate<T> means : surest) {
      List<T> meant = alike.stream().filter(means).toList();
      if (!meant.isEmpty()) {
        return meant.size() == 1
            ? Outcome.done(meant.getFirst())
            : Outcome.refused(Invalid.of(several));
      }
    }
    return Outcome.refused(Invalid.of(none));
  }

  /** What was found, or why nothing was, among other problems of the row. */
  static <T> @Nullable T take(Outcome<T> outcome, String field, List<Violation> problems) {
    return switch (outcome) {
      case Outcome.Done<T>(var found) -> found;
      case Outcome.Refused<T>(var refusal) -> {
        if (refusal.violations().isEmpty()) {
          problems.add(Violation.at(field, refusal.code(), refusal.detail()));
        } else {
          problems.addAll(refusal.violations());
        }
        yield null;
      }
    };
  }
}
