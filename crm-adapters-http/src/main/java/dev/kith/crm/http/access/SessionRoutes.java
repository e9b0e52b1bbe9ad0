package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.access.login.OwnLogin;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logging in and out with a password, over REST; and what people do with their own sessions. */
final class SessionRoutes {

  private static final String TAG = "Sessions";

  private final Sessions sessions;

  SessionRoutes(Sessions sessions) {
    this.sessions = sessions;
  }

  List<Route> all() {
    return List.of(
        Route.post("/sessions", "logIn")
            .says(TAG, "Log in: sets a cookie, and answers the token that goes with every change")
            .open()
            .body(AccessShapes.LOG_IN)
            .answers(201, AccessShapes.LOGGED_IN, "A session has begun")
            .refuses("wrong-credentials", "too-many-attempts")
            .handledBy(this::logIn),
        Route.get("/sessions", "listSessions")
            .says(TAG, "One's own sessions that are good")
            .answers(200, AccessShapes.SESSIONS, "The sessions")
            .refuses("not-found", "forbidden")
            .handledBy(
                call -> ownLogin(call).sessions().map(views -> Reply.json(200, json(call, views)))),
        Route.delete("/sessions/current", "logOut")
            .says(TAG, "Log out")
            .answers(204, "The session has ended")
            .handledBy(call -> {
              sessions.logOut(call.javalin());
              return Outcome.done(Reply.empty(204));
            }),
        Route.delete("/sessions/{id}", "endSession")
            .says(TAG, "End one of one's own sessions")
            .answers(204, "The session has ended")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                ownLogin(call)
                    .endSession(new SessionId(call.id("session")))
                    .map(ended -> Reply.empty(204))),
        Route.post("/me:change-password", "changePassword")
            .says("Me", "Change one's own password; all other sessions end")
            .body(AccessShapes.NEW_PASSWORD)
            .answers(204, "The password is changed")
            .refuses("not-found", "forbidden", "invalid", "too-many-attempts")
            .handledBy(call ->
                ownLogin(call)
                    .changePassword(
                        call.text("oldPassword"), call.text("newPassword"), current(call))
                    .map(user -> Reply.empty(204))));
  }

  private Outcome<Reply> logIn(Call call) {
    return sessions
        .logIn(call.javalin(), call.text("login"), call.text("password"))
        .map(session ->
            Reply.json(
                    201,
                    Json.object()
                        .put("csrfToken", session.csrfToken())
                        .set("me", AccessJson.of(session.actor())))
                .header("Location", call.link("/me")));
  }

  private ObjectNode json(Call call, List<OwnLogin.SessionView> views) {
    SessionId current = current(call);
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (OwnLogin.SessionView view : views) {
      items
          .addObject()
          .put("id", view.id().toString())
          .put("current", view.id().equals(current))
          .put("openedAt", view.openedAt().toString())
          .put("usedAt", view.usedAt().toString())
          .put("endsAt", view.endsAt().toString())
          .put("address", view.address())
          .put("device", view.device());
    }
    return json;
  }

  private @Nullable SessionId current(Call call) {
    return sessions.of(call.javalin()).map(Sessions.Session::id).orElse(null);
  }

  private static OwnLogin ownLogin(Call call) {
    return call.workspace().ownLogin();
  }
}
