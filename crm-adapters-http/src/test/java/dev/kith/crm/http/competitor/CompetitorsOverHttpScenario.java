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

  @Test
  void an_opportunity_says_who_else_bids_for_it() {
    String nor = api.post("/competitors", "{\"name\":\"Norwind\"}").json().path("id").asText();
    api.post("/competitors", "{\"name\":\"Öst-Vind\"}");
    api.post(
        "/pipelines",
        """
        {"name": "Sales", "stages": [
          {"key": "open", "name": "Open", "type": "OPEN", "probability": 10},
          {"key": "won", "name": "Won", "type": "WON"},
          {"key": "lost", "name": "Lost", "type": "LOST"}]}
        """);
    String deal =
        "/opportunities/"
            + api.post("/opportunities", "{\"name\":\"Turbines\"}").json().path("id").asText()
            + "/competitors";
    assertThat(api.get(deal).json().path("competitors")).isEmpty();

    JsonNode two =
        at(1)
            .put(
                deal,
                """
                {"competitors":[{"competitor":"ost vind","threat":"HIGH","note":"Was there first."},
                 {"competitor":"%s"}]}
                """
                    .formatted(nor))
            .json();
    assertThat(two.path("version").asInt()).isEqualTo(2);
    assertThat(two.at("/competitors/0/name").asText()).isEqualTo("Öst-Vind");
    assertThat(two.at("/competitors/0/threat").asText()).isEqualTo("HIGH");
    assertThat(two.at("/competitors/1/competitor").asText()).isEqualTo(nor);
    assertThat(api.get(deal).json()).isEqualTo(two);
    assertThat(at(1).put(deal, "{\"competitors\":[]}").status()).isEqualTo(412);
    assertThat(
            at(2)
                .put(
                    deal,
                    "{\"competitors\":[{\"competitor\":\"Nobody\"},{\"competitor\":\"norwind\"},"
                        + "{\"competitor\":\"Norwind\"}]}")
                .errors())
        .containsExactly(
            "/competitors/0/competitor unknown-competitor", "/competitors/2/competitor twice");
    assertThat(at(2).put(deal, "{\"competitors\":[]}").json().path("competitors")).isEmpty();
  }

  @Test
  void two_that_are_one_are_merged_and_the_loser_leads_to_the_winner() {
    String nor = api.post("/competitors", "{\"name\":\"Norwind\"}").json().path("id").asText();
    String goes = api.post("/competitors", "{\"name\":\"Nor-Wind AG\"}").json().path("id").asText();
    api.post(
        "/pipelines",
        """
        {"name": "Sales", "stages": [
          {"key": "open", "name": "Open", "type": "OPEN", "probability": 10},
          {"key": "won", "name": "Won", "type": "WON"},
          {"key": "lost", "name": "Lost", "type": "LOST"}]}
        """);
    String deal =
        "/opportunities/"
            + api.post("/opportunities", "{\"name\":\"Turbines\"}").json().path("id").asText();
    at(1).put(deal + "/competitors", "{\"competitors\":[{\"competitor\":\"" + goes + "\"}]}");
    String path = "/competitors/" + nor;

    assertThat(at(1).post(path + ":merge", "{\"loser\":\"Nobody\"}").errors())
        .containsExactly("/loser unknown-competitor");
    assertThat(at(1).post(path + ":merge", "{\"loser\":\"norwind\"}").errors())
        .containsExactly("/loser same-competitor");
    assertThat(api.get(path + "/opportunities").json().toString())
        .isEqualTo("{\"open\":0,\"lost\":0}");
    Response merged = at(1).post(path + ":merge", "{\"loser\":\"Nor-Wind AG\"}");
    assertThat(merged.status()).as(merged.text()).isEqualTo(200);
    assertThat(merged.json().path("version").asInt()).isEqualTo(2);
    assertThat(api.get(path + "/opportunities").json().toString())
        .isEqualTo("{\"open\":1,\"lost\":0}");
    assertThat(api.get(deal + "/competitors").json().at("/competitors/0/name").asText())
        .isEqualTo("Norwind");
    Response moved = api.get("/competitors/" + goes);
    assertThat(moved.status()).isEqualTo(308);
    assertThat(moved.header("Location")).endsWith(path);
    assertThat(names("/competitors")).containsExactly("Norwind");
    Response retired = at(2).post("/competitors/" + goes + ":retire");
    assertThat(retired.code()).isEqualTo("competitor-merged");
    assertThat(retired.json().path("into").asText()).isEqualTo(nor);
  }

  private Iterable<String> names(String path) {
    return api.get(path).json().path("items").findValuesAsText("name");
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
