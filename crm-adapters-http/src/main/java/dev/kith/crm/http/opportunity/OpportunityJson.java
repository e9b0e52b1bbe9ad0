package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.funnel.PipelineAnalytics.TimedStay;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.OpportunityContent;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of opportunities: flat, one property for each field. */
final class OpportunityJson {

  private static final int LONGEST_NUMBER = 30;
  private static final int LONGEST_DATE = 10;

  /** Null where it is empty, missing where it is hidden. */
  static final Shape.Fields OPPORTUNITY =
      CatalogueJson.shape(
          "Opportunity",
          OpportunityFields.CATALOGUE,
          ImmutableSet.of(
              "id",
              "createdAt",
              "updatedAt",
              "version",
              "pipeline",
              "pipelineName",
              "stage",
              "stageName",
              "status",
              "stageSince",
              "rank"));

  /** In lists the caller chooses the properties. */
  static final Shape.Fields PAGE =
      Lists.pageOf(
          "OpportunityPage",
          CatalogueJson.shape("ListedOpportunity", OpportunityFields.CATALOGUE, Set.of()));

  static final Shape.Fields EDIT = content("OpportunityEdit");

  static final Shape.Fields CREATE =
      content("OpportunityCreate")
          .with(
              Shape.optional(
                  "owner", Shape.orNull(Shape.uuid()), "Id of the user whose opportunity it is"))
          .with(
              Shape.optional(
                  "pipeline", Shape.orNull(Shape.uuid()), "Id of the pipeline; usually the oldest"))
          .with(
              Shape.optional(
                  "stage",
                  Shape.orNull(Shape.text(PipelineTerms.LONGEST_KEY)),
                  "Key of an open stage; usually the first"))
          .with(
              Shape.optional(
                  "effectiveAt",
                  Shape.orNull(Shape.instant()),
                  "Since when it has been there, as it was known before; usually now"));

  static final Shape.Fields ASSIGN = NewOwner.shape("OpportunityAssign");

  static final Shape.Fields NOTE =
      Shape.fields(
          "OpportunityNote",
          Shape.required("text", Shape.text(1, Opportunity.LONGEST_NOTE), "The note"));

  private static final Shape.Property AT =
      Shape.optional(
          "effectiveAt",
          Shape.orNull(Shape.instant()),
          "From when it counts, within the present stay; usually now");

  private static final Shape.Property COMPETITOR =
      Shape.optional(
          "competitor",
          Shape.orNull(Shape.text(CompetitorDraft.LONGEST_NAME)),
          "Who got it instead: id of a competitor, or its name, however that is spelt");

  static final Shape.Fields MOVE =
      Shape.fields(
          "OpportunityMove",
          Shape.required("stage", Shape.text(1, PipelineTerms.LONGEST_KEY), "Key of the stage"),
          Shape.optional(
              "pipeline", Shape.orNull(Shape.uuid()), "Id of another pipeline; usually its own"),
          Shape.optional(
              "afterId",
              Shape.orNull(Shape.uuid()),
              "Id of the opportunity in that stage below which it is put"),
          Shape.optional(
              "beforeId",
              Shape.orNull(Shape.uuid()),
              "Id of the one above which it is put. Without any of the two it comes to the top of"
                  + " another stage"),
          AT,
          Shape.optional(
              "reason",
              Shape.orNull(Shape.text(Opportunity.LONGEST_REASON)),
              "Why it is lost; needed for stages of what is lost"),
          COMPETITOR);

  static final Shape.Fields WIN = Shape.fields("OpportunityWin", AT);

  static final Shape.Fields LOSE =
      Shape.fields(
          "OpportunityLose",
          Shape.required("reason", Shape.text(1, Opportunity.LONGEST_REASON), "Why"),
          COMPETITOR,
          AT);

  static final Shape.Fields REOPEN =
      Shape.fields(
          "OpportunityReopen",
          Shape.optional(
              "stage",
              Shape.orNull(Shape.text(PipelineTerms.LONGEST_KEY)),
              "Key of an open stage; usually the one before the decision"));

