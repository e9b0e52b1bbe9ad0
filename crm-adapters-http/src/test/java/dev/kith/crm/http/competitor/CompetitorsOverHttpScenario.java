package dev.kith.crm.http.competitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The catalogue of competitors, as a program meets it. */
class CompetitorsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_competitor_is_added_found_described_retired_and_reinstated() {
    Response created =
        api.post(
            "/competitors",
            """
            {"name":"Norwind","website":"www.norwind.example","note":"Cheap, but slow to deliver."}
            """);
    assertThat(created.status()).isEqualTo(201);
    String path = "/competitors/" + created.json().path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(created.json().path("website").asText()).isEqualTo("https://www.norwind.example");
    assertThat(created.json().path("active").asBoolean()).isTrue();
    assertThat(api.get(path).json()).isEqualTo(created.json());
    api.post("/competitors", "{\"name\":\"Ostwind\"}");

    String known = "{\"name\":\"Norwind AG\"}";
    JsonNode edited = at(1).put(path, known).json();
    assertThat(edited.path("version").asInt()).isEqualTo(2);
    assertThat(edited.path("note").isNull()).isTrue();
    assertThat(at(1).put(path, known).status()).isEqualTo(412);
    assertThat(at(2).post(path + ":retire").json().path("active").asBoolean()).isFalse();

    assertThat(names("/competitors")).containsExactly("Norwind AG", "Ostwind");
    assertThat(names("/competitors?filter=active%20eq%20true")).containsExactly("Ostwind");
    assertThat(names("/competitors?q=NORW")).containsExactly("Norwind AG");
    assertThat(at(3).post(path + ":reinstate").json().path("active").asBoolean()).isTrue();
  }

  @Test
  void what_is_wrong_with_a_competitor_is_said_at_once_and_names_are_taken_once() {
    assertThat(api.post("/competitors", "{\"name\":\" \",\"website\":\"no host\"}").errors())
        .containsExactly("/name required", "/website website-syntax");
    String first =
        api.post("/competitors", "{\"name\":\"Électro-Nord\"}").json().path("id").asText();
    Response taken = api.post("/competitors", "{\"name\":\"electro nord\"}");
    assertThat(taken.code()).isEqualTo("competitor-name-taken");
    assertThat(taken.json().path("holder").asText()).isEqualTo(first);
  }

  private Iterable<String> names(String path) {
    return api.get(path).json().path("items").findValuesAsText("name");
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
