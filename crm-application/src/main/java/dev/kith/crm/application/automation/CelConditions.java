package dev.kith.crm.application.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.kith.crm.application.list.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conditions in the Common Expression Language. Facts are variables with dots in their names, so
 * that each has a type of its own; {@code has(lead.score)} asks whether a fact is known.
 *
 * <p>The language is total; what a condition may cost is limited by its length, by how often it may
 * go round in lists, and by expressions of texts that take linear time.
 */
final class CelConditions implements Conditions {

  private static final int LONGEST = 4_000;
  private static final int MOST_ROUNDS = 1_000;

  /** Made when the first condition is read: many programs have no rule, and all of them start. */
  private static final class Engine {
    static final CelOptions OPTIONS =
        CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(50)
            .comprehensionMaxIterations(MOST_ROUNDS)
            .populateMacroCalls(true)
            .build();

    /** {@code lead.company.lower()}: to compare without regard to case. */
    static final CelFunctionDecl LOWER =
        CelFunctionDecl.newFunctionDeclaration(
            "lower",
            CelOverloadDecl.newMemberOverload("text_lower", SimpleType.STRING, SimpleType.STRING));

    static final CelRuntime RUNTIME =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                CelFunctionBinding.from(
                    "text_lower", String.class, text -> text.toLowerCase(Locale.ROOT)))
            .build();
  }

  @Override
  public Compilation compile(String text, Collection<Fact> facts) {
    Map<String, Fact> byName =
        facts.stream().collect(toImmutableMap(Fact::name, Function.identity()));
    CelValidationResult result = compiler(facts).compile(text.isBlank() ? "true" : text);
    CelSource source = result.getSource();
    if (result.hasError()) {
      return new Bad(
          result.getErrors().stream()
              .map(issue -> problem(issue, source, byName))
              .distinct()
              .collect(toImmutableList()));
    }
    CelAbstractSyntaxTree ast = checked(result);
    List<ConditionProblem> choices = wrongChoices(ast, byName);
    return choices.isEmpty()
        ? new Good(new CelCondition(ast, byName, Engine.RUNTIME))
        : new Bad(choices);
  }

  private static CelAbstractSyntaxTree checked(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("a condition without errors is none", e);
    }
  }

  private static CelCompiler compiler(Collection<Fact> facts) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(Engine.OPTIONS)
            .setResultType(SimpleType.BOOL)
            .setStandardMacros(
                CelStandardMacro.ALL,
                CelStandardMacro.EXISTS,
                CelStandardMacro.EXISTS_ONE,
                CelStandardMacro.FILTER,
                CelStandardMacro.MAP)
            .addFunctionDeclarations(Engine.LOWER)
            .addMacros(CelMacro.newGlobalMacro("has", 1, CelConditions::has));
    for (Fact fact : facts) {
      builder.addVar(fact.name(), type(fact));
      builder.addVar(CelCondition.presence(fact.name()), SimpleType.BOOL);
    }
    return builder.build();
  }

  private static CelType type(Fact fact) {
    return switch (fact.type()) {
      case TEXT -> SimpleType.STRING;
      case NUMBER -> SimpleType.INT;
      case INSTANT -> SimpleType.TIMESTAMP;
      case BOOLEAN -> SimpleType.BOOL;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case TEXTS_BY_NAME -> MapType.create(SimpleType.STRING, SimpleType.STRING);
    };
  }

  private static Optional<CelExpr> has(
      CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
    String name = path(arguments.getFirst());
    return Optional.of(
        name == null
            ? factory.reportError("has() takes the name of a fact, such as has(lead.score)")
            : factory.newIdentifier(CelCondition.presence(name)));
  }

  /** The dotted name that an expression is; null if it is something else. */
  private static @Nullable String path(CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT -> expr.ident().name();
      case SELECT -> {
        String operand = path(expr.select().operand());
        yield operand == null ? null : operand + "." + expr.select().field();
      }
      default -> null;
    };
  }

  // ── Problems ──

  private static ConditionProblem problem(
      CelIssue issue, CelSource source, Map<String, Fact> facts) {
    CelSourceLocation at = issue.getSourceLocation();
    return new ConditionProblem(
        Math.max(1, at.getLine()),
        Math.max(0, at.getColumn()) + 1,
        CelMessages.text(issue.getMessage(), rest(source, at), facts));
  }

  /** What stands in the text from a place on. */
  private static String rest(CelSource source, CelSourceLocation at) {
    String content = source.getContent().toString();
    return source
        .getLocationOffset(at)
        .filter(offset -> offset >= 0 && offset <= content.length())
        .map(content::substring)
        .orElse("");
  }

  /** Texts that a fact with choices is compared with, and never is. */
  private static List<ConditionProblem> wrongChoices(
      CelAbstractSyntaxTree ast, Map<String, Fact> facts) {
    List<ConditionProblem> problems = new ArrayList<>();
    CelTrees.all(ast.getExpr())
        .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.CALL)
        .filter(expr -> COMPARISONS.contains(expr.call().function()))
        .forEach(call -> {
          List<CelExpr> sides = call.call().args();
          for (int i = 0; i < sides.size(); i++) {
            Fact fact = facts.get(CelTrees.nameOf(ast, sides.get(i)).orElse(""));
            if (fact != null && !fact.choices().isEmpty()) {
              CelExpr other = sides.get(1 - i);
              (other.getKind() == CelExpr.ExprKind.Kind.LIST
                      ? other.list().elements()
                      : List.of(other))
                  .forEach(constant ->
                      wrongChoice(ast.getSource(), fact, constant).ifPresent(problems::add));
            }
          }
        });
    problems.sort(
        Comparator.comparingInt(ConditionProblem::line).thenComparingInt(ConditionProblem::column));
    return problems;
  }

  private static final List<String> COMPARISONS = List.of("_==_", "_!=_", "@in");

  private static Optional<ConditionProblem> wrongChoice(CelSource source, Fact fact, CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || expr.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Optional.empty();
    }
    String value = expr.constant().stringValue();
    if (value.isEmpty() || fact.choices().contains(value)) {
      return Optional.empty();
    }
    Integer offset = source.getPositionsMap().get(expr.id());
    CelSourceLocation at =
        offset == null
            ? CelSourceLocation.of(1, 0)
            : source.getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
    return Optional.of(
        new ConditionProblem(
            at.getLine(),
            at.getColumn() + 1,
            fact.name()
                + " is never \""
                + value
                + "\"; it is one of "
                + String.join(", ", fact.choices())
                + "."
                + Suggestions.didYouMean(value, fact.choices())));
  }

  /** The facts that a condition asks for, with what they are; for {@link CelCondition}. */
  static ImmutableMap<String, Object> known(Collection<Fact> facts, Map<String, Object> values) {
    ImmutableMap.Builder<String, Object> all = ImmutableMap.builder();
    for (Fact fact : facts) {
      Object value = values.get(fact.name());
      boolean isKnown = value != null && !value.equals("");
      all.put(CelCondition.presence(fact.name()), isKnown);
      if (value != null) {
        all.put(fact.name(), value);
      } else if (fact.type() == Fact.Type.TEXT) {
        all.put(fact.name(), "");
      } else if (fact.type() == Fact.Type.TEXTS) {
        all.put(fact.name(), List.of());
      } else if (fact.type() == Fact.Type.TEXTS_BY_NAME) {
        all.put(fact.name(), Map.of());
      }
    }
    return all.buildOrThrow();
  }
}
