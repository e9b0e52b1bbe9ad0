package dev.kith.crm.http.competitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.competitor.CompetitorUse;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.shared.WebAddress;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Set;

/** Competitors in JSON. */
final class CompetitorJson {

  static final Shape.Fields DRAFT =
      Shape.fields(
          "CompetitorDraft",
          Shape.required(
              "name",
              Shape.text(CompetitorDraft.LONGEST_NAME),
              "No two competitors have the same, in whatever case, with accents or without"),
          Shape.optional(
              "website",
              Shape.orNull(Shape.text(WebAddress.LONGEST)),
              "Its website; without a scheme, https is meant"),
          Shape.optional(
              "note",
              Shape.orNull(Shape.text(CompetitorDraft.LONGEST_NOTE)),
              "Strengths, weaknesses, and whatever else helps to win against it"));

  static final Shape.Fields COMPETITOR =
      CatalogueJson.shape(
          "Competitor",
          CompetitorView.CATALOGUE,
          Set.of("id", "name", "active", "createdAt", "updatedAt", "version"));

  static final Shape.Fields PAGE =
      Lists.pageOf(
          "CompetitorPage",
          CatalogueJson.shape("ListedCompetitor", CompetitorView.CATALOGUE, Set.of()));

  static final Shape.Fields MERGE =
      Shape.fields(
          "CompetitorMerge",
          Shape.required(
              "loser",
              Shape.text(1, CompetitorDraft.LONGEST_NAME),
              "Id or name of the competitor that becomes part of this one"));

  static final Shape.Fields MET =
      Shape.fields(
          "CompetitorOpportunities",
          Shape.required("open", Shape.count(), "Open opportunities in which it bids"),
          Shape.required("lost", Shape.count(), "Opportunities that are lost to it"));

  private CompetitorJson() {}

  static ObjectNode of(CompetitorUse.Met met) {
    return Json.object().put("open", met.open()).put("lost", met.lost());
  }

  static CompetitorDraft read(JsonNode json) {
    return new CompetitorDraft(
        json.path("name").textValue(),
        json.path("website").textValue(),
        json.path("note").textValue());
  }

  static ObjectNode of(CompetitorView view) {
    return CatalogueJson.of(CompetitorView.CATALOGUE, view, Set.of());
  }
}
