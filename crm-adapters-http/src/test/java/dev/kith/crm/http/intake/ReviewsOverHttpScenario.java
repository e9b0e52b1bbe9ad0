package dev.kith.crm.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReviewsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rows_that_would_change_leads_are_decided_on() {
    String ada = lead("ada@engines.example");
    String grace = lead("grace@cobol.example");
    String path =
        "/imports/"
            + api.send(
                    "POST",
                    "/imports",
                    "text/csv",
                    "E-mail,Company,City\nada@engines.example,Engines,London\n"
                        + "grace@cobol.example,Cobol,York\n")
                .json()
                .path("id")
                .asText();
    api.put(path + "/rules", "{\"keys\":[\"EMAIL\"],\"policy\":\"REVIEW\"}");
    api.post(path + ":start");
    JsonNode done = ranTo(path, "COMPLETED");
    assertThat(done.path("review").asInt()).isEqualTo(2);

    JsonNode open = api.get(path + "/reviews?limit=1").json();
    assertThat(open.path("open").asInt()).isEqualTo(2);
    assertThat(open.at("/items/0/changes")).hasSize(2);
    assertThat(open.path("nextAfter").asInt()).isEqualTo(1);
    assertThat(api.get(path + "/rows?status=REVIEW").json().path("items")).hasSize(2);

    JsonNode answers =
        api.post(
                path + "/reviews:batch",
                "{\"items\":[{\"row\":1,\"decision\":\"TAKEN\",\"fields\":[\"city\"]},"
                    + "{\"row\":2,\"decision\":\"KEPT\"},{\"row\":7,\"decision\":\"KEPT\"}]}")
            .json();
    assertThat(answers.at("/items/0/decision").asText()).isEqualTo("TAKEN");
    assertThat(answers.at("/items/1/decision").asText()).isEqualTo("KEPT");
    assertThat(answers.at("/items/2/problems/0/code").asText()).isEqualTo("review-decided");
    assertThat(api.get(ada).json().path("city").asText()).isEqualTo("London");
    assertThat(api.get(ada).json().path("company").asText()).isEqualTo("Old");
    assertThat(api.get(grace).json().path("city").asText("")).isIn("", "null");
    JsonNode counts = api.get(path + "/reviews").json();
    assertThat(counts.path("taken").asInt() + " " + counts.path("kept").asInt()).isEqualTo("1 1");

    assertThat(
            api.post(
                    path + "/reviews:batch",
                    "{\"items\":[{\"row\":1,\"decision\":\"KEPT\"},{\"row\":1,\"decision\":\"KEPT\"}]}")
                .errors())
        .containsExactly("/items/1/row doubled");

    api.post(path + ":revert");
    ranTo(path, "REVERTED");
    assertThat(api.get(ada).json().path("city").asText("")).isIn("", "null");
    assertThat(
            api.post(path + "/reviews:batch", "{\"items\":[{\"row\":2,\"decision\":\"KEPT\"}]}")
                .code())
        .isEqualTo("invalid-transition");
  }

  private JsonNode ranTo(String path, String status) {
    server.crm().runDue();
    JsonNode now = api.get(path).json();
    assertThat(now.path("status").asText()).isEqualTo(status);
    return now;
  }

  private String lead(String email) {
    return "/leads/"
        + api.post("/leads", "{\"email\":\"" + email + "\",\"company\":\"Old\"}")
            .json()
            .path("id")
            .asText();
  }
}
