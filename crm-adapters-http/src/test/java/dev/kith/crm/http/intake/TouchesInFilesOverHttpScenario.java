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
class TouchesInFilesOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_file_brings_touches_that_are_told_with_its_rows_and_taken_back_with_it() {
    String ada =
        "/leads/"
            + api.post("/leads", "{\"email\":\"ada@engines.example\"}").json().path("id").asText();
    JsonNode uploaded =
        api.send(
                "POST",
                "/imports",
                "text/csv",
                "E-mail,gclid,Landing page,Click date\n"
                    + "ada@engines.example,G-1,https://shop.example/?utm_source=FB,2026-01-05\n"
                    + "grace@cobol.example,two words,,2026-01-05\n")
            .json();
    String path = "/imports/" + uploaded.path("id").asText();
    assertThat(uploaded.path("columns"))
        .extracting(column -> column.path("field").asText())
        .containsExactly("email", "gclid", "landingPage", "touchedAt");
    api.put(path + "/rules", "{\"keys\":[\"EMAIL\"],\"policy\":\"FILL_EMPTY\"}");
    api.post(path + ":start");
    ranTo(path, "COMPLETED_WITH_ERRORS");

    JsonNode change = api.get(path + "/rows?status=UPDATED").json().at("/items/0/changes/0");
    assertThat(change.path("field").asText()).isEqualTo("touch");
    assertThat(change.path("before").isNull()).isTrue();
    assertThat(change.path("after").asText())
        .isEqualTo(
            "at=2026-01-05T00:00:00Z&gclid=G-1"
                + "&landing_page=https%3A%2F%2Fshop.example%2F%3Futm_source%3DFB"
                + "&utm_source=facebook");
    JsonNode problem = api.get(path + "/rows?status=FAILED").json().at("/items/0/problems/0");
    assertThat(problem.path("field").asText()).isEqualTo("gclid");
    assertThat(problem.path("code").asText()).isEqualTo("click-id-syntax");
    JsonNode touches = api.get(ada + "/touches").json();
    assertThat(touches.at("/items/0/utmSource").asText()).isEqualTo("facebook");

    api.post(path + ":revert");
    ranTo(path, "REVERTED");
    assertThat(api.get(ada + "/touches").json().path("items")).isEmpty();
  }

  @Test
  void leads_of_a_batch_bring_their_touches() {
    JsonNode answer =
        api.post(
                "/leads:batch",
                "{\"items\":[{\"familyName\":\"Byron\",\"touches\":[{\"utmSource\":\"fb\","
                    + "\"clickIds\":{\"fbclid\":\"F-1\"}}]},{\"familyName\":\"Hopper\","
                    + "\"touches\":[{\"landingPage\":\"shop\"}]}]}")
            .json();
    assertThat(answer.path("captured").asInt()).isEqualTo(1);
    assertThat(answer.at("/items/0/lead/utmSource").asText()).isEqualTo("facebook");
    assertThat(answer.at("/items/1/problem/errors/0/pointer").asText())
        .isEqualTo("/touches/0/landingPage");
    JsonNode touches =
        api.get("/leads/" + answer.at("/items/0/lead/id").asText() + "/touches").json();
    assertThat(touches.at("/items/0/clickIds/fbclid").asText()).isEqualTo("F-1");
  }

  private void ranTo(String path, String status) {
    server.crm().runDue();
    assertThat(api.get(path).json().path("status").asText()).isEqualTo(status);
  }
}
