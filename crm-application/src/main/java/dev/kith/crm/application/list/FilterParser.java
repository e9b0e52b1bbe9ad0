package dev.kith.crm.application.list;

import dev.kith.crm.application.list.FilterTokens.Token;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a filter from text and checks it against a catalogue.
 *
 * <pre>
 * filter     = and { "or" and }
 * and        = unary { "and" unary }
 * unary      = "not" unary | "(" filter ")" | comparison
 * comparison = field ("eq" | "ne" | "gt" | "ge" | "lt" | "le" | "contains" | "startsWith") value
 *            | field "in" "(" value { "," value } ")"
 *            | field "between" value "and" value
 *            | field "isNull"
 * value      = 'text, with '' for a quote' | number | true | false | a moment or a date in ISO 8601
 * </pre>
 *
 * <p>Example: {@code status eq 'NEW' and (score ge 50 or company contains 'acme')}. At most {@value
 * #LONGEST} characters, {@value #MOST_COMPARISONS} comparisons, {@value #DEEPEST} levels of
 * brackets and {@value #MOST_VALUES} values in one list.
 */
public final class FilterParser {

  static final int LONGEST = 4_000;
  static final int MOST_COMPARISONS = 100;
  static final int DEEPEST = 20;
  static final int MOST_VALUES = 200;

  private final FieldCatalogue<?> catalogue;
  private final List<Token> tokens;
  private final List<Violation> violations = new ArrayList<>();
  private int at;
  private int comparisons;

  private FilterParser(FieldCatalogue<?> catalogue, List<Token> tokens) {
    this.catalogue = catalogue;
    this.tokens = tokens;
  }

  /**
   * Refused with {@code invalid}: a violation each for unknown fields and wrong values, with the
   * column; a syntax error stands alone. All point to {@code /filter}.
   */
  public static Outcome<Filter> parse(FieldCatalogue<?> catalogue, String text) {
    if (text.isBlank()) {
      return Outcome.done(Filter.everything());
    }
    if (text.length() > LONGEST) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "filter", "too-long", "A filter has at most " + LONGEST + " characters.")));
    }
    try {
      FilterParser parser = new FilterParser(catalogue, FilterTokens.of(text));
      Filter filter = parser.filter(0);
      parser.expectEnd();
      return parser.violations.isEmpty()
          ? Outcome.done(filter)
          : Outcome.refused(new Invalid(parser.violations));
    } catch (FilterTokens.SyntaxException e) {
      return Outcome.refused(Invalid.of(Violation.at("filter", "filter-syntax", e.problem())));
    }
  }

  private Filter filter(int depth) {
    List<Filter> parts = new ArrayList<>(List.of(and(depth)));
    while (takeWord("or")) {
      parts.add(and(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.Or(parts);
  }

  private Filter and(int depth) {
    List<Filter> parts = new ArrayList<>(List.of(unary(depth)));
    while (takeWord("and")) {
      parts.add(unary(depth));
    }
    return parts.size() == 1 ? parts.getFirst() : new Filter.And(parts);
  }

  private Filter unary(int depth) {
    if (depth > DEEPEST) {
      throw peek().wrong("brackets go at most " + DEEPEST + " levels deep");
    }
    if (takeWord("not")) {
      return new Filter.Not(unary(depth + 1));
    }
    if (takeSymbol("(")) {
      Filter inner = filter(depth + 1);
      expectSymbol(")");
      return inner;
    }
    return comparison();
  }

  private Filter comparison() {
    Token name = next();
    if (name.kind() != Token.Kind.WORD) {
      throw name.wrong("a field is expected");
    }
    if (++comparisons > MOST_COMPARISONS) {
      throw name.wrong("a filter has at most " + MOST_COMPARISONS + " comparisons");
    }
    Field<?> field = field(name);
    Filter.Op op = operator(next());
    return switch (op) {
      case IS_NULL -> new Filter.Compare(name.text(), op, List.of());
      case IN -> new Filter.Compare(name.text(), op, list(field));
      case BETWEEN -> {
        Object from = value(field, op);
        if (!takeWord("and")) {
          throw peek().wrong("between needs two values with \"and\" in the middle");
        }
        yield new Filter.Compare(name.text(), op, List.of(from, value(field, op)));
      }
      case EQ, NE, GT, GE, LT, LE, CONTAINS, STARTS_WITH ->
          new Filter.Compare(name.text(), op, List.of(value(field, op)));
    };
  }

  /**
   * The field, or a stand-in of text where there is none, so that the rest can be checked as well.
   */
  private Field<?> field(Token name) {
    Optional<? extends Field<?>> known = catalogue.find(name.text());
    if (known.isPresent() && known.get().filterable()) {
      return known.get();
    }
    List<String> filterable = catalogue.names(Field::filterable);
    violations.add(
        Violation.at(
            "filter",
            "unknown-field",
            known.isPresent()
                ? "The field " + name.text() + " cannot be filtered by."
                : "There is no field "
                    + name.text()
                    + " (column "
                    + name.column()
                    + ")."
                    + Suggestions.didYouMean(name.text(), filterable)));
    return Field.of(name.text(), name.text(), Field.Type.TEXT, v -> null);
  }

  private static Filter.Op operator(Token token) {
    return Arrays.stream(Filter.Op.values())
        .filter(op -> token.kind() == Token.Kind.WORD && op.word().equals(token.text()))
        .findFirst()
        .orElseThrow(() ->
            token.wrong(
                "a comparison is expected: "
                    + String.join(
                        ", ", Arrays.stream(Filter.Op.values()).map(Filter.Op::word).toList())));
  }

  private List<Object> list(Field<?> field) {
    expectSymbol("(");
    List<Object> values = new ArrayList<>();
    do {
      if (values.size() == MOST_VALUES) {
        throw peek().wrong("a list has at most " + MOST_VALUES + " values");
      }
      values.add(value(field, Filter.Op.IN));
    } while (takeSymbol(","));
    expectSymbol(")");
    return values;
  }

  private Object value(Field<?> field, Filter.Op op) {
    Token token = next();
    if (token.kind() != Token.Kind.VALUE && token.kind() != Token.Kind.WORD) {
      throw token.wrong("a value is expected");
    }
    return switch (FilterValues.read(field, op, token)) {
      case Outcome.Done<Object>(var value) -> value;
      case Outcome.Refused<Object>(var refusal) -> {
        violations.addAll(refusal.violations());
        yield "";
      }
    };
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() == Token.Kind.END) {
      throw token.wrong("the filter ends too early");
    }
    at++;
    return token;
  }

  private boolean takeWord(String word) {
    return take(Token.Kind.WORD, word);
  }

  private boolean takeSymbol(String symbol) {
    return take(Token.Kind.SYMBOL, symbol);
  }

  private boolean take(Token.Kind kind, String text) {
    if (peek().kind() == kind && peek().text().equals(text)) {
      at++;
      return true;
    }
    return false;
  }

  private void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw peek().wrong("\"" + symbol + "\" is expected");
    }
  }

  private void expectEnd() {
    if (peek().kind() != Token.Kind.END) {
      throw peek().wrong("\"and\", \"or\" or the end is expected");
    }
  }
}
