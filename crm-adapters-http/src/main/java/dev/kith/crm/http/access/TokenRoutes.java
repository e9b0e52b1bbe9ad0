package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;

/** API tokens over REST. */
final class TokenRoutes {

  private static final String TAG = "API tokens";

  private TokenRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/tokens", "listTokens")
            .says(TAG, "List API tokens: one's own, or everybody's")
            .query(Lists.parametersBut(ApiTokenView.CATALOGUE, "bin"))
            .query("of", Shape.choice("me", "everybody"), "Whose tokens; usually me")
            .answers(200, AccessShapes.TOKENS, "A page of tokens")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(TokenRoutes::list),
        Route.post("/tokens", "issueToken")
            .says(TAG, "Issue a token that acts for oneself; its secret is shown this once")
            .body(AccessShapes.NEW_TOKEN, TokenRoutes::problemsOf)
            .answers(201, AccessShapes.ISSUED, "The token with its secret")
            .refuses("forbidden", "not-found", "invalid", "grants-too-wide")
            .handledBy(TokenRoutes::issue),
        Route.get("/tokens/{id}", "getToken")
            .says(TAG, "Read a token")
            .answers(200, AccessShapes.TOKEN, "The token")
            .refuses("not-found")
            .handledBy(call -> tokens(call).get(id(call)).map(TokenRoutes::reply)),
        Route.post("/tokens/{id}:revoke", "revokeToken")
            .says(TAG, "End a token at once")
            .answers(200, AccessShapes.TOKEN, "The token as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                tokens(call)
                    .revoke(id(call))
                    .then(token -> call.further().apiTokens().get(token.id()))
                    .map(TokenRoutes::reply)));
  }

  private static Outcome<Reply> list(Call call) {
    boolean everybody = call.query("of").filter("everybody"::equals).isPresent();
    return Lists.answer(
        call,
        tokens(call).fields(),
        query -> everybody ? tokens(call).list(query) : tokens(call).own(query),
        AccessJson::of);
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    // Of a list with unknown permissions only, these are the problem and not that none is left.
    boolean someAreNamed = !body.path("permissions").isEmpty();
    return tokens(call).problemsOf(issueOf(body)).stream()
        .filter(v -> !(someAreNamed && v.pointer().equals("/permissions")))
        .toList();
  }

  private static ApiTokens.Issue issueOf(JsonNode body) {
    String expiresAt = body.path("expiresAt").textValue();
    return new ApiTokens.Issue(
        body.path("name").textValue(),
        AccessJson.permissions(body.path("permissions")),
        expiresAt == null ? null : ShapeCheck.instant(expiresAt).orElse(null));
  }

  private static Outcome<Reply> issue(Call call) {
    return tokens(call)
        .issue(issueOf(call.body()))
        .then(issued ->
            call.further()
                .apiTokens()
                .get(issued.token().id())
                .map(view -> {
                  ObjectNode json = AccessJson.of(view).put("secret", issued.secret());
                  return Reply.json(201, json)
                      .version(view.revision().version())
                      .header("Location", call.link("/tokens/" + view.id()));
                }));
  }

  private static Reply reply(ApiTokenView view) {
    return Reply.json(200, AccessJson.of(view)).version(view.revision().version());
  }

  private static ApiTokens tokens(Call call) {
    return call.workspace().apiTokens();
  }

  private static ApiTokenId id(Call call) {
    return new ApiTokenId(call.id("api-token"));
  }
}
