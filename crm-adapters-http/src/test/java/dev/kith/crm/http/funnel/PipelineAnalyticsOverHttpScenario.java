package dev.kith.crm.http.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What went through a pipeline, as a program asks for it. */
class PipelineAnalyticsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final String pipeline =
      api.post(
              "/pipelines",
              """
              {"name": "Deals", "stages": [
                {"key": "talk", "name": "Talk", "type": "OPEN", "probability": 20, "rotDays": 5},
                {"key": "offer", "name": "Offer", "type": "OPEN", "probability": 60},
                {"key": "won", "name": "Won", "type": "WON"},
                {"key": "lost", "name": "Lost", "type": "LOST"}]}
              """)
          .json()
          .path("id")
          .asText();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void every_metric_tells_of_the_same_deals() {
    String won = create("100");
    String lost = create("50");
    create("7");
    server.clock().advance(Duration.ofDays(4));
    at(1).patch("/opportunities/" + won, "{\"closeDate\":\"2027-02-10\"}");
    at(2).post("/opportunities/" + won + ":move", "{\"stage\":\"won\"}");
    api.post("/competitors", "{\"name\":\"Acme\"}");
    at(1)
        .post("/opportunities/" + lost + ":lose", "{\"reason\":\"Price\",\"competitor\":\"Acme\"}");
    server.clock().advance(Duration.ofDays(2));

    JsonNode talk = ask("funnel").at("/funnel/stages/0");
    assertThat(talk.at("/entered/count").asInt()).isEqualTo(3);
    assertThat(talk.at("/entered/worth/amount").asText()).isEqualTo("157.00");
    assertThat(talk.at("/forward/worth/amount").asText()).isEqualTo("100.00");
    assertThat(talk.path("dropOff").asText()).isEqualTo("0.3333");
    JsonNode row = ask("conversion-matrix").at("/conversionMatrix/rows/0");
    assertThat(row.at("/cells").findValuesAsText("to")).containsExactly("won", "lost");
    assertThat(row.path("here").asInt()).isEqualTo(1);
    JsonNode velocity = ask("velocity").at("/velocity/all");
    // 1 open × 1/2 × 100 € / 4 days
    assertThat(velocity.path("perDay").asText()).isEqualTo("12.50");
    assertThat(velocity.path("cycleDays").asText()).isEqualTo("4.0");
    JsonNode ageing = ask("ageing").path("ageing");
    assertThat(ageing.at("/stages/0/norm/basis").asText()).isEqualTo("NONE");
    assertThat(ageing.at("/items/0/age").asText()).startsWith("PT144H");
    JsonNode stuck = ask("stuck").path("stuck");
    assertThat(stuck.at("/all/count").asInt()).isEqualTo(1);
    assertThat(stuck.at("/items/0/rotten").asBoolean()).isTrue();
    assertThat(stuck.path("nextCursor").isNull()).isTrue();
    JsonNode pushes = ask("push-count").path("pushCount");
    assertThat(pushes.path("days").asInt()).isEqualTo(10);
    assertThat(pushes.at("/rates/1/won").asInt()).isEqualTo(1);
    JsonNode competition = ask("competition").path("competition");
    assertThat(competition.path("winRate").asDouble()).isEqualTo(0.5);
    assertThat(competition.at("/competitors/0/name").asText()).isEqualTo("Acme");
    assertThat(competition.at("/competitors/0/lostToIt/count").asInt()).isEqualTo(1);
    assertThat(competition.at("/competitors/0/won/count").asInt()).isZero();

    JsonNode leakage = ask("leakage").path("leakage");
    assertThat(leakage.at("/reasons/0/name").asText()).isEqualTo("Price");
    assertThat(leakage.at("/competitors/0/lost/worth/amount").asText()).isEqualTo("50.00");
    assertThat(leakage.at("/stages/0/stage").asText()).isEqualTo("talk");

    JsonNode stays = api.get("/opportunities/" + won + "/stages").json().path("items");
    assertThat(stays.at("/0/time").asText()).startsWith("PT96H");
    assertThat(stays.at("/0/businessTime").asText()).startsWith("PT");
  }

  @Test
  void what_is_open_comes_page_by_page() {
    for (int i = 0; i < 3; i++) {
      create("1");
      server.clock().advance(Duration.ofHours(1));
    }
    JsonNode first = api.get(path("ageing") + "&limit=2").json().path("ageing");
    String cursor = first.path("nextCursor").asText();
    JsonNode second = api.get(path("ageing") + "&limit=2&cursor=" + cursor).json().path("ageing");
    assertThat(first.path("items")).hasSize(2);
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("nextCursor").isNull()).isTrue();
    assertThat(api.get(path("ageing") + "&cursor=made-up").errors())
        .containsExactly("/cursor cursor-invalid");
    assertThat(api.get(path("leakage") + "&cursor=x&limit=3").errors())
        .containsExactly("/limit not-with-metric", "/cursor not-with-metric");
  }

  @Test
  void everything_wrong_is_said_at_once() {
    assertThat(
            api.get("/pipelines/" + pipeline + "/analytics?metric=velocty&from=x&owner=me")
                .errors())
        .containsExactlyInAnyOrder(
            "/metric not-one-of", "/from instant-syntax", "/owner uuid-syntax");
    assertThat(api.get("/pipelines/" + pipeline + "/analytics?metric=velocty").text())
        .contains("Did you mean velocity?");
    assertThat(
            api.get(
                    path("funnel")
                        + "&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z&currency=QQQ&team="
                        + pipeline)
                .errors())
        .containsExactlyInAnyOrder(
            "/to before-beginning", "/currency currency-unknown", "/team unknown-team");
    assertThat(api.get("/pipelines/nothing/analytics?metric=funnel").status()).isEqualTo(404);
  }

  private JsonNode ask(String metric) {
    return api.get(path(metric)).json();
  }

  private String path(String metric) {
    return "/pipelines/" + pipeline + "/analytics?metric=" + metric;
  }

  private String create(String amount) {
    return api.post(
            "/opportunities",
            "{\"name\":\"Deal\",\"pipeline\":\"%s\",\"amount\":\"%s\",\"currency\":\"EUR\",\"closeDate\":\"2027-01-31\"}"
                .formatted(pipeline, amount))
        .json()
        .path("id")
        .asText();
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
