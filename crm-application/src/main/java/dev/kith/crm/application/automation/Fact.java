package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import java.util.List;

/**
 * Something that conditions can ask for by name.
 *
 * @param name such as {@code lead.company}
 * @param label for people
 * @param choices what it can be, for {@link Type#TEXT}; empty where it can be anything
 */
public record Fact(String name, String label, Type type, List<String> choices) {

  /** What the value is, and how it is written in Java. */
  public enum Type {
    /** {@link String}; empty where it is not known. */
    TEXT("text"),
    /** {@link Long}. */
    NUMBER("whole number"),
    /** {@link java.time.Instant}. */
    INSTANT("moment"),
    /** {@link Boolean}. */
    BOOLEAN("yes or no"),
    /** A list of {@link String}. */
    TEXTS("list of texts"),
    /** A map of {@link String} by name. */
    TEXTS_BY_NAME("texts by name");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  public Fact {
    choices = ImmutableList.copyOf(choices);
  }

  public static Fact of(String name, String label, Type type) {
    return new Fact(name, label, type, List.of());
  }

  /** What several ids are known as. */
  public static List<String> ids(Object value) {
    return ((List<?>) value).stream().map(Object::toString).toList();
  }

  /** The field of a list, as a fact of the record. */
  public static Fact of(String record, Field<?> field) {
    return new Fact(
        record + "." + field.name(),
        switch (field.type()) {
          case TEXTS -> field.label() + ", in small letters";
          case TEXTS_BY_NAME -> field.label() + ", by their names in small letters";
          case TEXT, NUMBER, DECIMAL, INSTANT, DATE, BOOLEAN, CHOICE, ID, IDS -> field.label();
        },
        switch (field.type()) {
          case TEXT, CHOICE, ID -> Type.TEXT;
          case NUMBER -> Type.NUMBER;
          case DECIMAL, DATE ->
              throw new IllegalArgumentException(
                  "conditions know whole numbers and moments only: " + field.name());
          case INSTANT -> Type.INSTANT;
          case BOOLEAN -> Type.BOOLEAN;
          case TEXTS, IDS -> Type.TEXTS;
          case TEXTS_BY_NAME -> Type.TEXTS_BY_NAME;
        },
        field.choices());
  }
}
