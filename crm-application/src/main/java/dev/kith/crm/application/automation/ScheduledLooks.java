package dev.kith.crm.application.automation;

import dev.kith.crm.application.automation.ActiveRules.Compiled;
import dev.kith.crm.application.automation.RecordKind.State;
import dev.kith.crm.application.automation.SchedulePlans.Plan;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.PlannedWork;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.Trigger.OnSchedule;
import dev.kith.crm.domain.shared.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets rules look at all records when their time comes, set by set. A set, what is done to it, and
 * how far the rule has come are one run: whoever is killed leaves the set to the next.
 */
final class ScheduledLooks {

  /** What firings have in place of the type of an event. */
  static final String TYPE = "schedule";

  private static final int AT_ONCE = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ScheduledLooks.class);

  private static final PlannedWork.Kind<Plan> KIND =
      new PlannedWork.Kind<>(
          "automation.look-again",
          "A rule gave up looking at its time",
          plan -> Rule.subjectOf(plan.rule()));

  private final Kernel kernel;
  private final SchedulePlans plans;
  private final RuleReading reading;
  private final RuleRunner runner;
  private final PlannedWork<Plan> work;

  ScheduledLooks(Kernel kernel, RuleReading reading, RuleRunner runner, JobFeature jobs) {
    this.kernel = kernel;
    this.plans = kernel.storage().schedulePlans();
    this.reading = reading;
    this.runner = runner;
    this.work = new PlannedWork<>(kernel, jobs, KIND, plans, this::look);
  }

  /** Plans what a rule says now, in the run in which it was changed. */
  void plan(Rule rule) {
    if (!rule.isLooking() || !(rule.content().when() instanceof OnSchedule schedule)) {
      plans.drop(rule.id());
      return;
    }
    // Another name is no reason to begin anew.
    if (plans.find(rule.id()).filter(plan -> fits(plan, rule)).isEmpty()) {
      planNext(rule, schedule, kernel.now());
    }
  }

  /** What was planned before it was activated last is not to be made up for. */
  private static boolean fits(Plan plan, Rule rule) {
    return plan.number() == rule.number() && !plan.due().isBefore(rule.status().since());
  }

  private void planNext(Rule rule, OnSchedule schedule, Instant after) {
    schedule.next(after).ifPresent(due -> plans.put(new Plan(rule.id(), rule.number(), due, null)));
  }

  /** Looking, each time at its moment. */
  WorkLoop.Work work() {
    return work;
  }

  private void look(Plan plan) {
    Rule rule = kernel.storage().rules().find(plan.rule()).filter(Rule::isLooking).orElse(null);
    if (rule == null || !(rule.content().when() instanceof OnSchedule schedule)) {
      // It is planned anew when somebody activates it.
      return;
    }
    RecordKind kind = reading.record(rule.content().record()).orElse(null);
    if (kind == null
        || !fits(plan, rule)
        || !rule.looksAt(plan.due())
        || !(reading.condition(rule.content()) instanceof Conditions.Good(var condition))) {
      LOG.info("The rule {} does not look at {}", rule.id(), plan.due());
      planNext(rule, schedule, kernel.now());
      return;
    }
    List<UUID> ids = kind.after(plan.after(), AT_ONCE);
    Map<UUID, State> states = kind.states(ids);
    RuleRunner.Occasion occasion = occasion(rule, plan.due());
    for (UUID id : ids) {
      State state = states.get(id);
      if (state != null) {
        runner.consider(
            new Compiled(rule, condition), new Subject(kind.type(), id), state, occasion);
      }
    }
    if (ids.size() < AT_ONCE) {
      planNext(rule, schedule, kernel.now());
    } else {
      plans.put(new Plan(plan.rule(), plan.number(), plan.due(), ids.getLast()));
    }
  }

  /** The same for a rule, its version and a moment, whoever is at work. */
  static RuleRunner.Occasion occasion(Rule rule, Instant due) {
    return new RuleRunner.Occasion(
        momentOf(rule.id(), rule.number(), due),
        TYPE,
        due,
        Actor.AUTOMATION.name(),
        Map.of(),
        null,
        new Causation(null, 1));
  }

  private static UUID momentOf(RuleId rule, long number, Instant due) {
    return UUID.nameUUIDFromBytes(
        (TYPE + "/" + rule + "/" + number + "/" + due).getBytes(StandardCharsets.UTF_8));
  }
}
