package dev.kith.crm.domain.automation;

import java.util.Map;

/** The compiled condition of a rule. */
@FunctionalInterface
public interface Condition {

  /**
   * Whether it holds. What is unknown is true of nothing and false of nothing: a condition that
   * hangs on it does not hold.
   *
   * @param facts by name, as {@code lead.company}; what is not known is missing
   */
  boolean holds(Map<String, Object> facts);
}
