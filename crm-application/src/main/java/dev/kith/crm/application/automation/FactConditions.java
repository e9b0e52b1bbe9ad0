package dev.kith.crm.application.automation;

import dev.kith.crm.domain.automation.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Conditions over facts, for features that ask them of their own and have no rules of automation:
 * the same language, checked in the same way.
 */
public final class FactConditions {

  private static final Conditions CONDITIONS = new CelConditions();

  private FactConditions() {}

  /** Everything that is wrong with a text; empty if it is a condition. */
  public static List<ConditionProblem> problems(String text, Collection<Fact> facts) {
    return CONDITIONS.compile(text, facts) instanceof Conditions.Bad(var problems)
        ? problems
        : List.of();
  }

  /** The condition; empty if something is wrong with the text. */
  public static Optional<Condition> read(String text, Collection<Fact> facts) {
    return CONDITIONS.compile(text, facts) instanceof Conditions.Good(var condition)
        ? Optional.of(condition)
        : Optional.empty();
  }
}
