package dev.kith.crm.application.automation;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import java.util.List;

/** Wires the rule engine. */
public final class AutomationFeature {

  /** The name of its reaction: deliveries under way refer to it. */
  public static final String REACTION = "rules";

  private final Kernel kernel;
  private final RuleReading reading;
  private final ActiveRules active;
  private final RuleRunner runner;

  /**
   * @param records that rules can be about
   * @param actions that they can do
   */
  public AutomationFeature(Kernel kernel, List<RecordKind> records, List<ActionKind> actions) {
    this.kernel = kernel;
    this.reading = new RuleReading(records, actions, new CelConditions());
    this.active = new ActiveRules(kernel.storage().rules(), reading, kernel.clock());
    this.runner =
        new RuleRunner(kernel, reading, active, new RuleSuspension(kernel, active::forget));
  }

  public Rules rules(Context context) {
    return new RuleService(kernel, context, reading, active);
  }

  /** Whether a rule that acts looks at such events. */
  public boolean wants(String eventType) {
    return active.wants(eventType);
  }

  /** Lets the rules act on an event; see {@link Reaction}. */
  public void react(EventEnvelope event) {
    runner.react(event);
  }
}
