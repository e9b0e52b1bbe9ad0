package dev.kith.crm.application.automation;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.access.Actor;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Wires the rule engine. */
public final class AutomationFeature {

  /** The name of its reaction: deliveries under way refer to it. */
  public static final String REACTION = "rules";

  private final Kernel kernel;
  private final List<RulePreset> presets;
  private final RuleReading reading;
  private final ActiveRules active;
  private final Absences absences;
  private final RuleRunner runner;
  private final ScheduledLooks scheduled;
  private final ShadowEnds ends;
  private final RuleReaction reaction;
  private final BiFunction<Actor, String, Set<String>> hidden;

  /**
   * @param records that rules can be about
   * @param actions that they can do
   * @param presets common ones
   * @param alerts tells people of rules that were stopped, or have been watched
   * @param jobs where rules look again where looking failed
   * @param hidden the fields of a type of record that somebody may not see
   */
  public AutomationFeature(
      Kernel kernel,
      List<RecordKind> records,
      List<ActionKind> actions,
      List<RulePreset> presets,
      RuleAlerts alerts,
      JobFeature jobs,
      BiFunction<Actor, String, Set<String>> hidden) {
    this.kernel = kernel;
    this.hidden = hidden;
    this.presets = List.copyOf(presets);
    this.reading = new RuleReading(records, actions, new CelConditions());
    this.active = new ActiveRules(kernel.storage().rules(), reading, kernel.clock());
    this.runner =
        new RuleRunner(kernel, reading, new RuleSuspension(kernel, alerts, active::forget));
    this.absences = new Absences(kernel, reading, active, runner, jobs);
    this.scheduled = new ScheduledLooks(kernel, reading, runner, jobs);
    this.ends = new ShadowEnds(kernel, jobs, alerts);
    this.reaction = new RuleReaction(reading, active, runner, absences);
  }

  public Rules rules(Context context) {
    return new RuleService(
        kernel,
        context,
        reading,
        active,
        runner,
        scheduled,
        ends,
        presets,
        type -> hidden.apply(context.actor(), type));
  }

  /** Whether a rule that acts looks at such events. */
  public boolean wants(String eventType) {
    return active.wants(eventType);
  }

  /** Lets the rules act on an event; see {@link Reaction}. */
  public void react(EventEnvelope event) {
    reaction.react(event);
  }

  /** Work by the clock: what rules wait for before it, and what they look at set by set behind. */
  public WorkLoop.Work besides(WorkLoop.Work others) {
    return absences.work().before(others).before(scheduled.work());
  }
}
