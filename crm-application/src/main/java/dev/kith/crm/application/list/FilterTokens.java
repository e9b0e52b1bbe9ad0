package dev.kith.crm.application.list;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, values and symbols of a filter's text. */
final class FilterTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^']|'')*')|(?<symbol>[(),])|(?<word>[A-Za-z][A-Za-z0-9_.]*)|(?<bare>[-+0-9][^\\s(),']*))");

  private FilterTokens() {}

  /**
   * @param column where it begins, counted from 1
   */
  record Token(Kind kind, String text, int column) {

    enum Kind {
      WORD,
      VALUE,
      SYMBOL,
      END
    }

    SyntaxException wrong(String expectation) {
      String found = kind == Kind.END ? "" : ", not \"" + text + "\"";
      return new SyntaxException("At column " + column + " " + expectation + found + ".");
    }
  }

  /** The text is no filter; the message says where and why, for a person. */
  static final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    SyntaxException(String problem) {
      super(problem);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }

  /** All tokens, an END last. */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        int column = at + 1 + leadingBlanks(text, at);
        throw new SyntaxException(
            text.charAt(column - 1) == '\''
                ? "The text that begins at column " + column + " has no closing quote."
                : "At column " + column + " there is a character that has no meaning here.");
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Token.Kind.END, "", text.length() + 1));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    String quoted = matcher.group("text");
    if (quoted != null) {
      return new Token(
          Token.Kind.VALUE,
          quoted.substring(1, quoted.length() - 1).replace("''", "'"),
          matcher.start("text") + 1);
    }
    if (matcher.group("symbol") != null) {
      return new Token(Token.Kind.SYMBOL, matcher.group("symbol"), matcher.start("symbol") + 1);
    }
    return matcher.group("word") != null
        ? new Token(Token.Kind.WORD, matcher.group("word"), matcher.start("word") + 1)
        : new Token(Token.Kind.VALUE, matcher.group("bare"), matcher.start("bare") + 1);
  }

  private static int leadingBlanks(String text, int from) {
    int blanks = 0;
    while (from + blanks < text.length() - 1
        && Character.isWhitespace(text.charAt(from + blanks))) {
      blanks++;
    }
    return blanks;
  }
}
