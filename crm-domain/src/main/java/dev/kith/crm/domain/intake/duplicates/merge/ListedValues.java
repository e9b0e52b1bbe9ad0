package dev.kith.crm.domain.intake.duplicates.merge;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values that stand behind each other in a text, the first of them the foremost, none twice.
 *
 * @param divider what stands between them
 * @param key by which two are the same
 */
public record ListedValues(char divider, Function<String, String> key) implements SeveralValues {

  @Override
  public @Nullable String with(@Nullable String text, @Nullable String more) {
    return joined(Stream.concat(values(text).stream(), values(more).stream()));
  }

  @Override
  public @Nullable String writtenAs(@Nullable String text, @Nullable String before) {
    Map<String, String> known = new LinkedHashMap<>();
    values(before).forEach(value -> known.put(key.apply(value), value));
    return joined(
        values(text).stream()
            .map(value -> Objects.requireNonNullElse(known.get(key.apply(value)), value)));
  }

  /** Where nobody has changed anything since, the values stand in their former order again. */
  @Override
  public @Nullable String undoing(
      @Nullable String now, @Nullable String before, @Nullable String after) {
    if (Objects.equals(now, after)) {
      return before;
    }
    Set<String> had = keys(before);
    Set<String> got = keys(after);
    return joined(
        Stream.concat(
            values(now).stream()
                .filter(value -> had.contains(key.apply(value)) || !got.contains(key.apply(value))),
            values(before).stream().filter(value -> !got.contains(key.apply(value)))));
  }

  /** A value is there or not, and is none other. */
  @Override
  public List<String> changedSince(
      @Nullable String now, @Nullable String before, @Nullable String after) {
    return List.of();
  }

  private Set<String> keys(@Nullable String text) {
    return values(text).stream().map(key).collect(toSet());
  }

  private List<String> values(@Nullable String text) {
    return text == null
        ? List.of()
        : Splitter.on(divider).trimResults().omitEmptyStrings().splitToList(text);
  }

  private @Nullable String joined(Stream<String> values) {
    Map<String, String> once = new LinkedHashMap<>();
    values.forEach(value -> once.putIfAbsent(key.apply(value), value));
    return once.isEmpty() ? null : once.values().stream().collect(joining(String.valueOf(divider)));
  }
}
