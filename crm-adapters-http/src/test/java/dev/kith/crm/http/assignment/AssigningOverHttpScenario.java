package dev.kith.crm.http.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leads that are shared out among a team, as a program meets it. */
class AssigningOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final String olga = user("Olga");
  private final String pit = user("Pit");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leads_are_assigned_in_turn_and_each_assignment_says_why() {
    Response made =
        api.post(
            "/assignment-pools",
            """
            {"name": "Inbound", "territory": "REQUIRED", "stickyOwner": true, "members": [
              {"user": "%s", "weight": 2, "capacity": 2, "territories": ["DE", "Austria"],
               "languages": ["de-AT"]},
              {"user": "%s", "outOfOffice":
                [{"from": "2026-03-01", "until": "2026-03-08", "note": "Skiing"}]}]}
            """
                .formatted(olga, pit));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String pool = "/assignment-pools/" + made.json().path("id").asText();
    assertThat(made.header("Location")).endsWith(pool);
    assertThat(api.get(pool).json()).isEqualTo(made.json());
    assertThat(made.json().at("/members/0/territories").toString()).isEqualTo("[\"DE\",\"AT\"]");
    assertThat(made.json().at("/members/0/languages").toString()).isEqualTo("[\"de\"]");
    assertThat(made.json().at("/members/1/weight").asInt()).isEqualTo(1);
    assertThat(api.get("/assignment-pools").json().path("items")).hasSize(1);

    JsonNode tried = api.post(pool + ":try", "{\"country\":\"Germany\"}").json();
    assertThat(tried.path("user").asText()).isEqualTo(olga);
    assertThat(tried.path("userName").asText()).isEqualTo("Olga");
    assertThat(tried.path("because").asText()).isEqualTo("Nobody else was left.");

    String german = lead("{\"company\":\"Acme\",\"country\":\"DE\"}");
    Response assigned = assign(pool, german, "");
    assertThat(assigned.status()).as(assigned.text()).isEqualTo(201);
    assertThat(api.get("/leads/" + german).json().path("owner").asText()).isEqualTo(olga);
    assertThat(assigned.json().path("recordName").asText()).isEqualTo("Acme");
    String path = "/assignments/" + assigned.json().path("id").asText();
    assertThat(assigned.header("Location")).endsWith(path);
    JsonNode explanation = api.get(path + "/explanation").json();
    assertThat(explanation).isEqualTo(assigned.json().path("explanation"));
    assertThat(explanation.at("/passedOver/0/code").asText()).isEqualTo("out-of-office");
    assertThat(explanation.at("/passedOver/0/why").asText())
        .isEqualTo("out of office until 2026-03-08");
    assertThat(api.get(path).json().path("how").asText()).isEqualTo("TURN");

    // Nobody is left for France: the lead stays as it is, and that is kept, too.
    String french = lead("{\"company\":\"Bijou\",\"country\":\"FR\"}");
    JsonNode nobody = assign(pool, french, "").json();
    assertThat(nobody.path("user").isNull()).isTrue();
    assertThat(nobody.path("how").asText()).isEqualTo("NOBODY");
    assertThat(nobody.at("/explanation/passedOver").findValuesAsText("code"))
        .containsExactly("other-territory", "out-of-office");
    assertThat(api.get("/leads/" + french).json().path("owner").isNull()).isTrue();

    // The same origin is the same assignment.
    String other = lead("{\"company\":\"Other\",\"country\":\"DE\"}");
    JsonNode once = assign(pool, other, ", \"origin\":\"import/1/row/2\"").json();
    assertThat(assign(pool, other, ", \"origin\":\"import/1/row/2\"").json()).isEqualTo(once);

    // Olga has had two today.
    JsonNode full = assign(pool, lead("{\"company\":\"More\",\"country\":\"DE\"}"), "").json();
    assertThat(full.at("/explanation/passedOver/0/why").asText())
        .isEqualTo("at capacity, 2 of 2 today");

    assertThat(api.get("/assignments?count=exact").json().path("total").asInt()).isEqualTo(4);
    assertThat(api.get("/assignments?filter=" + "user%20eq%20'" + olga + "'").json().path("items"))
        .hasSize(2);
    assertThat(
            api.get("/assignments?filter=" + "recordId%20eq%20'" + french + "'")
                .json()
                .at("/items/0/how")
                .asText())
        .isEqualTo("NOBODY");

    Response rewritten =
        at(1)
            .put(
                pool,
                "{\"name\":\"Inbound\",\"active\":false,\"members\":[{\"user\":\"" + pit + "\"}]}");
    assertThat(rewritten.json().path("active").asBoolean()).isFalse();
    assertThat(assign(pool, french, "").code()).isEqualTo("pool-inactive");
    assertThat(at(1).delete(pool).code()).isEqualTo("stale-version");
    assertThat(at(2).delete(pool).status()).isEqualTo(204);
    assertThat(api.get(pool).code()).isEqualTo("not-found");
    assertThat(api.get(path + "/explanation").json()).isEqualTo(explanation);
  }

  @Test
  void whatever_has_an_owner_is_given_to_a_pool_in_its_place() {
    String pool =
        api.post("/assignment-pools", "{\"name\":\"S\",\"members\":[{\"user\":\"" + olga + "\"}]}")
            .json()
            .path("id")
            .asText();
    String lead = "/leads/" + lead("{\"company\":\"Acme\",\"country\":\"DE\"}");
    api.post(
        "/pipelines",
        "{\"name\":\"Sales\",\"stages\":[{\"key\":\"open\",\"name\":\"Open\",\"type\":\"OPEN\","
            + "\"probability\":10},{\"key\":\"won\",\"name\":\"Won\",\"type\":\"WON\"},"
            + "{\"key\":\"lost\",\"name\":\"Lost\",\"type\":\"LOST\"}]}");
    String[] records = {
      lead,
      created("/tasks", "{\"subject\":\"Call\",\"owner\":null}"),
      created("/accounts", "{\"name\":\"Acme\",\"billingCountry\":\"DE\"}"),
      created("/contacts", "{\"familyName\":\"Byron\",\"language\":\"de\"}"),
      created("/opportunities", "{\"name\":\"Turbines\"}")
    };
    for (String record : records) {
      String assign = record + ":assign";
      assertThat(at(1).post(assign, "{}").errors()).containsExactly("/owner required");
      assertThat(at(1).post(assign, "{\"owner\":null,\"pool\":\"" + pool + "\"}").errors())
          .containsExactly("/pool one-of");
      assertThat(at(1).post(assign, "{\"pool\":\"" + olga + "\"}").errors())
          .containsExactly("/pool unknown-pool");
      assertThat(at(7).post(assign, "{\"pool\":\"" + pool + "\"}").code())
          .isEqualTo("stale-version");

      Response given = at(1).post(assign, "{\"pool\":\"" + pool + "\"}");
      assertThat(given.status()).as(given.text()).isEqualTo(200);
      assertThat(given.json().path("owner").asText()).isEqualTo(olga);
      assertThat(given.header("ETag")).isEqualTo("\"2\"");
      assertThat(at(2).post(assign, "{\"owner\":null}").json().path("owner").isNull()).isTrue();
    }
    JsonNode made = api.get("/assignments").json().path("items");
    assertThat(made.findValuesAsText("recordName"))
        .containsExactlyInAnyOrder("Acme", "Acme", "Call", "Byron", "Turbines");
  }

  private String created(String collection, String json) {
    return collection + "/" + api.post(collection, json).json().path("id").asText();
  }

  @Test
  void a_bad_pool_is_refused_with_every_problem() {
    assertThat(
            api.post(
                    "/assignment-pools",
                    """
                    {"name": " ", "strategy": "DICE", "members": [
                      {"user": "%s", "weight": 0, "territories": ["DE", "Atlantis"],
                       "languages": ["tlh"], "outOfOffice": [{"from": "2026-13-01"}]},
                      {"user": "%s", "shoe": 43}]}
                    """
                        .formatted(olga, olga))
                .errors())
        .containsExactlyInAnyOrder(
            "/name required",
            "/strategy not-one-of",
            "/members/0/weight out-of-range",
            "/members/0/territories/1 country-unknown",
            "/members/0/languages/0 language-unknown",
            "/members/0/outOfOffice/0/from date-syntax",
            "/members/1/shoe unknown-property",
            "/members/1/user twice");
    String pool =
        "/assignment-pools/"
            + api.post(
                    "/assignment-pools",
                    "{\"name\":\"Sales\",\"members\":[{\"user\":\"" + olga + "\"}]}")
                .json()
                .path("id")
                .asText();
    assertThat(api.post(pool + ":try", "{\"country\":\"Atlantis\",\"language\":\"tlh\"}").errors())
        .containsExactlyInAnyOrder("/country country-unknown", "/language language-unknown");
    assertThat(
            api.post(pool + ":assign", "{\"record\":{\"type\":\"user\",\"id\":\"" + olga + "\"}}")
                .code())
        .isEqualTo("not-found");
  }

  private Response assign(String pool, String lead, String more) {
    return api.post(
        pool + ":assign", "{\"record\":{\"type\":\"lead\",\"id\":\"" + lead + "\"}" + more + "}");
  }

  private String user(String name) {
    return api.post(
            "/users",
            "{\"login\":\"%s@example.com\",\"name\":\"%s\",\"password\":\"%s\"}"
                .formatted(name, name, AccessWorld.PASSWORD))
        .json()
        .path("id")
        .asText();
  }

  private String lead(String json) {
    Response created = api.post("/leads", json);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return created.json().path("id").asText();
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
