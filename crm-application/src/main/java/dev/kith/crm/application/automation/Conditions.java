package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.automation.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compiles conditions against the facts that there are. */
interface Conditions {

  Compilation compile(String text, Collection<Fact> facts);

  /** What became of a text. */
  sealed interface Compilation {}

  record Good(Explained condition) implements Compilation {}

  record Bad(List<ConditionProblem> problems) implements Compilation {
    public Bad {
      problems = ImmutableList.copyOf(problems);
    }
  }

  /** A condition that can say why. */
  interface Explained extends Condition {

    /** The facts that it asks for, by name. */
    List<String> names();

    Explanation explain(Map<String, Object> facts);
  }
}
