package dev.kith.crm.http.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AwardsOverHttpScenario {

  private TestServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = TestServer.start();
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void points_are_awarded_by_a_person_and_a_rule_and_withdrawn() {
    String rule =
        api.post(
                "/automation/rules",
                """
                {"name": "Notes count", "record": "lead", "events": ["lead.noted.v1"],
                 "repeat": "ALWAYS",
                 "then": [{"action": "score.add", "parameters":
                   {"points": "5", "reason": "Somebody cares", "halfLife": "P30D"}}]}
                """)
            .json()
            .path("id")
            .asText();
    api.with("If-Match", "\"1\"").post("/automation/rules/" + rule + ":activate");
    String lead = api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();

    Response given =
        api.post(
            "/leads/" + lead + "/score-awards",
            "{\"points\":30,\"reason\":\"Met at the fair\",\"group\":\"people\","
                + "\"halfLifeHours\":720}");
    assertThat(given.status()).isEqualTo(201);
    assertThat(given.json().path("halfLifeHours").asLong()).isEqualTo(720);
    assertThat(given.json().path("withdrawn").isNull()).isTrue();
    api.with("If-Match", "\"1\"").post("/leads/" + lead + ":note", "{\"text\":\"Rang up\"}");
    server.crm().runDue();

    JsonNode score = api.get("/leads/" + lead + "/score/engagement").json();
    assertThat(score.path("points").asDouble()).isCloseTo(35, offset(0.1));
    assertThat(names(score.path("entries")))
        .anyMatch(name -> name.endsWith(": Met at the fair"))
        .contains("Awarded by the rule “Notes count”: Somebody cares");

    assertThat(
            Streams.stream(api.get("/leads/" + lead + "/score/explanation").json().path("lines"))
                .map(line -> line.path("text").asText()))
        .anyMatch(text -> text.endsWith(" (people): Met at the fair"))
        .contains("Awarded by the rule “Notes count”: Somebody cares");

    String award = given.json().path("id").asText();
    Response back =
        api.post("/scoring/awards/" + award + ":withdraw", "{\"reason\":\"Somebody else\"}");
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().path("withdrawn").path("reason").asText()).isEqualTo("Somebody else");
    assertThat(api.get("/leads/" + lead + "/score-awards").json().path("items")).hasSize(2);
    assertThat(api.get("/scoring/entries").json().path("items")).hasSize(3);
    assertThat(api.get("/scoring/reconciliation").json().path("items")).isEmpty();

    Response refused =
        api.post("/leads/" + lead + "/score-awards", "{\"points\":0,\"reason\":\" \"}");
    assertThat(refused.code()).isEqualTo("invalid");
    assertThat(refused.errors()).hasSize(2);
    assertThat(
            api.post(
                    "/leads/" + lead + "/score-awards",
                    "{\"points\":5000,\"reason\":\" \",\"halfLifeHours\":0,"
                        + "\"occurredAt\":\"2030-01-01T00:00:00Z\"}")
                .errors())
        .containsExactlyInAnyOrder(
            "/points out-of-range",
            "/halfLifeHours out-of-range",
            "/reason required",
            "/occurredAt in-future");
    assertThat(
            api.post("/scoring/awards/" + lead + ":withdraw", "{\"reason\":\"No such thing\"}")
                .code())
        .isEqualTo("not-found");
  }

  private static List<String> names(JsonNode entries) {
    return Streams.stream(entries).map(entry -> entry.path("ruleName").asText()).toList();
  }
}
