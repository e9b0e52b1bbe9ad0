package dev.kith.crm.http.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leads that are the same, as a program meets them. */
class DuplicatesOverHttpScenario {

  private static final String ADA =
      "{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\",\"company\":\"Analytical Engines\","
          + "\"phone\":\"+442079460018\"";

  private static final String CONTACT =
      "{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\",\"phones\":[{\"number\":\"+44"
          + " 20 7946 0018\"}]}";

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_draft_is_checked_and_two_leads_become_one_and_two_again() {
    String winner = captured(ADA + ",\"email\":\"ada@engines.example\"}");
    String loser = captured(ADA + ",\"email\":\"king@engines.example\",\"title\":\"Countess\"}");

    JsonNode check = api.post("/validation/duplicates", ADA + "}").json();
    assertThat(check.path("decision").asText()).isEqualTo("BLOCK");
    assertThat(check.path("matches")).hasSize(2);
    JsonNode match = api.get("/leads/" + winner + "/duplicates").json().path("matches").path(0);
    assertThat(match.path("id").asText()).isEqualTo(loser);
    assertThat(match.path("reasons")).isNotEmpty();

    Response merged =
        at(1)
            .post(
                "/leads/" + winner + ":merge",
                "{\"others\":[\""
                    + loser
                    + "\"],\"fields\":{\"email\":\""
                    + loser
                    + "\"},\"versions\":{\""
                    + loser
                    + "\":1}}");
    assertThat(merged.status()).isEqualTo(201);
    assertThat(merged.json().path("fields").path("title").asText()).isEqualTo(loser);
    String merge = String.valueOf(merged.header("Location")).replace("/api/v1", "");

    Response moved = api.get("/leads/" + loser);
    assertThat(moved.status()).isEqualTo(308);
    assertThat(moved.header("Location")).isEqualTo("/api/v1/leads/" + winner);
    Response refused = at(2).post("/leads/" + loser + ":restore");
    assertThat(refused.code()).isEqualTo("lead-merged");
    assertThat(refused.json().path("into").asText()).isEqualTo(winner);
    JsonNode now = api.get("/leads/" + winner).json();
    assertThat(now.path("email").asText()).isEqualTo("king@engines.example");
    assertThat(now.path("title").asText()).isEqualTo("Countess");

    at(2).patch("/leads/" + winner, "{\"title\":\"Author\"}");
    Response undone = at(1).post(merge + ":undo");
    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.json().path("kept").path(0).asText()).isEqualTo("title");
    assertThat(at(2).post(merge + ":undo").code()).isEqualTo("merge-undone");
    assertThat(api.get("/leads/" + loser).status()).isEqualTo(200);
    assertThat(api.get("/merges?lead=" + loser).json().path("items")).hasSize(1);
    assertThat(api.get("/leads/" + winner + "/timeline").json().path("items")).hasSize(4);
  }

  @Test
  void a_loser_that_is_edited_meanwhile_is_not_merged() {
    String winner = captured(ADA + "}");
    String loser = captured(ADA + "}");
    at(1).post("/leads/" + loser + ":note", "{\"text\":\"Rang her up.\"}");

    Response refused =
        at(1)
            .post(
                "/leads/" + winner + ":merge",
                "{\"others\":[\"" + loser + "\"],\"versions\":{\"" + loser + "\":1}}");

    assertThat(refused.code()).isEqualTo("stale-version");
    assertThat(api.get("/leads/" + winner).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void every_problem_of_a_merge_is_told() {
    String winner = captured(ADA + "}");
    Response refused =
        at(1)
            .post(
                "/leads/" + winner + ":merge",
                "{\"others\":[\"" + winner + "\"],\"fields\":{\"shoeSize\":\"" + winner + "\"}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .containsExactlyInAnyOrder("/others same-lead", "/fields/shoeSize unknown-field");
  }

  @Test
  void leads_that_were_told_apart_are_not_named_again() {
    String first = captured(ADA + "}");
    String second = captured(ADA + "}");
    Response told =
        api.post(
            "/duplicates/distinct-pairs", "{\"leads\":[\"" + second + "\",\"" + first + "\"]}");
    assertThat(told.status()).isEqualTo(201);
    assertThat(api.get("/leads/" + first + "/duplicates").json().path("matches")).isEmpty();
    assertThat(api.get("/leads/" + second + "/distinct-pairs").json().path("items")).hasSize(1);

    String pair = "/duplicates/distinct-pairs/" + told.json().path("id").asText();
    assertThat(api.delete(pair).status()).isEqualTo(200);
    assertThat(api.get("/leads/" + first + "/duplicates").json().path("matches")).hasSize(1);
    assertThat(api.delete(pair).code()).isEqualTo("not-found");
  }

  @Test
  void all_leads_are_scanned_and_what_is_found_is_worked_through() {
    assertThat(api.get("/duplicates/scans").json().path("shown").isNull()).isTrue();
    String first = captured(ADA + ",\"email\":\"ada@engines.example\"}");
    String second = captured(ADA + ",\"email\":\"king@engines.example\"}");
    captured("{\"givenName\":\"Grace\",\"familyName\":\"Hopper\",\"company\":\"Navy\"}");

    Response started = api.post("/duplicates/scans");
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.header("Location"))
        .isEqualTo("/api/v1/jobs/" + started.json().path("job").asText());
    server.crm().runDue();
    JsonNode shown = api.get("/duplicates/scans").json().path("shown");
    assertThat(shown.path("leads").asInt()).isEqualTo(3);
    assertThat(shown.path("clusters").asInt()).isEqualTo(1);

    JsonNode page = api.get("/duplicates/clusters?limit=10").json();
    assertThat(page.path("items")).hasSize(1);
    assertThat(page.path("nextAfter").isNull()).isTrue();
    JsonNode cluster = page.path("items").path(0);
    assertThat(cluster.path("leads").findValuesAsText("id")).containsExactly(first, second);
    assertThat(cluster.path("pairs").path(0).path("reasons")).isNotEmpty();
    String path = "/duplicates/clusters/" + cluster.path("id").asText();
    assertThat(api.get(path).json()).isEqualTo(cluster);

    assertThat(api.post(path + ":dismiss").json().path("items")).hasSize(1);
    assertThat(api.post(path + ":dismiss").code()).isEqualTo("not-found");
    assertThat(api.get(path).status()).isEqualTo(404);
    assertThat(api.get("/duplicates/clusters").json().path("items")).isEmpty();
  }

  @Test
  void accounts_and_contacts_are_scanned_each_by_themselves() {
    String first = made("/accounts", "{\"name\":\"Analytical Engines Ltd\"}");
    String second = made("/accounts", "{\"name\":\"Analytical Engines\"}");
    made("/accounts", "{\"name\":\"Navy\"}");
    String person = made("/contacts", CONTACT);
    String again = made("/contacts", CONTACT);

    assertThat(api.post("/duplicates/scans?kind=ACCOUNT").status()).isEqualTo(202);
    assertThat(api.post("/duplicates/scans?kind=CONTACT").status()).isEqualTo(202);
    server.crm().runDue();

    JsonNode accounts = api.get("/duplicates/clusters?kind=ACCOUNT").json().path("items");
    assertThat(accounts).hasSize(1);
    assertThat(accounts.path(0).path("accounts").findValuesAsText("id"))
        .containsExactlyInAnyOrder(first, second);
    JsonNode contacts = api.get("/duplicates/clusters?kind=CONTACT").json().path("items");
    assertThat(contacts).hasSize(1);
    assertThat(contacts.path(0).path("contacts").findValuesAsText("id"))
        .containsExactlyInAnyOrder(person, again);
    assertThat(api.get("/duplicates/clusters").json().path("items")).isEmpty();
    assertThat(api.get("/duplicates/scans").json().path("shown").isNull()).isTrue();

    assertThat(
            at(1)
                .post("/accounts/" + first + ":merge", "{\"others\":[\"" + second + "\"]}")
                .status())
        .isEqualTo(201);
    assertThat(api.get("/duplicates/clusters?kind=ACCOUNT").json().path("items")).isEmpty();
    String path = "/duplicates/clusters/" + contacts.path(0).path("id").asText();
    assertThat(api.post(path + ":dismiss").json().path("items")).hasSize(1);
    assertThat(api.get("/duplicates/clusters?kind=CONTACT").json().path("items")).isEmpty();
    assertThat(api.post("/duplicates/scans?kind=TEAPOT").status()).isEqualTo(400);
  }

  private String made(String path, String body) {
    Response made = api.post(path, body);
    assertThat(made.status()).isEqualTo(201);
    return made.json().path("id").asText();
  }

  @Test
  void thresholds_are_set_and_bad_ones_are_refused_with_every_problem() {
    Response usual = api.get("/duplicates/thresholds");
    assertThat(usual.json().path("warnFrom").asInt()).isZero();
    assertThat(usual.json().path("blockFrom").asInt()).isEqualTo(8);
    captured(ADA + "}");

    Response set = at(1).put("/duplicates/thresholds", "{\"warnFrom\":5,\"blockFrom\":40}");
    assertThat(set.status()).isEqualTo(200);
    assertThat(api.get("/duplicates/thresholds").json()).isEqualTo(set.json());
    assertThat(api.post("/validation/duplicates", ADA + "}").json().path("decision").asText())
        .isEqualTo("WARN");
    assertThat(at(1).put("/duplicates/thresholds", "{\"warnFrom\":6,\"blockFrom\":9}").status())
        .isEqualTo(412);
    assertThat(at(2).put("/duplicates/thresholds", "{\"warnFrom\":9,\"blockFrom\":6}").errors())
        .containsExactly("/blockFrom thresholds-crossed");
    assertThat(at(2).put("/duplicates/thresholds", "{\"warnFrom\":1.5,\"blockFrom\":99}").status())
        .isEqualTo(422);
    assertThat(api.put("/duplicates/thresholds", "{\"warnFrom\":0,\"blockFrom\":8}").status())
        .isEqualTo(428);
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }

  private String captured(String json) {
    return api.post("/leads", json).json().path("id").asText();
  }
}
