package dev.kith.crm.http.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is wrong with the shape of a body and what is wrong with its meaning are told at once. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongScoringOverHttpScenario {

  private static final TestServer SERVER = TestServer.start();

  private final Api api = SERVER.api();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_rule_of_points() {
    assertThat(
            api.post(
                    "/scoring/rules",
                    """
                    {"name": " ", "trigger": "NONSENSE", "points": "4", "repeat": "PER_WINDOW",
                     "window": {"hours": 0, "most": 2}, "halfLifeHours": 0,
                     "filter": "event.nothing ==", "conditions": [
                       {"field": "object", "comparison": "NONSENSE", "text": " "}],
                     "validFrom": "2026-05-01T00:00:00Z", "validTo": "2026-04-01T00:00:00Z"}
                    """)
                .pointers())
        .containsExactlyInAnyOrder(
            "/trigger",
            "/points",
            "/window/hours",
            "/halfLifeHours",
            "/conditions/0/comparison",
            "/conditions/0/text",
            "/name",
            "/filter",
            "/validTo");
  }

  @Test
  void the_settings_of_scores() {
    assertThat(
            at(1)
                .put(
                    "/scoring/settings",
                    """
                    {"saturation": 0, "groupCaps": {" ": 30}, "thresholds": [
                      {"name": "warm", "enter": "x", "exit": 30},
                      {"name": "Warm", "enter": 40, "exit": 50}]}
                    """)
                .pointers())
        .containsExactlyInAnyOrder(
            "/saturation",
            "/thresholds/0/enter",
            "/groupCaps",
            "/thresholds/1/name",
            "/thresholds/1/exit");
  }

  @Test
  void the_card_of_scores_and_its_rules() {
    String card =
        """
        {"weights": {"fit": "x", "engagement": 0, "prediction": 0},
         "grades": {"A": 50, "B": 60, "C": 10}, "groupCaps": {}, "rules": [
           {"id": "nonsense", "name": " ", "condition": "lead.nothing ==", "points": 5}]}
        """;
    String[] wrong = {
      "/weights/fit", "/rules/0/id", "/grades", "/rules/0/name", "/rules/0/condition"
    };
    assertThat(at(1).put("/scoring/scorecard", card).pointers()).containsExactlyInAnyOrder(wrong);
    assertThat(api.post("/scoring/scorecard:simulate", card).pointers())
        .containsExactlyInAnyOrder(wrong);

    String rule = "{\"name\":\" \",\"condition\":\"lead.nothing ==\",\"points\":5000}";
    assertThat(api.post("/scoring/fit-rules", rule).pointers())
        .containsExactlyInAnyOrder("/points", "/name", "/condition");
    assertThat(api.post("/scoring/fit-rules", rule.replace("5000", "5")).pointers())
        .as("places are those of the body, not of the card that the rule is put on")
        .containsExactlyInAnyOrder("/name", "/condition");
  }

  @Test
  void a_score_that_is_set_by_hand() {
    String lead = api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();
    assertThat(
            api.put(
                    "/leads/" + lead + "/score/override",
                    "{\"value\":500,\"reason\":\" \",\"until\":\"2001-01-01T00:00:00Z\"}")
                .pointers())
        .containsExactlyInAnyOrder("/value", "/reason", "/until");
  }

  @Test
  void the_settings_of_tracking() {
    assertThat(
            at(1)
                .put(
                    "/tracking/settings",
                    """
                    {"address": "nonsense", "origins": ["x"], "respectSignals": "yes",
                     "joinByLinks": true, "retentionDays": 0}
                    """)
                .pointers())
        .containsExactlyInAnyOrder("/respectSignals", "/retentionDays", "/address", "/origins/0");
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
