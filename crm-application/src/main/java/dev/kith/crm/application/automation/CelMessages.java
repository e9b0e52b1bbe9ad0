package dev.kith.crm.application.automation;

import dev.kith.crm.application.list.Suggestions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the compiler found in words that help who writes conditions for the first time. */
final class CelMessages {

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
  private static final Pattern RESULT = Pattern.compile("expected type 'bool' but found '(.*)'");
  private static final Pattern EXPECTING = Pattern.compile("(.*?) expecting \\{?.*");
  private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_0-9]+)*");

  private CelMessages() {}

  /**
   * @param rest of the condition, from where the problem is
   */
  static String text(String message, String rest, Map<String, Fact> facts) {
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(undeclared.group(1), rest, facts);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return "\""
          + overload.group(1).replace("_", "").replace("@", "")
          + "\" does not work on "
          + types(overload.group(2))
          + ".";
    }
    Matcher result = RESULT.matcher(message);
    if (result.matches()) {
      return "A condition must be true or false; this is a " + types(result.group(1)) + ".";
    }
    Matcher expecting = EXPECTING.matcher(message);
    return sentence(expecting.matches() ? expecting.group(1) : message);
  }

  private static String undeclared(String name, String rest, Map<String, Fact> facts) {
    Matcher path = PATH.matcher(rest);
    String written = name.startsWith("@has:") ? name.substring(5).replace('/', '.') : name;
    if (written.equals(name) && path.lookingAt() && path.group().startsWith(name)) {
      written = path.group();
    }
    return rest.startsWith(written + "(")
        ? "There is no function " + written + "."
        : "There is no fact " + written + "." + Suggestions.didYouMean(written, facts.keySet());
  }

  private static String types(String types) {
    return types
        .replace("(", "")
        .replace(")", "")
        .replace("google.protobuf.Timestamp", "moment")
        .replace("google.protobuf.Duration", "duration")
        .replace("timestamp", "moment")
        .replace("string", "text")
        .replace("bool", "yes-or-no")
        .replace("int", "whole number")
        .replace("double", "fraction")
        .replace(", ", " and ");
  }

  private static String sentence(String message) {
    String text = message.strip();
    return text.isEmpty()
        ? "This is not a condition."
        : Character.toUpperCase(text.charAt(0))
            + text.substring(1)
            + (text.endsWith(".") ? "" : ".");
  }
}
