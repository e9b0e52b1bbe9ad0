package dev.kith.crm.application;

import dev.kith.crm.application.account.stagetime.StageTimeFeature;
import dev.kith.crm.application.automation.AutomationFeature;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.task.escalation.EscalationFeature;
import dev.kith.crm.application.task.reminder.ReminderFeature;
import java.util.List;

/**
 * Every edge from an event to what the CRM does about it: the process map of the CRM. What an
 * embedding application wants to hear of is added with {@link Crm.Builder#reaction}; what is done
 * when a time comes stands in {@link Routines}.
 */
final class Reactions {

  private Reactions() {}

  /** Reactions run long after the features were made, so they may refer to all of them. */
  static List<Reaction> all(Features features) {
    return List.of(
        // The events that rules look at are known to the rules alone.
        new Reaction(
            AutomationFeature.REACTION,
            type -> features.automation.wants(type),
            event -> features.automation.react(event)),
        new Reaction(
            "plan-reminders", ReminderFeature.MOVING, event -> features.reminders.plan(event)),
        new Reaction(
            "plan-escalations",
            EscalationFeature.MOVING,
            event -> features.escalations.plan(event)),
        new Reaction(
            "plan-all-escalations",
            EscalationFeature.CHANGING,
            event -> features.escalations.planAllSoon(event)),
        new Reaction(
            "plan-stage-times", StageTimeFeature.MOVING, event -> features.stageTimes.plan(event)),
        new Reaction(
            "plan-all-stage-times",
            StageTimeFeature.CHANGING,
            event -> features.stageTimes.planAllSoon(event)),
        Reaction.to(
            "lead.recycled.v1",
            "reawaken-lead-on-time",
            event -> features.leads.reawakenOnTime(event, features.jobs.queue())),
        Reaction.to(
            "contact.moved.v1",
            "end-roles-after-job-change",
            event -> features.relationships.changedJobs(event)),
        // Nothing is heard of while no model predicts.
        new Reaction(
            "predict-changed-leads",
            type -> features.models.wants(type),
            event -> features.models.predictSoon()));
  }
}
