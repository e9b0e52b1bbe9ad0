package dev.kith.crm.http.automation;

import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.Explanation;
import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.application.automation.TrialReport;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.Shape.Property;
import java.util.stream.Stream;

/** The JSON of rules and of what they did. */
final class RuleShapes {

  private static final Shape TEXTS = Shape.listOf(Shape.text());

  private static final Shape STEPS =
      Shape.listOf(
          Shape.fields(
              "RuleStep",
              Shape.required("action", Shape.text(1, 100), "Code of an action of the catalogue"),
              Shape.optional(
                  "parameters",
                  new Shape.MapOf(Shape.text(RuleStep.LONGEST_PARAMETER)),
                  "What is said for it, as text")),
          0,
          RuleContent.MOST_STEPS);

  private static final Property[] CONTENT = {
    Shape.required("record", Shape.text(1, 100), "The kind of records, such as lead"),
    Shape.optional(
        "events",
        Shape.listOf(Shape.text(1, 100), 0, 100),
        "Types of the events after which it looks at the record"),
    Shape.optional(
        "without",
        Shape.listOf(Shape.text(1, 100), 0, 100),
        "With within: it looks when none of these has happened to the record by then"),
    Shape.optional(
        "within",
        Shape.text(100),
        "How long it waits to hear nothing, such as P3D; empty where it looks at once"),
    Shape.optional(
        "schedule",
        Shape.text(200),
        "Instead of events: the times at which it looks at every record, such as weekly MON,THU"
            + " 08:00 Europe/Berlin, daily … or monthly 1 …; otherwise empty"),
    Shape.optional(
        "condition",
        Shape.text(RuleContent.LONGEST_CONDITION),
        "In the Common Expression Language; empty where it always holds"),
    Shape.required("then", STEPS, "What is done, in this order; all of it or nothing"),
    Shape.optional("repeat", Shape.choice(Repeat.class), "Usually ONCE_PER_RECORD"),
    Shape.optional(
        "priority",
        Shape.whole(-RuleContent.HIGHEST_PRIORITY, RuleContent.HIGHEST_PRIORITY),
        "Of rules that look at the same event, the higher comes first; usually 0"),
    Shape.optional(
        "activeFrom", Shape.orNull(Shape.instant()), "It looks at nothing that happened before"),
    Shape.optional(
        "activeUntil",
        Shape.orNull(Shape.instant()),
        "It looks at nothing that happened then or later")
  };

  static final Shape.Fields DRAFT =
      new Shape.Fields(
          "RuleDraft",
          Stream.concat(
                  Stream.of(Shape.required("name", Shape.text(Rule.LONGEST_NAME), "Name")),
                  Stream.of(CONTENT))
              .toList());

  static final Shape.Fields RULE =
      new Shape.Fields(
          "Rule",
          Stream.concat(
                  Stream.of(
                      Shape.required("id", Shape.uuid(), "Id"),
                      Shape.required("name", Shape.text(), "Name"),
                      Shape.required("status", Shape.choice(RuleStatus.Name.class), "Status"),
                      Shape.required("statusSince", Shape.instant(), "Since when"),
                      Shape.required(
                          "statusReason",
                          Shape.orNull(Shape.text()),
                          "Why it is suspended; null where it is not"),
                      Shape.required(
                          "number",
                          Shape.count(),
                          "Of the version of what it does; each change of it makes another"),
                      Shape.required(
                          "lastFiredAt",
                          Shape.orNull(Shape.instant()),
                          "When it last acted, or tried to"),
                      Shape.required("firings", Shape.count(), "How often"),
                      Shape.required(
                          "shadowUntil",
                          Shape.orNull(Shape.instant()),
                          "In shadow, it looks at nothing from then on; null without an end"),
                      Shape.required(
                          "shadowFirings",
                          Shape.count(),
                          "How often the present version would have fired in shadow; while it is"
                              + " there, since statusSince"),
                      Shape.required(
                          "shadowRecords", Shape.count(), "For how many records it would have"),
                      Shape.required(
                          "shadowFailures",
                          Shape.count(),
                          "How often it would have failed, or have been suspended"),
                      Shape.required("createdAt", Shape.instant(), "When it was written"),
                      Shape.required("updatedAt", Shape.instant(), "When it was last changed"),
                      Shape.required("version", Shape.count(), "Stands in the ETag as well")),
                  Stream.of(CONTENT).map(RuleShapes::always))
              .toList());

