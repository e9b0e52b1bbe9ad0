package dev.kith.crm.http.automation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.automation.ConditionProblem;
import java.util.List;

/**
 * What is wrong with a condition while it is typed, for {@code automation/checked.jte}.
 *
 * @param empty whether there is none yet
 */
public record CheckedCondition(List<ConditionProblem> problems, boolean empty) {
  public CheckedCondition {
    problems = ImmutableList.copyOf(problems);
  }
}
