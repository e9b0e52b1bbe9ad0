package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelUnparser;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A condition that was checked: a tree of parts that are joined by and, or, not. Each part can be
 * asked by itself.
 */
final class CelCondition implements Conditions.Explained {

  private static final String PRESENCE = "@has:";
  private static final CelUnparser UNPARSER = CelUnparserFactory.newUnparser();

  private final String text;
  private final CelRuntime.Program program;
  private final List<Fact> facts;
  private final List<CelCondition> parts;

  CelCondition(CelAbstractSyntaxTree ast, Map<String, Fact> all, CelRuntime runtime) {
    this(ast, ast.getExpr(), all, runtime);
  }

  private CelCondition(
      CelAbstractSyntaxTree whole, CelExpr expr, Map<String, Fact> all, CelRuntime runtime) {
    CelAbstractSyntaxTree ast =
        CelAbstractSyntaxTree.newCheckedAst(
            expr, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap());
    this.text = UNPARSER.unparse(ast);
    this.program = program(ast, runtime);
    this.facts =
        CelTrees.all(expr)
            .flatMap(part -> CelTrees.nameOf(whole, part).stream())
            .map(name -> name.startsWith(PRESENCE) ? absolute(name, all) : name)
            .flatMap(name -> Optional.ofNullable(all.get(name)).stream())
            .distinct()
            .collect(ImmutableList.toImmutableList());
    this.parts =
        partsOf(expr).stream()
            .map(part -> new CelCondition(whole, part, all, runtime))
            .collect(ImmutableList.toImmutableList());
  }

  /** The variable that says whether a fact is known. */
  static String presence(String fact) {
    return PRESENCE + fact.replace('.', '/');
  }

  private static String absolute(String presence, Map<String, Fact> all) {
    String name = presence.substring(PRESENCE.length()).replace('/', '.');
    return all.containsKey(name) ? name : presence;
  }

  private static CelRuntime.Program program(CelAbstractSyntaxTree ast, CelRuntime runtime) {
    try {
      return runtime.createProgram(ast);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a condition that was checked cannot be run", e);
    }
  }

  private static List<CelExpr> partsOf(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return List.of();
    }
    return switch (expr.call().function()) {
      case "_&&_", "_||_" ->
          expr.call().args().stream()
              .flatMap(side -> sameJoin(expr, side).stream())
              .collect(ImmutableList.toImmutableList());
      case "!_" -> expr.call().args();
      default -> List.of();
    };
  }

  /** {@code a && b && c} is one join of three. */
  private static List<CelExpr> sameJoin(CelExpr join, CelExpr side) {
    return side.getKind() == CelExpr.ExprKind.Kind.CALL
            && side.call().function().equals(join.call().function())
        ? partsOf(side)
        : List.of(side);
  }

  @Override
  public boolean holds(Map<String, Object> values) {
    return verdict(values) == Explanation.Verdict.TRUE;
  }

  private Explanation.Verdict verdict(Map<String, Object> values) {
    Map<String, Object> known = CelConditions.known(facts, values);
    try {
      return switch (program.eval(name -> Optional.ofNullable(known.get(name)))) {
        case Boolean yes when yes -> Explanation.Verdict.TRUE;
        case Boolean no -> Explanation.Verdict.FALSE;
        default -> Explanation.Verdict.UNKNOWN;
      };
    } catch (CelEvaluationException e) {
      // A fact that is not known, or a division by nothing: neither true nor false.
      return Explanation.Verdict.UNKNOWN;
    }
  }

  @Override
  public List<String> names() {
    return facts.stream().map(Fact::name).toList();
  }

  @Override
  public Explanation explain(Map<String, Object> values) {
    ImmutableMap.Builder<String, String> shown = ImmutableMap.builder();
    facts.forEach(fact -> shown.put(fact.name(), Texts.shown(values.get(fact.name()))));
    return new Explanation(
        text,
        verdict(values),
        shown.buildOrThrow(),
        parts.stream().map(part -> part.explain(values)).toList());
  }
}
