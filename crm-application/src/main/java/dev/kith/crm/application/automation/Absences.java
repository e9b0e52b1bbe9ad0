package dev.kith.crm.application.automation;

import dev.kith.crm.application.automation.AbsencePlans.Plan;
import dev.kith.crm.application.automation.ActiveRules.Compiled;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.PlannedWork;
import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.automation.Trigger.OnAbsence;
import dev.kith.crm.domain.shared.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets rules look when nothing has happened. Each waiting is a plan with a moment: nothing is
 * polled, and what happens meanwhile takes the plan away.
 */
final class Absences {

  /** How long a plan waits for events of its record that have happened but are not delivered. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final PlannedWork.Kind<Plan> KIND =
      new PlannedWork.Kind<>(
          "automation.wait-again", "A rule gave up looking at what it waited for", Plan::record);

  private final Kernel kernel;
  private final AbsencePlans plans;
  private final RuleReading reading;
  private final ActiveRules active;
  private final RuleRunner runner;
  private final PlannedWork<Plan> work;

  Absences(
      Kernel kernel, RuleReading reading, ActiveRules active, RuleRunner runner, JobFeature jobs) {
    this.kernel = kernel;
    this.plans = kernel.storage().absencePlans();
    this.reading = reading;
    this.active = active;
    this.runner = runner;
    this.work = new PlannedWork<>(kernel, jobs, KIND, plans, this::look);
  }

  /** Ends and begins waiting, as an event says; within the run of its delivery. */
  void note(Compiled rule, OnAbsence absence, EventEnvelope envelope) {
    Subject record = envelope.event().subject();
    if (absence.without().contains(envelope.event().type())) {
      plans.drop(rule.rule().id(), record);
    }
    if (absence.after().contains(envelope.event().type())) {
      plans.put(
          new Plan(
              rule.rule().id(),
              rule.rule().number(),
              record,
              envelope.at().plus(absence.within()),
              envelope.id(),
              envelope.event().type(),
              envelope.at(),
              envelope.actorName(),
              envelope.requestId(),
              envelope.causation().depth()));
    }
  }

  /** Looking, each time at its moment. */
  WorkLoop.Work work() {
    return work;
  }

  private void look(Plan plan) {
    Compiled rule =
        active.of(plan.eventType()).stream()
            .filter(r -> r.rule().id().equals(plan.rule()))
            .filter(r -> r.rule().number() == plan.number())
            .filter(r -> !plan.eventAt().isBefore(r.rule().status().since()))
            .findFirst()
            .orElse(null);
    RecordKind kind = reading.record(plan.record().type()).orElse(null);
    if (rule == null
        || kind == null
        || !(rule.rule().content().when() instanceof OnAbsence absence)
        // It may look later than it was to.
        || !rule.rule().looksAt(plan.eventAt().plus(absence.within()))) {
      // The rule was paused, rewritten or deleted since, so nobody waits any more.
      return;
    }
    if (kernel.storage().outbox().isWaiting(plan.record(), AutomationFeature.REACTION)) {
      // What ended the waiting may be among what is not delivered yet.
      plans.put(plan.at(kernel.now().plus(PATIENCE)));
      return;
    }
    Optional.ofNullable(kind.states(List.of(plan.record().id())).get(plan.record().id()))
        .ifPresent(state -> runner.consider(rule, plan.record(), state, occasion(plan)));
  }

  private static RuleRunner.Occasion occasion(Plan plan) {
    return new RuleRunner.Occasion(
        plan.event(),
        plan.eventType(),
        plan.eventAt(),
        plan.actor(),
        Map.of(),
        plan.requestId(),
        new Causation(plan.event(), plan.depth() + 1));
  }
}
