package dev.kith.crm.domain.lead;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead besides its fields: at most one value for each name, in the order of the
 * {@linkplain CustomField#key() keys}. Of two under the same name the first counts.
 *
 * <p>As one text, each stands on a line of its own, {@code Name: value}; a line that begins with a
 * blank goes on with the value before.
 *
 * @param all one for each name
 */
public record CustomFields(List<CustomField> all) {

  public static final int MOST = 100;

  /** So much of a text is repeated where it is told what is wrong with it. */
  private static final int SHOWN = 40;

  public static final CustomFields NONE = new CustomFields(List.of());

  private static final String FIELD = "customFields";

  /**
   * Stands after a name in a text in which names were told apart already, so that a colon within
   * one of them is seen for what it is. Nobody can type it.
   */
  private static final char AFTER_ANY_NAME = '\u001F';

  public CustomFields {
    Map<String, CustomField> distinct = new TreeMap<>();
    all.forEach(field -> distinct.putIfAbsent(field.key(), field));
    all = ImmutableList.copyOf(distinct.values());
  }

  /** Reads the fields of one text. What is wrong is noted, each with the name it is wrong with. */
  static CustomFields read(Checks checks, @Nullable String text) {
    if (text == null) {
      return NONE;
    }
    Map<String, CustomField> read = new HashMap<>();
    for (String line : entries(text)) {
      int end = endOfName(line);
      if (end < 0) {
        checks.add(
            FIELD, "separator", "“" + shortened(line) + "” must be written as “Name: value”.");
        continue;
      }
      String name = nameIn(line);
      Checks own = new Checks();
      CustomField field = CustomField.read(own, "", name, line.substring(end + 1));
      own.violations()
          .forEach(problem ->
              checks.add(FIELD, problem.code(), "“" + shortened(name) + "”: " + problem.message()));
      if (field != null && read.putIfAbsent(field.key(), field) != null) {
        checks.add(FIELD, "not-unique", "“" + shortened(name) + "” stands here twice.");
      }
    }
    if (read.size() > MOST) {
      checks.add(FIELD, "too-many", "A lead has at most " + MOST + " custom fields.");
    }
    return new CustomFields(List.copyOf(read.values()));
  }

  /** The fields of a text that {@link #text()} has made. */
  public static CustomFields stored(@Nullable String text) {
    return text == null
        ? NONE
        : new CustomFields(
            entries(text).stream()
                .map(line -> {
                  int end = line.indexOf(CustomField.AFTER_NAME);
                  return new CustomField(line.substring(0, end), line.substring(end + 2));
                })
                .toList());
  }

  /** One text of names and values that stand apart, which {@link LeadDraft} reads as such. */
  public static String together(Collection<CustomField> apart) {
    return apart.stream()
        .map(field ->
            oneLine(field.name())
                + AFTER_ANY_NAME
                + folded(field.value().replace(AFTER_ANY_NAME, '\0')))
        .collect(joining("\n"));
  }

  /** These, and of names that are not among them those of others. */
  public CustomFields with(CustomFields more) {
    return new CustomFields(
        ImmutableList.<CustomField>builder().addAll(all).addAll(more.all).build());
  }

  /** These, and those of a text that is still to be checked, as one such text. */
  String brought(String text, boolean replaces) {
    List<String> lines = entries(text);
    Set<String> come = lines.stream().map(line -> CustomField.keyOf(nameIn(line))).collect(toSet());
    Set<String> there = all.stream().map(CustomField::key).collect(toSet());
    Stream<String> kept =
        all.stream()
            .filter(field -> !replaces || !come.contains(field.key()))
            .map(CustomFields::line);
    Stream<String> taken =
        lines.stream()
            .filter(line -> replaces || !there.contains(CustomField.keyOf(nameIn(line))))
            .map(line -> line.replace("\n", "\n "));
    return Stream.concat(kept, taken).collect(joining("\n"));
  }

  public Optional<CustomField> named(String name) {
    String key = CustomField.keyOf(name);
    return all.stream().filter(field -> field.key().equals(key)).findFirst();
  }

  /** The values, by names as they are written. */
  public Map<String, String> byName() {
    return all.stream().collect(toImmutableMap(CustomField::name, CustomField::value));
  }

  /** The same fields, each called as among the earlier ones. */
  public CustomFields calledAs(CustomFields earlier) {
    Map<String, CustomField> known = earlier.byKey();
    return new CustomFields(
        all.stream()
            .map(field -> {
              CustomField before = known.get(field.key());
              return before == null ? field : new CustomField(before.name(), field.value());
            })
            .toList());
  }

  /**
   * These, with a change undone, field by field: what came goes, what went comes back, and what was
   * replaced is as before. What is different since then stays.
   */
  public CustomFields undoing(CustomFields before, CustomFields after) {
    Map<String, CustomField> was = before.byKey();
    Map<String, CustomField> became = after.byKey();
    Map<String, CustomField> now = new TreeMap<>(byKey());
    for (String key : with(before).with(after).byKey().keySet()) {
      CustomField old = was.get(key);
      boolean changed = !Objects.equals(value(old), value(became.get(key)));
      if (changed && Objects.equals(value(now.get(key)), value(became.get(key)))) {
        if (old == null) {
          now.remove(key);
        } else {
          now.put(key, old);
        }
      }
    }
    return new CustomFields(List.copyOf(now.values()));
  }

  /** The keys of fields that a change has touched and that are different since then. */
  public List<String> changedSince(CustomFields before, CustomFields after) {
    Map<String, CustomField> was = before.byKey();
    Map<String, CustomField> became = after.byKey();
    Map<String, CustomField> now = byKey();
    return with(before).with(after).all.stream()
        .map(CustomField::key)
        .filter(key -> !Objects.equals(value(was.get(key)), value(became.get(key))))
        .filter(key -> !Objects.equals(value(now.get(key)), value(became.get(key))))
        .toList();
  }

  private Map<String, CustomField> byKey() {
    return all.stream().collect(toImmutableMap(CustomField::key, field -> field));
  }

  private static @Nullable String value(@Nullable CustomField field) {
    return field == null ? null : field.value();
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** All in one text; null if there are none. */
  public @Nullable String text() {
    return all.isEmpty() ? null : all.stream().map(CustomFields::line).collect(joining("\n"));
  }

  private static String line(CustomField field) {
    return field.name() + CustomField.AFTER_NAME + " " + folded(field.value());
  }

  /** Negative where a line has none. */
  private static int endOfName(String line) {
    int end = line.indexOf(AFTER_ANY_NAME);
    return end < 0 ? line.indexOf(CustomField.AFTER_NAME) : end;
  }

  private static String nameIn(String line) {
    return CustomField.tidy(line.substring(0, Math.max(0, endOfName(line))));
  }

  /** The lines of a text, each with those that go on with it. */
  private static List<String> entries(String text) {
    List<String> entries = new ArrayList<>();
    for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      boolean goesOn = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
      if (goesOn && !entries.isEmpty()) {
        entries.set(entries.size() - 1, entries.getLast() + "\n" + line.substring(1));
      } else if (!line.isBlank()) {
        entries.add(line);
      }
    }
    return entries;
  }

  private static String folded(String value) {
    return value.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\n ");
  }

  /** A line break is no part of a name, and a blank at the beginning would go on with another. */
  private static String oneLine(String name) {
    return name.replace('\n', '\0').replace('\r', '\0').replace(AFTER_ANY_NAME, '\0').strip();
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
