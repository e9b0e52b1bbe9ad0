package dev.kith.crm.http.kernel.json;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of JSON looks like. Declared once, it is the schema in the API's description and the
 * check of what arrives, so that the two cannot disagree.
 */
public sealed interface Shape {

  /** Forms of text that have a name in JSON Schema. */
  enum Format {
    UUID("uuid"),
    INSTANT("date-time"),
    DATE("date"),
    EMAIL("email"),
    URI("uri-reference");

    private final String word;

    Format(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /**
   * Text of any content.
   *
   * @param longest in characters (code points), surrounding blanks not counted
   */
  record Text(int shortest, int longest, @Nullable Format format) implements Shape {}

  /** One of some words. */
  record Choice(List<String> words) implements Shape {
    public Choice {
      words = ImmutableList.copyOf(words);
    }
  }

  /** A whole number, both bounds included. */
  record Whole(long least, long most) implements Shape {}

  /** A number with or without a fraction. */
  record Decimal() implements Shape {}

  /** True or false. */
  record Flag() implements Shape {}

  /** A list of things of one shape. */
  record ListOf(Shape item, int fewest, int most) implements Shape {}

  /**
   * An object whose property names are data.
   *
   * @param names the possible ones; empty if any will do
   */
  record MapOf(List<String> names, Shape value) implements Shape {
    public MapOf {
      names = ImmutableList.copyOf(names);
    }

    public MapOf(Shape value) {
      this(List.of(), value);
    }
  }

  /**
   * An object with known properties and no others.
   *
   * @param name under which the API's description lists it; null to have it written out where it is
   *     used
   */
  record Fields(@Nullable String name, List<Property> properties) implements Shape {
    public Fields {
      properties = ImmutableList.copyOf(properties);
    }

    public Fields with(Property... more) {
      return new Fields(
          name, ImmutableList.<Property>builder().addAll(properties).add(more).build());
    }
  }

  /** Null, or what the other shape allows. */
  record OrNull(Shape shape) implements Shape {}

  /** Any JSON. */
  record Anything() implements Shape {}

  /** A property of {@link Fields}. */
  record Property(String name, Shape shape, boolean required, String description) {}

  static Shape text(int longest) {
    return new Text(0, longest, null);
  }

  static Shape text(int shortest, int longest) {
    return new Text(shortest, longest, null);
  }

  /** Text that the API hands out: no bounds are promised. */
  static Shape text() {
    return new Text(0, Integer.MAX_VALUE, null);
  }

  static Shape formatted(Format format) {
    return new Text(0, Integer.MAX_VALUE, format);
  }

  static Shape uuid() {
    return formatted(Format.UUID);
  }

  static Shape instant() {
    return formatted(Format.INSTANT);
  }

  /** A day without a time zone. */
  static Shape date() {
    return formatted(Format.DATE);
  }

  static Shape choice(Class<? extends Enum<?>> words) {
    return new Choice(Arrays.stream(words.getEnumConstants()).map(Enum::name).toList());
  }

  static Shape choice(Collection<String> words) {
    return new Choice(List.copyOf(words));
  }

  static Shape choice(String... words) {
    return new Choice(List.of(words));
  }

  static Shape whole(long least, long most) {
    return new Whole(least, most);
  }

  /** A count or a number of that sort: nothing below zero. */
  static Shape count() {
    return new Whole(0, Long.MAX_VALUE);
  }

  static Shape decimal() {
    return new Decimal();
  }

  static Shape flag() {
    return new Flag();
  }

  static Shape listOf(Shape item) {
    return new ListOf(item, 0, Integer.MAX_VALUE);
  }

  static Shape listOf(Shape item, int fewest, int most) {
    return new ListOf(item, fewest, most);
  }

  static Fields fields(@Nullable String name, Property... properties) {
    return new Fields(name, List.of(properties));
  }

  static Shape orNull(Shape shape) {
    return new OrNull(shape);
  }

  static Property required(String name, Shape shape, String description) {
    return new Property(name, shape, true, description);
  }

  static Property optional(String name, Shape shape, String description) {
    return new Property(name, shape, false, description);
  }
}
