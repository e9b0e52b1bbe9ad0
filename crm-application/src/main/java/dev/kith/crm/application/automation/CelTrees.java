package dev.kith.crm.application.automation;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import java.util.Optional;
import java.util.stream.Stream;

/** Walks through expressions. */
final class CelTrees {

  private CelTrees() {}

  /** An expression and all within it. */
  static Stream<CelExpr> all(CelExpr expr) {
    return Stream.concat(Stream.of(expr), children(expr).flatMap(CelTrees::all));
  }

  private static Stream<CelExpr> children(CelExpr expr) {
    return switch (expr.getKind()) {
      case NOT_SET, CONSTANT, IDENT -> Stream.of();
      case SELECT -> Stream.of(expr.select().operand());
      case CALL -> Stream.concat(expr.call().target().stream(), expr.call().args().stream());
      case LIST -> expr.list().elements().stream();
      case STRUCT -> expr.struct().entries().stream().map(CelExpr.CelStruct.Entry::value);
      case MAP -> expr.map().entries().stream().flatMap(e -> Stream.of(e.key(), e.value()));
      case COMPREHENSION ->
          Stream.of(
              expr.comprehension().iterRange(),
              expr.comprehension().accuInit(),
              expr.comprehension().loopCondition(),
              expr.comprehension().loopStep(),
              expr.comprehension().result());
    };
  }

  /** The name of the variable that an expression is, if it is one. */
  static Optional<String> nameOf(CelAbstractSyntaxTree ast, CelExpr expr) {
    return switch (expr.getKind()) {
      case IDENT, SELECT -> ast.getReference(expr.id()).map(CelReference::name);
      case NOT_SET, CONSTANT, CALL, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
    };
  }
}
