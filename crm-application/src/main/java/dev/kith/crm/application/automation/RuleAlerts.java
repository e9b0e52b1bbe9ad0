package dev.kith.crm.application.automation;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.automation.Rule;

/** Tells people of rules that need them. */
@FunctionalInterface
public interface RuleAlerts {

  /**
   * The CRM stopped a rule; it is told in the run in which it was stopped.
   *
   * @param rule as it is now, with the reason
   */
  void suspended(Rule rule, String reason, Context context);
}