  static final Shape.Fields STAYS =
      Shape.fields(
          "OpportunityStays",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "OpportunityStay",
                      Shape.required("pipeline", Shape.uuid(), "Id of the pipeline"),
                      Shape.required("stage", Shape.text(), "Key of the stage"),
                      Shape.required("from", Shape.instant(), "Since when"),
                      Shape.required(
                          "to",
                          Shape.orNull(Shape.instant()),
                          "Until when, not included; null while it is there"),
                      Shape.required(
                          "time",
                          Shape.text(),
                          "How long, by the clock; ISO 8601, until now while it is there"),
                      Shape.required(
                          "businessTime",
                          Shape.text(),
                          "The same in the hours of the default calendar"))),
              "From the beginning; each begins when the one before ends"));

  static final Shape.Fields TRANSITIONS =
      Shape.fields(
          "OpportunityTransitions",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "OpportunityTransition",
                      Shape.required("stage", Shape.text(), "Key of the stage"),
                      Shape.required("name", Shape.text(), "Its name"),
                      Shape.required("type", Shape.choice(StageType.class), "What it means"),
                      Shape.required(
                          "missing",
                          Shape.listOf(Shape.text()),
                          "Fields that the stage requires and that are empty"))),
              "Where it can go; from a decision, where it can be reopened to"));

  private OpportunityJson() {}

  private static Shape.Fields content(String name) {
    ImmutableList.Builder<Shape.Property> properties = ImmutableList.builder();
    for (OpportunityField field : OpportunityField.values()) {
      properties.add(Shape.optional(field.code(), Shape.orNull(shapeOf(field)), field.label()));
    }
    return new Shape.Fields(name, properties.build());
  }

  private static Shape shapeOf(OpportunityField field) {
    return switch (field) {
      case NAME -> Shape.text(OpportunityContent.LONGEST_NAME);
      case ACCOUNT -> Shape.uuid();
      case AMOUNT -> Shape.text(LONGEST_NUMBER);
      case CURRENCY -> Shape.text(3);
      case CLOSE_DATE -> Shape.text(LONGEST_DATE);
      case NEXT_STEP -> Shape.text(OpportunityContent.LONGEST_STEP);
      case SOURCE -> Shape.text(OpportunityContent.LONGEST_SOURCE);
      case EXTERNAL_SYSTEM -> Shape.text(ExternalId.LONGEST_SYSTEM);
      case EXTERNAL_ID -> Shape.text(ExternalId.LONGEST_VALUE);
      case DESCRIPTION -> Shape.text(OpportunityContent.LONGEST_DESCRIPTION);
    };
  }

  static OpportunityDraft read(JsonNode json) {
    OpportunityDraft draft = OpportunityDraft.EMPTY;
    for (OpportunityField field : OpportunityField.values()) {
      draft = draft.with(field, text(json.path(field.code())));
    }
    return draft;
  }

  /** The fields that a body names, as they are to be changed. */
  static Map<OpportunityField, Optional<String>> named(JsonNode json) {
    ImmutableMap.Builder<OpportunityField, Optional<String>> fields = ImmutableMap.builder();
    for (OpportunityField field : OpportunityField.values()) {
      if (json.has(field.code())) {
        fields.put(field, Optional.ofNullable(text(json.path(field.code()))));
      }
    }
    return fields.buildOrThrow();
  }

  private static @Nullable String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  static ObjectNode ofStays(List<TimedStay> stays) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (TimedStay timed : stays) {
      StageStay stay = timed.stay();
      items
          .addObject()
          .put("pipeline", stay.pipeline().toString())
          .put("stage", stay.stage())
          .put("from", stay.from().toString())
          .put("to", stay.to() == null ? null : stay.to().toString())
          .put("time", timed.age().toString())
          .put("businessTime", timed.businessAge().toString());
    }
    return json;
  }

  static ObjectNode ofTransitions(List<Transition> transitions) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Transition transition : transitions) {
      ObjectNode item =
          items
              .addObject()
              .put("stage", transition.stage().key())
              .put("name", transition.stage().name())
              .put("type", transition.stage().type().name());
      ArrayNode missing = item.putArray("missing");
      transition.missing().forEach(requirement -> missing.add(requirement.code()));
    }
    return json;
  }
}
