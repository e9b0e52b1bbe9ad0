package dev.kith.crm.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * A body that is wrong in its form and in what it says is answered once, with everything that is
 * wrong with it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EveryProblemAtOnceTest {

  private static final String NOBODY = "018f2b7e-6f4e-7c55-9a3d-2f4f6b1f0a10";

  private final AccessWorld world = new AccessWorld();
  private final TestServer server = TestServer.forPeopleOf(world, ApiOptions.USUAL);
  private final Api ada = server.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void of_a_new_user() {
    assertThat(
            ada.post(
                    "/users",
                    """
                    {"login": "no address", "password": "short", "roles": ["x", "%s"],
                     "teams": ["%s"], "nickname": "Bo"}
                    """
                        .formatted(NOBODY, NOBODY))
                .errors())
        .containsExactlyInAnyOrder(
            "/login email-syntax",
            "/name required",
            "/password too-short",
            "/roles/0 uuid-syntax",
            "/roles/" + NOBODY + " unknown-role",
            "/teams/" + NOBODY + " unknown-team",
            "/nickname unknown-property");
  }

  @Test
  void of_an_edit_of_a_user_but_nothing_of_what_it_leaves_alone() {
    assertThat(
            ada.with("If-Match", "*")
                .patch(
                    "/users/" + world.ada.id(),
                    "{\"login\": \"no address\", \"teams\": [7, \"%s\"]}".formatted(NOBODY))
                .errors())
        .containsExactlyInAnyOrder(
            "/login email-syntax", "/teams/0 wrong-type", "/teams/" + NOBODY + " unknown-team");
  }

  @Test
  void of_a_new_token() {
    assertThat(
            ada.post(
                    "/tokens",
                    """
                    {"name": "  ", "permissions": ["lead:vieww", "lead:view"],
                     "expiresAt": "1999-01-01T00:00:00Z"}
                    """)
                .errors())
        .containsExactlyInAnyOrder(
            "/name required", "/permissions/0 not-one-of", "/expiresAt out-of-range");
    assertThat(ada.post("/tokens", "{\"permissions\": [\"lead:vieww\"]}").errors())
        .containsExactlyInAnyOrder(
            "/name required", "/permissions/0 not-one-of", "/expiresAt required");
  }

  @Test
  void of_a_new_role() {
    assertThat(
            ada.post(
                    "/roles",
                    """
                    {"grants": {"lead:vieww": "all", "lead:view": "everything"},
                     "maskedFields": ["lead.shoeSize"]}
                    """)
                .errors())
        .containsExactlyInAnyOrder(
            "/name required",
            "/grants/lead:vieww unknown-property",
            "/grants/lead:view not-one-of",
            "/maskedFields unknown-field");
  }

  @Test
  void of_an_edit_of_a_role() {
    String role =
        ada.post("/roles", "{\"name\": \"Sales\", \"grants\": {\"lead:view\": \"own\"}}")
            .json()
            .path("id")
            .asText();
    assertThat(
            ada.with("If-Match", "*")
                .patch("/roles/" + role, "{\"name\": \"\", \"grants\": {\"lead:fly\": \"own\"}}")
                .errors())
        .containsExactlyInAnyOrder("/name required", "/grants/lead:fly unknown-property");
  }

  @Test
  void of_a_team_that_is_founded_or_renamed() {
    String wrong = "{\"name\": \"  \", \"members\": [], \"colour\": \"red\"}";
    String team = ada.post("/teams", "{\"name\": \"North\"}").json().path("id").asText();
    for (Response refused :
        List.of(
            ada.post("/teams", wrong), ada.with("If-Match", "*").patch("/teams/" + team, wrong))) {
      assertThat(refused.errors())
          .containsExactlyInAnyOrder(
              "/name required", "/members unknown-property", "/colour unknown-property");
    }
    assertThat(ada.post("/teams", "{\"name\": 7, \"colour\": \"red\"}").errors())
        .containsExactlyInAnyOrder("/name wrong-type", "/colour unknown-property");
  }

  @Test
  void of_a_schedule() {
    String path = "/schedules/" + ada.get("/schedules").json().at("/items/0/name").asText();
    assertThat(
            ada.put(path, "{\"schedule\": \"daily 24:00 UTC\", \"enabled\": false, \"x\": 1}")
                .errors())
        .containsExactlyInAnyOrder(
            "/schedule schedule-time", "/enabled unknown-property", "/x unknown-property");
    assertThat(ada.put(path, "{\"times\": \"daily\"}").errors())
        .containsExactlyInAnyOrder("/schedule required", "/times unknown-property");
  }

  @Test
  void of_a_password_that_is_set() {
    assertThat(
            ada.with("If-Match", "*")
                .post(
                    "/users/" + world.ada.id() + ":set-password",
                    "{\"password\": \"short\", \"old\": \"x\"}")
                .errors())
        .containsExactlyInAnyOrder("/password too-short", "/old unknown-property");
  }

  @Test
  void but_not_who_is_there_to_somebody_who_may_not_know() {
    try (TestServer open =
        TestServer.start(
            ctx -> Optional.of(Actor.external(new UUID(0, 9), "Nob Ody", Grants.NONE)),
            ApiOptions.USUAL)) {
      assertThat(
              open.api()
                  .post("/users", "{\"login\": \"no\", \"roles\": [\"%s\"]}".formatted(NOBODY))
                  .errors())
          .containsExactlyInAnyOrder("/name required", "/password required");
    }
  }
}
