package dev.kith.crm.http.pages;

import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How the text that the audit trail has of a field is to be read. */
public sealed interface Reading {

  /** As words, made of the text. */
  record Spoken(UnaryOperator<String> words) implements Reading {}

  /** A moment, shown in the reader's own zone. */
  record Moment() implements Reading {}

  /**
   * Ids of records, separated by blanks; shown by their names.
   *
   * @param type as in the subjects of the audit trail
   */
  record Records(String type) implements Reading {

    private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

    static List<UUID> ids(String text) {
      return BLANKS.splitToStream(text).flatMap(id -> ShapeCheck.uuid(id).stream()).toList();
    }
  }

  static Reading text() {
    return new Spoken(text -> text);
  }

  static Reading yesNo() {
    return new Spoken(text -> text.equals("true") ? "Yes" : "No");
  }

  /** A name of one of several, such as {@code NO_BUDGET}. */
  static Reading choice() {
    return new Spoken(Words::ofChoice);
  }

  /** As {@link #choice}, with words of its own; a name of before, that is none any more, too. */
  static <E extends Enum<E>> Reading choice(Class<E> type, Function<E, String> words) {
    return new Spoken(text ->
        Enums.getIfPresent(type, text).transform(words::apply).or(() -> Words.ofChoice(text)));
  }

  /** Names and codes, separated by blanks. */
  static Reading each(UnaryOperator<String> words) {
    return new Spoken(
        text -> Records.BLANKS.splitToStream(text).map(words).collect(Collectors.joining(", ")));
  }
}
