package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;

/** The competitors of opportunities in JSON. */
final class OpportunityCompetitorsJson {

  private static final String COMPETITORS = "competitors";

  static final Shape.Fields DRAFT =
      Shape.fields(
          "OpportunityCompetitorsDraft",
          Shape.required(
              COMPETITORS,
              Shape.listOf(
                  Shape.fields(
                      "OpportunityCompetitorDraft",
                      Shape.required(
                          "competitor",
                          Shape.text(CompetitorDraft.LONGEST_NAME),
                          "Its id, or its name, however that is spelt"),
                      Shape.optional(
                          "threat",
                          Shape.orNull(Shape.choice(Threat.class)),
                          "How much it is to be feared"),
                      Shape.optional(
                          "note",
                          Shape.orNull(Shape.text(CompetitorsDraft.LONGEST_NOTE)),
                          "How it stands in this one")),
                  0,
                  CompetitorsDraft.MOST),
              "All competitors, in their order"));

  static final Shape.Fields ALL =
      Shape.fields(
          "OpportunityCompetitors",
          Shape.required("opportunity", Shape.uuid(), "Id of the opportunity"),
          Shape.required("version", Shape.count(), "Version of the opportunity"),
          Shape.required(
              "hidden", Shape.flag(), "Whether they are hidden from the caller: none is told then"),
          Shape.required(
              COMPETITORS,
              Shape.listOf(
                  Shape.fields(
                      "OpportunityCompetitor",
                      Shape.required("competitor", Shape.uuid(), "Its id"),
                      Shape.required("name", Shape.text(), "What it is called"),
                      Shape.required("active", Shape.flag(), "Whether it can be newly named"),
                      Shape.required(
                          "threat",
                          Shape.orNull(Shape.choice(Threat.class)),
                          "How much it is to be feared"),
                      Shape.required(
                          "note", Shape.orNull(Shape.text()), "How it stands in this one"),
                      Shape.required(
                          "gotIt", Shape.flag(), "Whether the opportunity is lost to it"))),
              "In their order"));

  private OpportunityCompetitorsJson() {}

  static CompetitorsDraft read(JsonNode json) {
    return new CompetitorsDraft(
        Streams.stream(json.path(COMPETITORS))
            .map(one ->
                new CompetitorsDraft.Entry(
                    one.path("competitor").textValue(),
                    one.path("threat").textValue(),
                    one.path("note").textValue()))
            .toList());
  }

  static ObjectNode of(CompetitorsView view) {
    ObjectNode json =
        Json.object()
            .put("opportunity", view.opportunity().toString())
            .put("version", view.version())
            .put("hidden", view.isHidden());
    ArrayNode all = json.putArray(COMPETITORS);
    for (CompetitorsView.Entry entry : view.competitors()) {
      Threat threat = entry.threat();
      all.addObject()
          .put("competitor", entry.competitor().toString())
          .put("name", entry.name())
          .put("active", entry.active())
          .put("threat", threat == null ? null : threat.name())
          .put("note", entry.note())
          .put("gotIt", entry.gotIt());
    }
    return json;
  }
}
