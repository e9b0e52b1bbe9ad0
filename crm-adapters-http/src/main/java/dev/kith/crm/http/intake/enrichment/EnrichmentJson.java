package dev.kith.crm.http.intake.enrichment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.enrichment.Enrichments;
import dev.kith.crm.application.intake.enrichment.Enrichments.Enriched;
import dev.kith.crm.application.intake.enrichment.Enrichments.Wish;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.Provenance;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Enrichment in JSON. */
final class EnrichmentJson {

  private static final Shape.Property MODE =
      Shape.optional(
          "mode",
          Shape.choice(FillMode.class),
          "Which fields may be written: only empty ones, which is usual; those too that enrichment"
              + " has filled; or those too that people have typed");

  static final Shape.Fields WISH =
      Shape.fields(
          "EnrichmentWish",
          MODE,
          Shape.optional(
              "ip",
              Shape.orNull(Shape.text(100)),
              "The IP address from which the person came; it is used and not kept"),
          Shape.optional(
              "sources",
              Shape.listOf(Shape.text(60), 0, 50),
              "Names of the sources to ask; all if missing or empty"));

  static final Shape.Fields BATCH =
      Shape.fields(
          "EnrichmentBatch",
          Shape.required(
              "leads", Shape.listOf(Shape.uuid(), 1, Enrichments.LARGEST_BATCH), "Ids of leads"),
          MODE);

  private static final Shape.Fields VALUE =
      Shape.fields(
          "FoundValue",
          Shape.required(
              "field",
              Shape.choice(
                  Arrays.stream(EnrichmentField.values()).map(EnrichmentField::code).toList()),
              "What it is about"),
          Shape.required("value", Shape.text(), "What was found"),
          Shape.required("source", Shape.text(), "Who said so"),
          Shape.required("confidence", Shape.whole(0, 100), "How sure they are"),
          Shape.required("foundAt", Shape.instant(), "When they last said so"),
          Shape.required(
              "filledAt",
              Shape.orNull(Shape.instant()),
              "When it was put into the field of the lead; null if it was not"),
          Shape.required(
              "current", Shape.flag(), "Whether it stands in the field of the lead now"));

  static final Shape.Fields PROVENANCE =
      Shape.fields(
          "Provenance",
          Shape.required(
              "items",
              Shape.listOf(VALUE),
              "By field; what stands in the lead's field first, then the surest"));

  static final Shape.Fields ENRICHED =
      Shape.fields(
          "EnrichedLead",
          Shape.required("lead", Shape.uuid(), "Id of the lead"),
          Shape.required("version", Shape.count(), "Version of the lead"),
          Shape.required("filled", Shape.listOf(VALUE), "What was put into fields of the lead"),
          Shape.required(
              "silent",
              Shape.listOf(Shape.text()),
              "Sources that could not say, and may be asked again"),
          Shape.required("items", Shape.listOf(VALUE), "Everything that was found out"));

  static final Shape.Fields BATCH_RESULT =
      Shape.fields(
          "EnrichmentBatchResult",
          Shape.required("enriched", Shape.count(), "How many were asked about"),
          Shape.required("refused", Shape.count(), "How many were not"),
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "EnrichmentBatchItem",
                      Shape.required("status", Shape.count(), "HTTP status"),
                      Shape.optional("enriched", ENRICHED, "What came of it"),
                      Shape.optional("problem", new Shape.Anything(), "Why it was refused"))),
              "For each lead, in the same order"));

  static final Shape.Fields SOURCES =
      Shape.fields(
          "EnrichmentSources",
          Shape.required(
              "items", Shape.listOf(Shape.text()), "Names, in the order in which they are asked"));

  private EnrichmentJson() {}

  static Wish wish(JsonNode json) {
    ImmutableSet.Builder<String> sources = ImmutableSet.builder();
    json.path("sources").forEach(source -> sources.add(source.textValue()));
    return new Wish(mode(json), json.path("ip").textValue(), sources.build());
  }

  static FillMode mode(JsonNode json) {
    String text = json.path("mode").textValue();
    return text == null ? FillMode.FILL_EMPTY : FillMode.valueOf(text);
  }

  static List<LeadId> leads(JsonNode json) {
    List<LeadId> ids = new ArrayList<>();
    json.path("leads")
        .forEach(id -> ids.add(new LeadId(ShapeCheck.uuid(id.textValue()).orElseThrow())));
    return ids;
  }

  static ObjectNode of(Provenance provenance) {
    ObjectNode json = Json.object();
    json.set("items", values(provenance.values(), provenance));
    return json;
  }

  static ObjectNode of(Enriched enriched) {
    ObjectNode json =
        Json.object()
            .put("lead", enriched.lead().id().toString())
            .put("version", enriched.lead().revision().version());
    json.set("filled", values(enriched.filled(), enriched.provenance()));
    json.set("silent", texts(enriched.silent()));
    json.set("items", values(enriched.provenance().values(), enriched.provenance()));
    return json;
  }

  static ObjectNode of(List<Outcome<Enriched>> outcomes) {
    ObjectNode json = Json.object();
    long done = outcomes.stream().filter(o -> o instanceof Outcome.Done<Enriched>).count();
    json.put("enriched", done).put("refused", outcomes.size() - done);
    ArrayNode items = json.putArray("items");
    for (Outcome<Enriched> outcome : outcomes) {
      switch (outcome) {
        case Outcome.Done<Enriched>(var enriched) ->
            items.addObject().put("status", 200).set("enriched", of(enriched));
        case Outcome.Refused<Enriched>(var refusal) -> {
          Problem problem = Problem.of(refusal);
          items.addObject().put("status", problem.status()).set("problem", problem.shortJson());
        }
      }
    }
    return json;
  }

  static ObjectNode sources(List<String> names) {
    ObjectNode json = Json.object();
    json.set("items", texts(names));
    return json;
  }

  private static ArrayNode texts(Iterable<String> texts) {
    ArrayNode json = Json.array();
    texts.forEach(json::add);
    return json;
  }

  private static ArrayNode values(List<FoundValue> values, Provenance provenance) {
    ArrayNode json = Json.array();
    for (FoundValue value : values) {
      json.addObject()
          .put("field", value.field().code())
          .put("value", value.value())
          .put("source", value.source())
          .put("confidence", value.confidence())
          .put("foundAt", value.foundAt().toString())
          .put("filledAt", value.filledAt() == null ? null : value.filledAt().toString())
          .put("current", provenance.isCurrent(value));
    }
    return json;
  }
}
