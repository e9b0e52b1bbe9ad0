package dev.kith.crm.application.list;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a view, as lists know it.
 *
 * @param name as in the API
 * @param label for people
 * @param value how to read it: text as {@link String}, whole numbers as {@link Long}, decimal ones
 *     as {@link java.math.BigDecimal}, moments as {@link java.time.Instant}, days as {@link
 *     java.time.LocalDate}, yes-or-no as {@link Boolean}, ids as {@link java.util.UUID}, choices as
 *     their {@link String}, several texts as a {@link List} of {@link String}, several ids as one
 *     of {@link java.util.UUID}, texts by name as a {@link java.util.Map}; null where it is empty
 * @param sortable whether lists may be sorted by it: only where an index makes that quick
 * @param choices what it can be, for {@link Type#CHOICE}; empty otherwise
 */
public record Field<V>(
    String name,
    String label,
    Type type,
    Function<V, @Nullable Object> value,
    boolean filterable,
    boolean sortable,
    List<String> choices) {

  public enum Type {
    TEXT,
    NUMBER,
    DECIMAL,
    INSTANT,
    /** A day, whatever the time zone. */
    DATE,
    BOOLEAN,
    CHOICE,
    ID,
    /** Several texts, none of which comes before another; a comparison holds if it does for one. */
    TEXTS,
    /** Several ids, as {@link #TEXTS}. */
    IDS,
    /** Texts under names that are not the same for all records; it is shown, and not compared. */
    TEXTS_BY_NAME
  }

  public Field {
    choices = ImmutableList.copyOf(choices);
  }

  public static <V> Field<V> of(
      String name, String label, Type type, Function<V, @Nullable Object> value) {
    return new Field<>(name, label, type, value, true, false, List.of());
  }

  public static <V, E extends Enum<E>> Field<V> choice(
      String name, String label, Class<E> choices, Function<V, @Nullable Object> value) {
    return new Field<>(
        name,
        label,
        Type.CHOICE,
        value,
        true,
        false,
        Arrays.stream(choices.getEnumConstants()).map(Enum::name).toList());
  }

  /** The same field, and lists may be sorted by it. */
  public Field<V> sorted() {
    return new Field<>(name, label, type, value, filterable, true, choices);
  }

  /** The same field, shown but not to be filtered by. */
  public Field<V> shownOnly() {
    return new Field<>(name, label, type, value, false, sortable, choices);
  }
}
