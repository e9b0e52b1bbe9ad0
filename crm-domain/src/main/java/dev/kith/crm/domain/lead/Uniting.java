package dev.kith.crm.domain.lead;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@linkplain LeadField#unites() fields of several values} have in common: where other fields
 * replace one another these unite, and a change of them is undone value by value. All texts are as
 * {@link LeadField#textOf} gives them, null for no values.
 */
public final class Uniting {

  private Uniting() {}

  /** The values of both; where one can only stand once, that of the first. */
  public static @Nullable String with(
      LeadField field, @Nullable String text, @Nullable String more) {
    return switch (kind(field)) {
      case TAGS -> Tags.stored(text).with(Tags.stored(more)).text();
      case CUSTOM_FIELDS -> CustomFields.stored(text).with(CustomFields.stored(more)).text();
    };
  }

  /** Whether there is more in another text. */
  public static boolean adds(LeadField field, @Nullable String text, @Nullable String more) {
    return !Objects.equals(with(field, text, more), text);
  }

  /** The same values, each written as it was before. */
  public static @Nullable String writtenAs(
      LeadField field, @Nullable String text, @Nullable String before) {
    return switch (kind(field)) {
      case TAGS -> Tags.stored(text).writtenAs(Tags.stored(before)).text();
      case CUSTOM_FIELDS -> CustomFields.stored(text).calledAs(CustomFields.stored(before)).text();
    };
  }

  /** The values with a change undone, as far as it still stands. */
  public static @Nullable String undoing(
      LeadField field, @Nullable String now, @Nullable String before, @Nullable String after) {
    return switch (kind(field)) {
      case TAGS -> Tags.stored(now).undoing(Tags.stored(before), Tags.stored(after)).text();
      case CUSTOM_FIELDS ->
          CustomFields.stored(now)
              .undoing(CustomFields.stored(before), CustomFields.stored(after))
              .text();
    };
  }

  /** Which values a change has made that are others by now; a tag is there or not, and is none. */
  public static List<String> changedSince(
      LeadField field, @Nullable String now, @Nullable String before, @Nullable String after) {
    return switch (kind(field)) {
      case TAGS -> List.of();
      case CUSTOM_FIELDS ->
          CustomFields.stored(now)
              .changedSince(CustomFields.stored(before), CustomFields.stored(after));
    };
  }

  /**
   * What is there and what is brought in, as one text that is still to be checked.
   *
   * @param brought as it was written
   * @param replaces whether what is brought in counts where one can only stand once
   */
  public static String brought(
      LeadField field, LeadContent stored, String brought, boolean replaces) {
    return switch (kind(field)) {
      case TAGS ->
          Tags.together(
              ImmutableList.<String>builder()
                  .addAll(stored.tags().texts())
                  .addAll(Tags.apart(brought))
                  .build());
      case CUSTOM_FIELDS -> stored.customFields().brought(brought, replaces);
    };
  }

  private enum Kind {
    TAGS,
    CUSTOM_FIELDS
  }

  private static Kind kind(LeadField field) {
    if (!field.unites()) {
      throw new IllegalArgumentException(field + " has one value");
    }
    return field == LeadField.TAGS ? Kind.TAGS : Kind.CUSTOM_FIELDS;
  }
}
