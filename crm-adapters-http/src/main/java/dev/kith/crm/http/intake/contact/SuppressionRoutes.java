package dev.kith.crm.http.intake.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.contact.SuppressionView;
import dev.kith.crm.application.intake.contact.Suppressions;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The list of what is left alone, over REST. */
final class SuppressionRoutes {

  private static final String TAG = "Suppressions";

  private static final Shape.Property REASON =
      Shape.required(
          "reason", Shape.text(SuppressionEntry.LONGEST_REASON), "Why, for whoever asks later");

  private static final Shape.Fields DRAFT =
      Shape.fields(
          "SuppressionDraft",
          Shape.required(
              "kind", Shape.choice(SuppressionDraft.Kind.class), "What sort of thing it is"),
          Shape.required(
              "target", Shape.text(300), "An e-mail address, a domain, or a telephone number"),
          REASON,
          Shape.optional("until", Shape.orNull(Shape.instant()), "From when on it counts no more"));

  private static final Shape.Fields BATCH =
      Shape.fields(
          "SuppressionBatch",
          Shape.required(
              "items", Shape.listOf(DRAFT, 1, Suppressions.LARGEST_BATCH), "In any order"));

  private static final Shape.Fields ENTRY =
      CatalogueJson.shape(
          "Suppression",
          SuppressionView.CATALOGUE,
          Set.of("id", "kind", "target", "reason", "createdAt", "version"));

  private static final Shape.Fields PAGE =
      Lists.pageOf(
          "SuppressionPage",
          CatalogueJson.shape("ListedSuppression", SuppressionView.CATALOGUE, Set.of()));

  private static final Shape.Fields ADDED =
      Shape.fields(
          "SuppressionsAdded",
          Shape.required("items", Shape.listOf(ENTRY), "Those that were put on the list"),
          Shape.required(
              "known", Shape.count(), "How many were on it already, for as long or longer"));

  private SuppressionRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/suppressions", "listSuppressions")
            .says(TAG, "Filter, search and sort what is left alone")
            .query(Lists.parameters(SuppressionView.CATALOGUE))
            .answers(200, PAGE, "A page of the list")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(
                    call, suppressions(call).fields(), query -> suppressions(call).list(query))),
        Route.post("/suppressions", "addSuppression")
            .says(TAG, "Leave an address, a domain or a number alone")
            .body(DRAFT)
            .answers(201, ENTRY, "As it stands on the list")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                suppressions(call)
                    .add(draft(call.body()))
                    .map(entry ->
                        reply(201, SuppressionView.of(entry))
                            .header("Location", call.link("/suppressions/" + entry.id())))),
        Route.post("/suppressions:batch", "addSuppressions")
            .says(TAG, "Leave up to " + Suppressions.LARGEST_BATCH + " alone, all or none")
            .body(BATCH)
            .answers(200, ADDED, "What was put on the list")
            .refuses("forbidden", "invalid")
            .handledBy(call -> suppressions(call).addAll(drafts(call)).map(added -> added(added))),
        Route.get("/suppressions/{id}", "getSuppression")
            .says(TAG, "Read a suppression, whether or not it is still on the list")
            .answers(200, ENTRY, "The suppression")
            .refuses("not-found", "forbidden")
            .handledBy(call -> suppressions(call).get(id(call)).map(view -> reply(200, view))),
        Route.post("/suppressions/{id}:remove", "removeSuppression")
            .says(TAG, "Take a suppression off the list, which keeps that it was on it")
            .body(Shape.fields("SuppressionRemoval", REASON))
            .versioned()
            .answers(200, ENTRY, "The suppression, with the moment of its removal")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                suppressions(call)
                    .remove(id(call), call.text("reason"))
                    .map(entry -> reply(200, SuppressionView.of(entry)))));
  }

  private static SuppressionDraft draft(JsonNode json) {
    String until = json.path("until").textValue();
    return new SuppressionDraft(
        SuppressionDraft.Kind.valueOf(json.path("kind").asText()),
        json.path("target").textValue(),
        json.path("reason").textValue(),
        until == null ? null : ShapeCheck.instant(until).orElseThrow());
  }

  private static List<SuppressionDraft> drafts(Call call) {
    List<SuppressionDraft> drafts = new ArrayList<>();
    call.body().path("items").forEach(item -> drafts.add(draft(item)));
    return drafts;
  }

  private static Reply added(Suppressions.Added added) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    added.added().forEach(entry -> items.add(json(SuppressionView.of(entry))));
    return Reply.json(200, json.put("known", added.known()));
  }

  private static Reply reply(int status, SuppressionView view) {
    return Reply.json(status, json(view)).version(view.revision().version());
  }

  private static ObjectNode json(SuppressionView view) {
    return CatalogueJson.of(SuppressionView.CATALOGUE, view, Set.of());
  }

  private static Suppressions suppressions(Call call) {
    return call.workspace().suppressions();
  }

  private static SuppressionId id(Call call) {
    return new SuppressionId(call.id("suppression"));
  }
}