  static final Shape.Fields RULES = Lists.pageOf("RulePage", chosen("ListedRule", RULE));

  static final Shape.Fields VERSIONS =
      Shape.fields(
          "RuleVersionList",
          Shape.required(
              "items",
              Shape.listOf(
                  new Shape.Fields(
                      "RuleVersion",
                      Stream.concat(
                              Stream.of(
                                  Shape.required("number", Shape.count(), "Which"),
                                  Shape.required("writtenAt", Shape.instant(), "When")),
                              Stream.of(CONTENT).map(RuleShapes::always))
                          .toList())),
              "The latest first"));

  static final Shape.Fields CIRCLES =
      Shape.fields(
          "RuleCircleList",
          Shape.required(
              "items",
              Shape.listOf(TEXTS),
              "Chains in which the rule may set itself off again, each as names of rules"));

  static final Shape.Fields SECRET =
      Shape.fields(
          "WebhookSecret", Shape.required("secret", Shape.text(), "whsec_ and a key in base 64"));

  static final Shape.Fields SHADOWING =
      Shape.fields(
          "RuleShadowing",
          Shape.optional(
              "until",
              Shape.orNull(Shape.instant()),
              "It looks at nothing that happens then or later, and administrators are told; null"
                  + " for no end"));

  static final Shape.Fields CHECK =
      Shape.fields(
          "ConditionCheck",
          Shape.required("record", Shape.text(1, 100), "The kind of records, such as lead"),
          Shape.required(
              "condition", Shape.text(RuleContent.LONGEST_CONDITION), "What is to be checked"));

  static final Shape.Fields TRIAL =
      Shape.fields(
          "RuleTrial",
          Shape.optional("event", Shape.uuid(), "Id of a past event to try the rule on"),
          Shape.optional(
              "days",
              Shape.whole(1, Rules.LONGEST_TRIAL),
              "Otherwise everything of the last days; usually " + Rules.LONGEST_TRIAL));

  private static final Shape WHY =
      Shape.fields(
          "ConditionPart",
          Shape.required("text", Shape.text(), "The part of the condition"),
          Shape.required("verdict", Shape.choice(Explanation.Verdict.class), "How it turned out"),
          Shape.required(
              "values", new Shape.MapOf(Shape.text()), "The facts in it; empty: not known"));

  static final Shape.Fields TRIED =
      Shape.fields(
          "RuleTrialReport",
          Shape.required("looked", Shape.count(), "How often it would have looked"),
          Shape.required("counts", new Shape.MapOf(Shape.count()), "By verdict"),
          Shape.required("complete", Shape.flag(), "Whether everything of that time was looked at"),
          Shape.required(
              "samples",
              Shape.listOf(
                  Shape.fields(
                      "RuleTrialCase",
                      Shape.required("event", Shape.uuid(), "Id of the event"),
                      Shape.required("eventType", Shape.text(), "Its type"),
                      Shape.required("recordType", Shape.text(), "Kind of the record"),
                      Shape.required("recordId", Shape.uuid(), "Id of the record"),
                      Shape.required("at", Shape.instant(), "When it would have looked"),
                      Shape.required(
                          "verdict",
                          Shape.choice(TrialReport.Verdict.class),
                          "What would have become of it"),
                      Shape.required(
                          "why",
                          Shape.listOf(WHY),
                          "The condition, or the parts that keep it from holding"))),
              "Some of each verdict"));

