package dev.kith.crm.application.automation;

import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Outcome;

/** Stops rules that run in circles, in the run of what they wanted to react to. */
final class RuleSuspension {

  private final Kernel kernel;
  private final RuleAlerts alerts;
  private final Runnable changed;

  /**
   * @param changed to be told when the run is kept
   */
  RuleSuspension(Kernel kernel, RuleAlerts alerts, Runnable changed) {
    this.kernel = kernel;
    this.alerts = alerts;
    this.changed = changed;
  }

  void suspend(RuleId id, String reason, Context context) {
    Rule suspended =
        new Changes<>(RuleService.KIND, kernel.storage().rules(), kernel, context)
            .change(
                id,
                Action.EDIT,
                "rule.suspend",
                reason,
                rule -> Outcome.done(rule.suspend(reason, kernel.now())))
            .orElseThrow();
    alerts.suspended(suspended, reason, context);
    kernel.transactions().afterCommit(changed);
  }
}
