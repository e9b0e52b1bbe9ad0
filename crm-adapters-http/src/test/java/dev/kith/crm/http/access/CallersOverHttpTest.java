package dev.kith.crm.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.ApiTokens;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Who may call, by token and by session. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallersOverHttpTest {

  private static final Permission VIEW = Permission.of(Feature.LEAD, Action.VIEW);

  private final AccessWorld world = new AccessWorld();
  private final User una = world.userWith("Una User", Grants.of(VIEW, Scope.ALL));
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.forPeopleOf(world, ApiOptions.USUAL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_token_acts_for_its_owner() {
    Response me = server.api().as(token()).get("/me");
    assertThat(List.of(me.status(), me.json().path("kind").asText()))
        .isEqualTo(List.of(200, "TOKEN"));
  }

  @Test
  void what_is_no_token_is_refused() {
    String good = token();
    for (String header :
        List.of(
            "Bearer",
            "Bearer kith_",
            "Bearer " + good.substring(5),
            "Bearer " + good + "x",
            "Bearer " + good.substring(0, good.length() - 1),
            "Bearer " + good + " " + good,
            "Bearer kith_" + "a".repeat(43),
            "Basic YWRhOmFkYQ==",
            good)) {
      refused(header, server.api().with("Authorization", header));
    }
    refused("two headers", server.api().as(good).as(good));
  }

  @Test
  void an_expired_token_is_refused() {
    Api program = server.api().as(token());
    world.clock.advance(Duration.ofDays(29));
    assertThat(program.get("/leads").status()).isEqualTo(200);
    world.clock.advance(Duration.ofDays(1));
    refused("expired", program);
  }

  @Test
  void a_revoked_token_is_refused_at_once() {
    ApiTokens.Issued issued = issue();
    Api program = server.api().as(String.valueOf(issued.secret()));
    assertThat(program.get("/leads").status()).isEqualTo(200);
    world.as(una).apiTokens().revoke(issued.token().id()).orElseThrow();
    refused("revoked", program);
  }

  @Test
  void a_token_of_another_CRM_is_refused() {
    AccessWorld other = new AccessWorld();
    for (int i = 0; i < 20; i++) {
      other.logIn(AccessWorld.ADA);
    }
    String foreign =
        String.valueOf(
            other
                .asAda()
                .apiTokens()
                .issue(
                    new ApiTokens.Issue(
                        "foreign", Set.of(VIEW), other.clock.instant().plus(Duration.ofDays(30))))
                .orElseThrow()
                .secret());
    other.crm.close();
    refused("foreign", server.api().as(foreign));
  }

  @Test
  void who_has_been_deactivated_is_shut_out_with_tokens_and_sessions() {
    Api program = server.api().as(token());
    Api browser = logIn(una);
    assertThat(browser.get("/me").status()).isEqualTo(200);

    Api ada = server.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD).with("If-Match", "*");
    assertThat(ada.post("/users/" + una.id() + ":deactivate").status()).isEqualTo(200);

    refused("deactivated", program);
    Response gone = browser.get("/me");
    assertThat(List.of(gone.status(), gone.code())).isEqualTo(List.of(401, "unauthenticated"));
    Response again =
        server
            .api()
            .post(
                "/sessions",
                "{\"login\":\""
                    + una.login()
                    + "\",\"password\":\""
                    + AccessWorld.PASSWORD
                    + "\"}");
    assertThat(List.of(again.status(), again.code())).isEqualTo(List.of(401, "wrong-credentials"));
  }

  @Test
  void a_change_with_a_session_needs_the_token_of_this_session() {
    Api browser = server.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD);
    Api bare = browser.without("X-CSRF-Token");
    String ofAnother =
        server
            .api()
            .post(
                "/sessions",
                "{\"login\":\""
                    + AccessWorld.ADA
                    + "\",\"password\":\""
                    + AccessWorld.PASSWORD
                    + "\"}")
            .json()
            .path("csrfToken")
            .asText();
    String lead = "{\"familyName\":\"Byron\"}";

    for (Api wrong :
        List.of(bare, bare.with("X-CSRF-Token", "x"), bare.with("X-CSRF-Token", ofAnother))) {
      Response refused = wrong.post("/leads", lead);
      assertThat(List.of(refused.status(), refused.code()))
          .isEqualTo(List.of(403, "csrf-token-invalid"));
    }
    assertThat(bare.get("/leads?count=exact").json().path("total").asLong()).isZero();
    assertThat(browser.post("/leads", lead).status()).isEqualTo(201);
  }

  @Test
  void nobody_ends_the_session_of_another_and_an_ended_one_is_no_good() {
    Api hers = logIn(una);
    String id = hers.get("/sessions").json().path("items").get(0).path("id").asText();
    Api ada = server.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD);

    assertThat(ada.delete("/sessions/" + id).code()).isEqualTo("not-found");
    assertThat(hers.get("/me").status()).isEqualTo(200);
    assertThat(hers.delete("/sessions/current").status()).isEqualTo(204);
    assertThat(hers.get("/me").code()).isEqualTo("unauthenticated");
  }

  private static void refused(String what, Api api) {
    Response refused = api.get("/leads");
    assertThat(List.of(refused.status(), refused.code()))
        .as(what)
        .isEqualTo(List.of(401, "invalid-token"));
    assertThat(refused.header("WWW-Authenticate")).as(what).contains("invalid_token");
  }

  private Api logIn(User user) {
    return server.api().loggedIn(user.login().text(), AccessWorld.PASSWORD);
  }

  private String token() {
    return String.valueOf(issue().secret());
  }

  private ApiTokens.Issued issue() {
    return world
        .as(una)
        .apiTokens()
        .issue(
            new ApiTokens.Issue(
                "importer", Set.of(VIEW), world.clock.instant().plus(Duration.ofDays(30))))
        .orElseThrow();
  }
}
