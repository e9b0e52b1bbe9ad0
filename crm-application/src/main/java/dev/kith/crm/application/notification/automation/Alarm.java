package dev.kith.crm.application.notification.automation;

import dev.kith.crm.application.automation.RuleAlerts;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.notification.Message;
import java.time.Instant;

/** Tells administrators of rules that need them, once each time. */
public final class Alarm implements RuleAlerts {

  public static final String SUSPENDED = "rule.suspended";

  public static final String WATCHED = "rule.watched";

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

  @Override
  public void watched(RuleView view, Instant until) {
    Rule rule = view.rule();
    notifier.tell(
        Audience.administrators(),
        new Message(
            WATCHED + "/" + rule.id() + "/" + until,
            WATCHED,
            "The time of the rule “" + rule.name() + "” in shadow is over",
            "It would have fired %d times, for %d records, and failed %d times. It does nothing until somebody activates it."
                .formatted(
                    view.shadow().firings(), view.shadow().records(), view.shadow().failures()),
            rule.subject(),
            null));
  }
}