  static final Shape.Fields CATALOGUE =
      Shape.fields(
          "AutomationCatalogue",
          Shape.required(
              "records",
              Shape.listOf(
                  Shape.fields(
                      "AutomationRecord",
                      Shape.required("record", Shape.text(), "As in a rule"),
                      Shape.required("label", Shape.text(), "For people"),
                      Shape.required(
                          "events", new Shape.MapOf(Shape.text()), "Types, each with a name"),
                      Shape.required("facts", ConditionJson.FACTS, "What conditions can ask for"))),
              "What rules can be about"),
          Shape.required(
              "actions",
              Shape.listOf(
                  Shape.fields(
                      "AutomationAction",
                      Shape.required("action", Shape.text(), "As in a rule"),
                      Shape.required("label", Shape.text(), "For people"),
                      Shape.required("records", TEXTS, "For which records; none: for any"),
                      Shape.required(
                          "oneOf", TEXTS, "Parameters that are said one in place of another"),
                      Shape.required(
                          "parameters",
                          Shape.listOf(
                              Shape.fields(
                                  "AutomationParameter",
                                  Shape.required("name", Shape.text(), "As in a rule"),
                                  Shape.required("label", Shape.text(), "For people"),
                                  Shape.required(
                                      "type", Shape.choice(Parameter.Type.class), "What it is"),
                                  Shape.required(
                                      "required", Shape.flag(), "Whether it must be said"),
                                  Shape.required("choices", TEXTS, "What a CHOICE can be"))),
                          "What is said for it"))),
              "What rules can do"),
          Shape.required(
              "presets",
              Shape.listOf(
                  Shape.fields(
                      "RulePreset",
                      Shape.required("code", Shape.text(), "Stable"),
                      Shape.required("label", Shape.text(), "For people"),
                      Shape.required("why", Shape.text(), "When somebody wants it"),
                      Shape.required("draft", DRAFT, "To be written with a few changes"))),
              "Common rules"));

  static final Shape.Fields FIRING =
      Shape.fields(
          "Firing",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("at", Shape.instant(), "When"),
          Shape.required("rule", Shape.uuid(), "Which rule"),
          Shape.required("ruleName", Shape.text(), "As it is called now"),
          Shape.required("ruleVersion", Shape.count(), "Number of its version"),
          Shape.required("recordType", Shape.text(), "Kind of the record"),
          Shape.required("recordId", Shape.uuid(), "Id of the record"),
          Shape.required("event", Shape.uuid(), "Id of the event"),
          Shape.required("eventType", Shape.text(), "Type of the event"),
          Shape.required("outcome", Shape.choice(Firing.Result.class), "What became of it"),
          Shape.required("reason", Shape.orNull(Shape.text()), "Why it failed or was cut off"),
          Shape.required(
              "code", Shape.orNull(Shape.text()), "Of the refusal for which it failed, or would"),
          Shape.required(
              "facts", new Shape.MapOf(Shape.text()), "What the condition asks for, at that time"),
          Shape.required(
              "steps",
              Shape.listOf(
                  Shape.fields(
                      "FiringStep",
                      Shape.required("action", Shape.text(), "Code of the action"),
                      Shape.required("what", Shape.text(), "What was done, or why not"))),
              "What was done, in order"));

  static final Shape.Fields FIRINGS = Lists.pageOf("FiringPage", chosen("ListedFiring", FIRING));

  private RuleShapes() {}

  private static Property always(Property property) {
    return Shape.required(property.name(), property.shape(), property.description());
  }

  /** With fields=…, only some are answered. */
  private static Shape.Fields chosen(String name, Shape.Fields shape) {
    return new Shape.Fields(
        name,
        shape.properties().stream()
            .map(p -> Shape.optional(p.name(), p.shape(), p.description()))
            .toList());
  }
}
