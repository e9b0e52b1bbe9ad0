package dev.kith.crm.application.automation;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.automation.Rule;
import java.time.Instant;

/** Tells people of rules that need them. */
public interface RuleAlerts {

  /**
   * The CRM stopped a rule; it is told in the run in which it was stopped.
   *
   * @param rule as it is now, with the reason
   */
  void suspended(Rule rule, String reason, Context context);

  /**
   * The time of a rule in shadow is over: somebody is to decide what becomes of it.
   *
   * @param rule with what it would have done
   */
  void watched(RuleView rule, Instant until);
}
