package dev.kith.crm.application.lead.automation;

import com.google.common.base.Ascii;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Doing;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What rules can do to leads: what people can do with {@link Leads}. */
public final class LeadActions {

  private static final Set<String> LEADS = Set.of(LeadRecords.TYPE);

  private static final Parameter TAGS =
      Parameter.required("tags", "Tags, with commas between them", Parameter.Type.TEXT);

  private LeadActions() {}

  public static List<ActionKind> all(LeadFeature leads) {
    return List.of(
        action(
            "lead.start-work",
            "Set the status to working",
            List.of(),
            "lead.work-started.v1",
            "Work was started.",
            on(leads, (port, run) -> port.startWork(lead(run)))),
        action(
            "lead.nurture",
            "Set the status to nurturing",
            List.of(),
            "lead.nurturing-started.v1",
            "The lead is nurtured.",
            on(leads, (port, run) -> port.nurture(lead(run)))),
        action(
            "lead.qualify",
            "Qualify the lead",
            List.of(),
            "lead.qualified.v1",
            "The lead was qualified.",
            on(leads, (port, run) -> port.qualify(lead(run)))),
        action(
                "lead.disqualify",
                "Disqualify the lead",
                List.of(
                    new Parameter(
                        "reason",
                        "Reason",
                        Parameter.Type.CHOICE,
                        true,
                        Arrays.stream(LeadStatus.Reason.values()).map(Enum::name).toList()),
                    Parameter.optional("comment", "Comment", Parameter.Type.TEXT)),
                "lead.disqualified.v1",
                "The lead was disqualified.",
                on(
                    leads,
                    (port, run) ->
                        port.disqualify(
                            lead(run),
                            LeadStatus.Reason.valueOf(String.valueOf(run.said("reason"))),
                            run.text("comment"))))
            .checked((record, said, now) -> wrongComment(said)),
        action(
            "lead.recycle",
            "Put the lead aside for a while",
            List.of(Parameter.required("for", "For how long", Parameter.Type.DURATION)),
            "lead.recycled.v1",
            "The lead was put aside.",
            on(leads, (port, run) -> port.recycle(lead(run), run.now().plus(run.duration("for"))))),
        action(
                "lead.tag",
                "Give the lead tags",
                List.of(TAGS),
                "lead.tagged.v1",
                "The lead was tagged.",
                on(leads, (port, run) -> port.tag(lead(run), Tags.apart(run.text("tags")))))
            .checked((record, said, now) -> wrongTags(said)),
        action(
                "lead.untag",
                "Take tags from the lead",
                List.of(TAGS),
                "lead.untagged.v1",
                "Tags were taken from the lead.",
                on(leads, (port, run) -> port.untag(lead(run), Tags.apart(run.text("tags")))))
            .checked((record, said, now) -> wrongTags(said)),
        action(
            "lead.note",
            "Write a note on the lead",
            List.of(Parameter.required("text", "Text", Parameter.Type.LINES)),
            "lead.noted.v1",
            "A note was written.",
            on(
                leads,
                (port, run) ->
                    port.note(
                        lead(run), Ascii.truncate(run.text("text"), Lead.LONGEST_NOTE, "")))));
  }

  /** What is wrong with tags, as far as they are the same for each lead. */
  private static List<Violation> wrongTags(Map<String, String> said) {
    List<String> tags =
        Tags.apart(said.getOrDefault("tags", "")).stream()
            .map(tag -> tag.indexOf('{') < 0 ? tag : "…")
            .toList();
    return Tags.read(tags).violations();
  }

  /** What is wrong with a comment, as far as it is the same for each lead. */
  private static List<Violation> wrongComment(Map<String, String> said) {
    Checks checks = new Checks();
    String comment = said.getOrDefault("comment", "");
    if (comment.indexOf('{') < 0) {
      checks.text("comment", comment, Lead.LONGEST_COMMENT, true);
    }
    return checks.violations();
  }

  private static ActionKind action(
      String code,
      String label,
      List<Parameter> parameters,
      String emits,
      String done,
      BiFunction<ActionRun, String, Outcome<String>> doing) {
    Doing saying = run -> doing.apply(run, done);
    return new ActionKind(code, label, LEADS, parameters, Set.of(emits), saying);
  }

  private static BiFunction<ActionRun, String, Outcome<String>> on(
      LeadFeature leads, BiFunction<Leads, ActionRun, Outcome<Lead>> step) {
    return (run, done) -> step.apply(leads.leads(run.context()), run).map(lead -> done);
  }

  private static LeadId lead(ActionRun run) {
    return new LeadId(run.record().id());
  }
}
