package dev.kith.crm.http.conversion;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.conversion.Conversions;
import dev.kith.crm.application.conversion.Conversions.Origin;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.http.intake.attribution.TouchJson;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** From which leads records came, over REST. */
public final class OriginRoutes {

  private static final Shape.Fields ORIGIN =
      Shape.fields(
          "Origin",
          Shape.required("lead", Shape.uuid(), "Id of the lead"),
          Shape.required("name", Shape.text(), "How the lead is called"),
          Shape.required("conversion", Shape.uuid(), "Id of the conversion"),
          Shape.required("convertedAt", Shape.instant(), "When it was converted"),
          Shape.required(
              "score",
              Shape.orNull(Shape.whole(0, 100)),
              "Of the lead, as lists have it; null where nothing is known of it, or it is hidden"),
          Shape.required("grade", Shape.orNull(Shape.choice(Grade.class)), "Of the score"),
          Shape.required("touches", TouchJson.HISTORY, "What brought the lead here"));

  private static final Shape.Fields LIST =
      Shape.fields(
          "OriginList",
          Shape.required(
              "items",
              Shape.listOf(ORIGIN, 0, Conversions.LARGEST_LIST),
              "The leads, the one that was converted last first"));

  private OriginRoutes() {}

  public static List<Route> all() {
    return List.of(
        route("/accounts/{id}/origins", "listOriginsOfAccount", Target.ACCOUNT),
        route("/contacts/{id}/origins", "listOriginsOfContact", Target.CONTACT),
        route("/opportunities/{id}/origins", "listOriginsOfOpportunity", Target.OPPORTUNITY));
  }

  private static Route route(String path, String id, Target target) {
    return Route.get(path, id)
        .says(
            "Conversion",
            "List the leads that became this " + target.code() + ", with what brought them")
        .answers(200, LIST, "Those of them that the caller sees")
        .refuses("not-found", "forbidden")
        .handledBy(call ->
            call.workspace()
                .conversions()
                .origins(target, call.id(target.code()))
                .map(origins -> Reply.json(200, of(origins))));
  }

  private static ObjectNode of(List<Origin> origins) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Origin origin : origins) {
      Grade grade = origin.grade();
      items
          .addObject()
          .put("lead", origin.conversion().lead().toString())
          .put("name", origin.name())
          .put("conversion", origin.conversion().id().toString())
          .put("convertedAt", origin.conversion().revision().createdAt().toString())
          .put("score", origin.score())
          .put("grade", grade == null ? null : grade.name())
          .set("touches", TouchJson.of(origin.touches()));
    }
    return json;
  }
}
