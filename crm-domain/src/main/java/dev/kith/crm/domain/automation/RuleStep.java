package dev.kith.crm.domain.automation;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One thing that a rule does.
 *
 * @param kind the code of an action, such as {@code lead.assign}
 * @param parameters as text; what they must be, the action says
 */
public record RuleStep(String kind, Map<String, String> parameters) {

  public static final int LONGEST_PARAMETER = 4_000;

  public RuleStep {
    parameters = ImmutableSortedMap.copyOf(parameters);
  }

  /** As the audit trail keeps it. */
  String text() {
    return parameters.isEmpty()
        ? kind
        : kind
            + " ("
            + parameters.entrySet().stream()
                .map(p -> p.getKey() + ": " + p.getValue())
                .collect(Collectors.joining("; "))
            + ")";
  }
}
