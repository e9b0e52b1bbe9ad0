package dev.kith.crm.http.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models that predict which leads are won, as a program meets them. */
class PredictingOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final Api any = api.with("If-Match", "*");
  private int count;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_model_is_trained_tried_and_given_up_again() {
    Response asked = api.post("/scoring/models:train", "{}");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.header("Location")).endsWith("/jobs/" + asked.json().path("id").asText());
    server.crm().runDue();
    JsonNode first = api.get("/scoring/models").json().at("/items/0");
    assertThat(first.path("method").asText()).isEqualTo("BASE_RATE");
    activate(first);

    aHistory();
    JsonNode second = trained();
    assertThat(second.path("won").asInt() + second.path("lost").asInt()).isEqualTo(160);
    JsonNode whole = api.get("/scoring/models/" + second.path("id").asText()).json();
    assertThat(whole.at("/quality/auc").asDouble()).isGreaterThan(0.8);
    assertThat(whole.at("/quality/deciles")).hasSize(10);
    assertThat(whole.at("/influences/0/label").asText()).isEqualTo("Source");

    String fair = lead("fair");
    JsonNode simulation =
        api.post("/scoring/models/" + second.path("id").asText() + ":simulate").json();
    assertThat(simulation.path("leads").asInt()).isEqualTo(1);
    assertThat(simulation.at("/moved/0/lead").asText()).isEqualTo(fair);

    activate(second);
    server.crm().runDue();
    JsonNode metrics = api.get("/scoring/metrics").json();
    assertThat(metrics.at("/model/number").asInt()).isEqualTo(2);
    assertThat(metrics.at("/drift/extent").asText()).isEqualTo("NONE");
    long predicted = 0;
    for (JsonNode bar : metrics.path("histogram")) {
      predicted += bar.asLong();
    }
    assertThat(predicted).isEqualTo(161);

    JsonNode prediction = api.get("/leads/" + fair + "/prediction").json();
    double sum = prediction.path("bias").asDouble();
    for (JsonNode one : prediction.path("contributions")) {
      sum += one.path("logOdds").asDouble();
    }
    assertThat(sum).isCloseTo(prediction.path("logOdds").asDouble(), within(1e-9));
    assertThat(prediction.at("/contributions/0/values/0").asText()).isEqualTo("fair");
    assertThat(api.get("/leads/" + fair + "/prediction?asOf=2999-01-01T00:00:00Z").status())
        .isEqualTo(422);

    Api keyed = api.with("Idempotency-Key", "back");
    JsonNode back = keyed.post("/scoring/models:roll-back").json();
    assertThat(back.path("id")).isEqualTo(first.path("id"));
    assertThat(keyed.post("/scoring/models:roll-back").json()).isEqualTo(back);
    assertThat(api.get("/scoring/models").json().at("/items/0/status").asText())
        .isEqualTo("RETIRED");
  }

  @Test
  void a_model_predicts_in_the_shadow_until_it_is_retired() {
    activate(trained());
    JsonNode draft = trained();
    String path = "/scoring/models/" + draft.path("id").asText();
    assertThat(any.post(path + ":shadow").json().path("status").asText()).isEqualTo("SHADOW");
    JsonNode prediction = api.get("/leads/" + lead("web") + "/prediction").json();
    assertThat(prediction.path("modelNumber").asInt()).isEqualTo(1);
    assertThat(prediction.at("/shadows/0/number").asInt()).isEqualTo(2);
    assertThat(any.post(path + ":retire").json().path("status").asText()).isEqualTo("RETIRED");
    assertThat(any.post(path + ":activate").code()).isEqualTo("invalid-transition");
    assertThat(api.post("/scoring/models:train", "{\"excluded\":[\"hat\",\"shoe\"]}").errors())
        .hasSize(2);
  }

  private JsonNode trained() {
    api.post("/scoring/models:train", "{}");
    server.crm().runDue();
    return api.get("/scoring/models").json().at("/items/0");
  }

  private void activate(JsonNode model) {
    Response done = any.post("/scoring/models/" + model.path("id").asText() + ":activate");
    assertThat(done.json().path("status").asText()).isEqualTo("ACTIVE");
  }

  private void aHistory() {
    for (int i = 0; i < 160; i++) {
      server.clock().advance(Duration.ofMinutes(1));
      boolean wins = i % 2 == 0 ? i % 8 != 0 : i % 9 == 0;
      String path = "/leads/" + lead(i % 2 == 0 ? "fair" : "web");
      if (wins) {
        any.post(path + ":qualify");
      } else {
        any.post(path + ":disqualify", "{\"reason\":\"NO_NEED\"}");
      }
    }
  }

  private String lead(String source) {
    return api.post(
            "/leads", "{\"familyName\":\"Byron " + ++count + "\",\"source\":\"" + source + "\"}")
        .json()
        .path("id")
        .asText();
  }
}
