package dev.kith.crm.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What people do about who gets in, and what they may do, by programs of their own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessOverHttpScenario {

  private static final Permission VIEW = Permission.of(Feature.LEAD, Action.VIEW);
  private static final String NEW_PASSWORD = "another horse entirely";

  private final AccessWorld world = new AccessWorld();
  private final User una = world.userWith("Una User", Grants.of(VIEW, Scope.OWN));
  private final TestServer server = TestServer.forPeopleOf(world, ApiOptions.USUAL);
  private final Api ada = server.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_one_may_do_is_told_before_it_is_tried() {
    String questions =
        "{\"questions\":[{\"permission\":\"lead:view\"},{\"permission\":\"lead:edit\"},"
            + "{\"permission\":\"lead:view\",\"owner\":\""
            + una.id()
            + "\"},{\"permission\":\"lead:view\",\"owner\":null}]}";
    assertThat(answers(una().post("/permissions:check", questions)))
        .containsExactly(
            "lead:view true own",
            "lead:edit false null",
            "lead:view true own",
            "lead:view false own");
    assertThat(answers(ada.post("/permissions:check", questions)))
        .containsExactly(
            "lead:view true all", "lead:edit true all", "lead:view true all", "lead:view true all");
  }

  @Test
  void who_changes_the_password_stays_logged_in_here_and_nowhere_else() {
    Api here = una();
    Api elsewhere = una();
    assertThat(here.post("/me:change-password", passwords("guessed", NEW_PASSWORD)).errors())
        .singleElement()
        .asString()
        .startsWith("/oldPassword ");
    assertThat(elsewhere.get("/me").status()).isEqualTo(200);

    Response changed =
        here.post("/me:change-password", passwords(AccessWorld.PASSWORD, NEW_PASSWORD));
    assertThat(changed.status()).as(changed.text()).isEqualTo(204);
    assertThat(here.get("/me").status()).isEqualTo(200);
    assertThat(elsewhere.get("/me").status()).isEqualTo(401);
    assertThat(logIn(AccessWorld.PASSWORD).code()).isEqualTo("wrong-credentials");
    assertThat(logIn(NEW_PASSWORD).status()).isEqualTo(201);
  }

  @Test
  void a_token_that_is_revoked_ends_at_once_and_says_since_when() {
    Api hers = una();
    String expires = world.clock.instant().plus(Duration.ofDays(30)).toString();
    JsonNode issued =
        hers.post(
                "/tokens",
                "{\"name\":\"shop\",\"permissions\":[\"lead:view\"],\"expiresAt\":\""
                    + expires
                    + "\"}")
            .json();
    Api program = server.api().as(issued.path("secret").asText());
    assertThat(program.get("/leads").status()).isEqualTo(200);

    String path = "/tokens/" + issued.path("id").asText();
    Response revoked = hers.post(path + ":revoke");
    assertThat(revoked.status()).as(revoked.text()).isEqualTo(200);
    assertThat(revoked.json().path("revokedAt").asText())
        .isEqualTo(world.clock.instant().toString());
    assertThat(hers.get(path).json()).isEqualTo(revoked.json());
    Response refused = program.get("/leads");
    assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(401, "invalid-token"));
  }

  @Test
  void who_was_shut_out_is_let_in_again() {
    Api any = ada.with("If-Match", "*");
    String path = "/users/" + una.id();
    assertThat(any.post(path + ":deactivate").json().path("active").asBoolean()).isFalse();
    assertThat(logIn(AccessWorld.PASSWORD).code()).isEqualTo("wrong-credentials");

    Response again = any.post(path + ":reactivate");
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.json().path("active").asBoolean()).isTrue();
    assertThat(logIn(AccessWorld.PASSWORD).status()).isEqualTo(201);
    assertThat(una().get("/leads").status()).isEqualTo(200);
  }

  private Api una() {
    return server.api().loggedIn(una.login().text(), AccessWorld.PASSWORD);
  }

  private Response logIn(String password) {
    return server
        .api()
        .post(
            "/sessions",
            "{\"login\":\"" + una.login().text() + "\",\"password\":\"" + password + "\"}");
  }

  private static String passwords(String old, String next) {
    return "{\"oldPassword\":\"" + old + "\",\"newPassword\":\"" + next + "\"}";
  }

  private static List<String> answers(Response response) {
    List<String> answers = new ArrayList<>();
    response
        .json()
        .path("answers")
        .forEach(answer ->
            answers.add(
                answer.path("permission").asText()
                    + " "
                    + answer.path("allowed").asText()
                    + " "
                    + answer.path("scope").asText()));
    return answers;
  }
}
