package dev.kith.crm.domain.automation;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

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
}
