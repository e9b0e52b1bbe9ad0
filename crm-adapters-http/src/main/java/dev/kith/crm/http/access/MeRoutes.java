package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.access.Permissions;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.ArrayList;
import java.util.List;

/** Who one is, and what one may do. */
final class MeRoutes {

  private MeRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/me", "getMe")
            .says("Me", "In whose name the request is made, and what they may do")
            .answers(200, AccessShapes.ME, "The caller")
            .handledBy(call -> Outcome.done(Reply.json(200, AccessJson.of(call.actor())))),
        Route.post("/permissions:check", "checkPermissions")
            .says("Me", "Ask what one may do before trying it")
            .body(AccessShapes.QUESTIONS)
            .answers(200, AccessShapes.ANSWERS, "An answer for each question")
            .refuses("invalid")
            .handledBy(MeRoutes::check));
  }

  private static Outcome<Reply> check(Call call) {
    List<Permissions.Question> questions = new ArrayList<>();
    for (JsonNode asked : call.body().path("questions")) {
      questions.add(
          question(Permission.named(asked.path("permission").textValue()).orElseThrow(), asked));
    }
    return call.workspace()
        .permissions()
        .check(questions)
        .map(answers -> Reply.json(200, json(answers)));
  }

  private static Permissions.Question question(Permission permission, JsonNode asked) {
    JsonNode owner = asked.get("owner");
    if (owner == null) {
      return Permissions.Question.atAll(permission);
    }
    return Permissions.Question.onRecordOf(
        permission,
        owner.isNull() ? null : new UserId(ShapeCheck.uuid(owner.textValue()).orElseThrow()));
  }

  private static ObjectNode json(List<Permissions.Answer> answers) {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("answers");
    for (Permissions.Answer answer : answers) {
      array
          .addObject()
          .put("permission", answer.question().permission().code())
          .put("allowed", answer.allowed())
          .put("scope", answer.scope() == null ? null : answer.scope().code())
          .put("reason", answer.reason());
    }
    return json;
  }
}
