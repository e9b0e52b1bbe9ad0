package dev.kith.crm.http.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The score of a lead, and the card by which it is made, as a program meets them. */
class CombinedScoresOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final String lead =
      "/leads/"
          + api.post(
                  "/leads",
                  "{\"familyName\":\"Byron\",\"company\":\"Engines\",\"title\":\"Head of sales\"}")
              .json()
              .path("id")
              .asText();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_score_tells_its_parts_and_reasons_that_add_up_to_it() {
    JsonNode score = api.get(lead + "/score").json();
    assertThat(score.path("score").asInt()).isEqualTo(30);
    assertThat(score.path("grade").asText()).isEqualTo("C");
    assertThat(score.at("/parts/0").toString())
        .isEqualTo("{\"part\":\"FIT\",\"value\":60.0,\"weight\":30,\"share\":30.0}");
    assertThat(score.at("/parts/2/value").isNull()).isTrue();
    assertThat(score.at("/reasons/0/text").asText()).isEqualTo("Decides on purchases");
    assertThat(score.path("course")).hasSize(31);
    JsonNode lines = api.get(lead + "/score/explanation").json().path("lines");
    assertThat(lines.findValuesAsText("points").stream().mapToDouble(Double::parseDouble).sum())
        .isEqualTo(30);
    assertThat(api.get(lead + "/score?asOf=2999-01-01T00:00:00Z").status()).isEqualTo(422);
    assertThat(api.get("/leads/00000000-0000-7000-8000-000000000000/score").status())
        .isEqualTo(404);
  }

  @Test
  void a_score_is_set_by_hand_listed_and_cleared() {
    Response set = api.put(lead + "/score/override", "{\"value\":95,\"reason\":\"An old friend\"}");
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().path("until").isNull()).isTrue();
    JsonNode score = api.get(lead + "/score").json();
    assertThat(score.path("score").asInt()).isEqualTo(95);
    assertThat(score.path("computed").asInt()).isEqualTo(30);
    assertThat(score.at("/override/reason").asText()).isEqualTo("An old friend");
    assertThat(api.get("/leads?filter=score%20gt%2090&sort=-score").json().at("/items/0/grade"))
        .hasToString("\"A\"");
    assertThat(
            api.put(
                    lead + "/score/override",
                    "{\"value\":5,\"reason\":\" \",\"until\":\"2001-01-01T00:00:00Z\"}")
                .json()
                .path("errors")
                .findValuesAsText("pointer"))
        .containsExactly("/reason", "/until");
    assertThat(api.delete(lead + "/score/override").status()).isEqualTo(204);
    assertThat(api.delete(lead + "/score/override").status()).isEqualTo(204);
    assertThat(api.get(lead + "/score").json().path("override").isNull()).isTrue();
  }

  @Test
  void the_card_is_read_tried_and_replaced() {
    Response read = api.get("/scoring/scorecard");
    ObjectNode card = (ObjectNode) read.json();
    card.remove("version");
    ((ObjectNode) card.path("weights")).put("engagement", 0);
    JsonNode simulation = api.post("/scoring/scorecard:simulate", card.toString()).json();
    assertThat(simulation.path("examined").asInt()).isEqualTo(1);
    assertThat(simulation.at("/before/grades/C").asInt()).isEqualTo(1);
    assertThat(simulation.at("/crossings/0/gradeAfter").asText()).isEqualTo("B");
    assertThat(api.get("/scoring/scorecard").json()).isEqualTo(read.json());
    Response changed = at(1).put("/scoring/scorecard", card.toString());
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().path("version").asInt()).isEqualTo(2);
    assertThat(at(1).put("/scoring/scorecard", card.toString()).status()).isEqualTo(412);
    assertThat(api.get(lead + "/score").json().path("score").asInt()).isEqualTo(60);
    ((ObjectNode) card.at("/rules/0")).put("condition", "lead.titel == ''").put("points", 0);
    assertThat(
            at(2)
                .put("/scoring/scorecard", card.toString())
                .json()
                .path("errors")
                .findValuesAsText("pointer"))
        .containsExactly("/rules/0/points", "/rules/0/condition");
  }

  @Test
  void fit_rules_are_added_changed_and_removed_and_leads_are_counted() {
    Response made =
        api.post(
            "/scoring/fit-rules",
            "{\"name\":\"Poet\",\"condition\":\"lead.familyName == 'Byron'\",\"points\":20}");
    assertThat(made.status()).isEqualTo(201);
    String path = "/scoring/fit-rules/" + made.json().path("id").asText();
    assertThat(api.get(path).json()).isEqualTo(made.json());
    assertThat(api.get(lead + "/score").json().path("score").asInt()).isEqualTo(40);
    Response changed =
        at(2)
            .put(
                path,
                "{\"name\":\"Poet\",\"condition\":\"lead.familyName == 'Byron'\",\"points\":40}");
    assertThat(changed.json().path("points").asInt()).isEqualTo(40);
    assertThat(api.get("/scoring/fit-rules").json().path("items")).hasSize(6);
    assertThat(at(3).delete(path).status()).isEqualTo(204);
    assertThat(at(4).delete(path).status()).isEqualTo(404);
    assertThat(
            api.post(
                    "/scoring/fit-rules",
                    "{\"name\":\"x\",\"condition\":\"lead.company =\",\"points\":1}")
                .json()
                .at("/errors/0/message")
                .asText())
        .startsWith("Line 1, column");
    Response job = api.post("/scoring/recalculations");
    assertThat(job.status()).isEqualTo(202);
    assertThat(job.header("Location")).contains("/jobs/" + job.json().path("id").asText());
    server.crm().runDue();
    assertThat(api.get("/jobs/" + job.json().path("id").asText()).json().path("state").asText())
        .isEqualTo("SUCCEEDED");
    assertThat(api.get("/scoring/distribution").json().at("/tens/3").asInt()).isEqualTo(1);
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
