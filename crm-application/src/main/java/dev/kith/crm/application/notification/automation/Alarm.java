package dev.kith.crm.application.notification.automation;

import dev.kith.crm.application.automation.RuleAlerts;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.notification.Message;

/** Tells administrators of rules that the CRM stopped, once each time. */
public final class Alarm implements RuleAlerts {

  public static final String SUSPENDED = "rule.suspended";

  private final Notifier notifier;

  public Alarm(Notifier notifier) {
    this.notifier = notifier;
  }

  @Override
  public void suspended(Rule rule, String reason, Context context) {
    notifier.tell(
        Audience.administrators(),
        new Message(
            SUSPENDED + "/" + rule.id() + "/" + rule.revision().version(),
            SUSPENDED,
            "The rule “" + rule.name() + "” was suspended",
            reason,
            rule.subject(),
            context.cause()));
  }
}
