package dev.kith.crm.application.automation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of actions in which names of facts stand in braces: {@code Call {lead.name}}. */
final class Texts {

  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z][A-Za-z0-9.]*)}");

  private Texts() {}

  /** What is not known becomes nothing. */
  static String filled(String text, Map<String, Object> facts) {
    return NAME.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(shown(facts.get(found.group(1)))));
  }

  /** The names in a text that are none of these. */
  static List<String> unknown(String text, Collection<String> known) {
    return NAME.matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(name -> !known.contains(name))
        .toList();
  }

  /** A value as people read it. */
  static String shown(@Nullable Object value) {
    return value == null
        ? ""
        : value instanceof Collection<?> many
            ? String.join(", ", many.stream().map(String::valueOf).toList())
            : value.toString();
  }
}
