package dev.kith.crm.http.relationship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.application.relationship.CommitteeView;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.StageNeeds;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;

/** Who should be known to buy, and who is, in JSON. */
final class CommitteeJson {

  private static final Shape.Fields NEEDS =
      Shape.fields(
          "StageNeeds",
          Shape.optional(
              "pipeline",
              Shape.orNull(Shape.uuid()),
              "Id of the pipeline; null for all with a stage of this key of which nothing else is"
                  + " said"),
          Shape.required("stage", Shape.text(1, PipelineTerms.LONGEST_KEY), "Key of the stage"),
          Shape.required(
              "roles",
              Shape.listOf(Shape.text(1, RoleTerms.LONGEST_KEY), 0, RoleTerms.MOST_ROLES),
              "Keys of the roles that should be filled"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "CommitteeTemplateDraft",
          Shape.required(
              "needs",
              Shape.listOf(NEEDS, 0, CommitteeTerms.MOST_NEEDS),
              "By stage; those that are not named need nobody"));

  static final Shape.Fields KEPT =
      new Shape.Fields("CommitteeTemplate", DRAFT.properties())
          .with(Shape.required("version", Shape.count(), "Of the template"));

  static final Shape.Fields COMMITTEE =
      Shape.fields(
          "Committee",
          Shape.required("opportunity", Shape.uuid(), "Id of the opportunity"),
          Shape.required("pipeline", Shape.uuid(), "Id of its pipeline"),
          Shape.required("stage", Shape.text(), "Key of its stage"),
          Shape.required("stageName", Shape.text(), "What the stage is called"),
          Shape.required(
              "asOf",
              Shape.orNull(Shape.instant()),
              "All of this as of that moment, but whom the stage needs; null for now"),
          Shape.required(
              "seats",
              Shape.listOf(
                  Shape.fields(
                      "CommitteeSeat",
                      Shape.required("role", Shape.text(), "Key of the role"),
                      Shape.required("roleName", Shape.text(), "What it is called"),
                      Shape.required(
                          "held",
                          Shape.listOf(RelationshipJson.RELATIONSHIP),
                          "By whom; nobody where it is missing"))),
              "One for each role that the stage needs"),
          Shape.required("required", Shape.count(), "How many roles the stage needs"),
          Shape.required("filled", Shape.count(), "How many of them somebody has"),
          Shape.required(
              "coverage", Shape.whole(0, 100), "The same in percent; 100 where none is needed"),
          Shape.required(
              "missing", Shape.listOf(Shape.text()), "Keys of the roles that nobody has"),
          Shape.required("people", Shape.count(), "How many people have any role"),
          Shape.required(
              "singleThreaded",
              Shape.flag(),
              "Whether everything hangs on one person, or not even on one"));

  private CommitteeJson() {}

  static CommitteeTerms read(JsonNode json) {
    return new CommitteeTerms(
        Streams.stream(json.path("needs"))
            .map(one ->
                new StageNeeds(
                    ShapeCheck.uuid(one.path("pipeline").asText())
                        .map(PipelineId::new)
                        .orElse(null),
                    one.path("stage").asText(),
                    Streams.stream(one.path("roles")).map(JsonNode::asText).toList()))
            .toList());
  }

  static ObjectNode of(CommitteeTemplate template) {
    ObjectNode json = Json.object();
    ArrayNode needs = json.putArray("needs");
    for (StageNeeds one : template.terms().needs()) {
      PipelineId pipeline = one.pipeline();
      ObjectNode said =
          needs
              .addObject()
              .put("pipeline", pipeline == null ? null : pipeline.toString())
              .put("stage", one.stage());
      one.roles().forEach(said.putArray("roles")::add);
    }
    return json.put("version", template.revision().version());
  }

  static ObjectNode of(CommitteeView view) {
    ObjectNode json =
        Json.object()
            .put("opportunity", view.opportunity().id().toString())
            .put("pipeline", view.at().pipeline().toString())
            .put("stage", view.at().stage())
            .put("stageName", view.at().stageName());
    json.set("asOf", Json.of(view.asOf()));
    ArrayNode seats = json.putArray("seats");
    for (CommitteeView.Seat seat : view.seats()) {
      ArrayNode held =
          seats.addObject().put("role", seat.role()).put("roleName", seat.name()).putArray("held");
      seat.held().forEach(one -> held.add(RelationshipJson.of(one)));
    }
    json.put("required", view.coverage().required().size())
        .put("filled", view.coverage().filled())
        .put("coverage", view.coverage().percent());
    view.coverage().missing().forEach(json.putArray("missing")::add);
    return json.put("people", view.coverage().people())
        .put("singleThreaded", view.coverage().isSingleThreaded());
  }
}
