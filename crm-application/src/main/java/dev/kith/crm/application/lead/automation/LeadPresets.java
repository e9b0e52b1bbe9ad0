package dev.kith.crm.application.lead.automation;

import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Common rules on leads. */
public final class LeadPresets {

  private static final String CAPTURED = "lead.captured.v1";

  /** What people do with a lead that somebody takes care of. */
  private static final List<String> ACTIVITY =
      List.of(
          CAPTURED,
          "lead.edited.v1",
          "lead.assigned.v1",
          "lead.noted.v1",
          "lead.work-started.v1",
          "lead.nurturing-started.v1",
          "lead.qualified.v1",
          "lead.touched.v1");

  private static final List<String> DECISIONS =
      List.of(
          "lead.qualified.v1",
          "lead.disqualified.v1",
          "lead.recycled.v1",
          "lead.merged.v1",
          "lead.deleted.v1");

  private LeadPresets() {}

  public static List<RulePreset> all() {
    return List.of(
        new RulePreset(
            "assign-web-leads",
            "Assign new leads from a form",
            "Nobody has to look who takes a lead that comes in by the web site.",
            once(
                "Assign new leads from a form",
                "lead.source == 'web-form' && lead.owner == ''",
                step("lead.assign"))),
        new RulePreset(
            "follow-up-new-lead",
            "A follow-up task for each new lead",
            "The owner is reminded to call within a day.",
            once(
                "Follow up new leads",
                "",
                step(
                    "task.create",
                    "subject",
                    "Call {lead.name}",
                    "type",
                    "follow-up",
                    "due",
                    "P1D"))),
        new RulePreset(
            "no-activity",
            "No activity within three days",
            "A lead that nobody cares for is not forgotten.",
            waiting(
                "No activity within three days",
                ACTIVITY,
                ACTIVITY,
                "P3D",
                "lead.status in ['NEW', 'WORKING']",
                step(
                    "task.create",
                    "subject",
                    "Nothing has happened to {lead.name} for three days",
                    "priority",
                    "HIGH",
                    "due",
                    "P1D"))),
        new RulePreset(
            "tell-owner",
            "Tell the owner of a new lead",
            "Whoever is given a lead hears of it at once.",
            new RuleDraft(
                "Tell the new owner",
                LeadRecords.TYPE,
                List.of("lead.assigned.v1"),
                "lead.owner != ''",
                List.of(step("notify", "to", "owner", "text", "{lead.name} is yours now")),
                Repeat.ALWAYS,
                0,
                null,
                null)),
        new RulePreset(
            "hot-lead",
            "Tell the owner that a lead has become hot",
            "Interest cools down fast: whoever has the lead hears of it at once.",
            new RuleDraft(
                "Tell the owner of a hot lead",
                LeadRecords.TYPE,
                List.of("score.threshold-crossed.v1"),
                "event.direction == 'UP' && lead.owner != ''",
                List.of(
                    step(
                        "notify",
                        "to",
                        "owner",
                        "text",
                        "{lead.name} has crossed {event.threshold}: {event.score}")),
                Repeat.ALWAYS,
                0,
                null,
                null)),
        new RulePreset(
            "recycle-stale",
            "Put stale leads aside",
            "Work of two months that came to nothing makes room, and comes back by itself.",
            waiting(
                "Put stale leads aside",
                List.of("lead.work-started.v1", "lead.nurturing-started.v1"),
                DECISIONS,
                "P60D",
                "lead.status in ['WORKING', 'NURTURING']",
                step("lead.recycle", "for", "P90D"))),
        new RulePreset(
            "monday-review",
            "Remind owners of open leads on Mondays",
            "Whoever has leads that wait for weeks hears of them once a week.",
            new RuleDraft(
                "Open leads on Mondays",
                LeadRecords.TYPE,
                List.of(),
                List.of(),
                "",
                "weekly MON 08:00 UTC",
                "lead.status == 'WORKING' && now - lead.updatedAt > duration('336h')",
                List.of(
                    step(
                        "notify",
                        "to",
                        "owner",
                        "text",
                        "Nothing has happened to {lead.name} for two weeks")),
                Repeat.ALWAYS,
                0,
                null,
                null)),
        new RulePreset(
            "tag-campaign",
            "Tag new leads by their campaign",
            "The leads of a campaign are found together, whatever else happens to them.",
            once(
                "Tag by campaign",
                "lead.utmCampaign != ''",
                step("lead.tag", "tags", "{lead.utmCampaign}"))),
        new RulePreset(
            "poor-data",
            "Have poor data completed",
            "A lead that cannot be reached gets a task to find out more.",
            once(
                "Complete poor data",
                "lead.email == '' && lead.phone == ''",
                step(
                    "task.create",
                    "subject",
                    "Find out how {lead.name} can be reached",
                    "due",
                    "P2D"))));
  }

  private static RuleDraft once(String name, String condition, RuleStep step) {
    return new RuleDraft(
        name,
        LeadRecords.TYPE,
        List.of(CAPTURED),
        condition,
        List.of(step),
        Repeat.ONCE_PER_RECORD,
        0,
        null,
        null);
  }

  private static RuleDraft waiting(
      String name,
      List<String> after,
      List<String> without,
      String within,
      String condition,
      RuleStep step) {
    return new RuleDraft(
        name,
        LeadRecords.TYPE,
        after,
        without,
        within,
        condition,
        List.of(step),
        Repeat.ONCE_PER_STATE_ENTRY,
        0,
        null,
        null);
  }

  private static RuleStep step(String action, String... parameters) {
    Map<String, String> said = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      said.put(parameters[i], parameters[i + 1]);
    }
    return new RuleStep(action, said);
  }
}
