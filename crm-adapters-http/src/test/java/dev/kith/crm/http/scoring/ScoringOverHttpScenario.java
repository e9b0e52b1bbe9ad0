package dev.kith.crm.http.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leads do and what comes of it, as a program meets it. */
class ScoringOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final String lead =
      api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_event_is_reported_once_and_again_and_makes_a_score_that_says_why() {
    String meeting = event("meeting-1", "MEETING_HELD", "");
    Response first = api.post("/engagement/events", meeting);
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("duplicate").asBoolean()).isFalse();
    assertThat(first.json().path("verdict").asText()).isEqualTo("HUMAN");
    Response again = api.post("/engagement/events", meeting);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("duplicate").asBoolean()).isTrue();

    assertThat(
            api.post(
                    "/engagement/events",
                    "{\"id\":\"\",\"lead\":\"Ada\",\"type\":\"NOPE\","
                        + "\"occurredAt\":\"2999-01-01T00:00:00Z\"}")
                .errors())
        .containsExactlyInAnyOrder(
            "/id required", "/lead uuid-syntax", "/type not-one-of", "/occurredAt in-future");

    JsonNode score = api.get("/leads/" + lead + "/score/engagement").json();
    assertThat(score.path("score").asInt()).isEqualTo(45);
    assertThat(score.path("trend").asText()).isEqualTo("RISING");
    assertThat(score.at("/entries/0/ruleName").asText()).isEqualTo("Met us");
    assertThat(score.at("/thresholds/0/above").asBoolean()).isFalse();
    assertThat(api.get("/leads/" + lead + "/score/engagement?asOf=2999-01-01T00:00:00Z").status())
        .isEqualTo(422);

    Response reclassified =
        api.post("/engagement/events:reclassify", "{\"ids\":[\"meeting-1\"],\"verdict\":\"BOT\"}");
    assertThat(reclassified.json().at("/items/0/told").asText()).isEqualTo("BOT");
    assertThat(api.get("/leads/" + lead + "/score/engagement").json().path("score").asInt())
        .isZero();
    JsonNode log = api.get("/scoring/entries?sort=points").json();
    assertThat(log.at("/items/0/points").asInt()).isEqualTo(-30);
    assertThat(log.at("/items/0/reverses")).isEqualTo(log.at("/items/1/id"));
    assertThat(api.get("/leads/" + lead + "/engagement").json().at("/items/0/judged").asText())
        .isEqualTo("HUMAN");
    assertThat(api.get("/scoring/reconciliation").json().toString())
        .isEqualTo("{\"checked\":1,\"items\":[],\"next\":null}");
  }

  @Test
  void the_log_of_a_lead_goes_on_behind_an_event() {
    for (String id : new String[] {"a", "b", "c"}) {
      api.post("/engagement/events", event(id, "MEETING_HELD", ""));
    }
    JsonNode latest = api.get("/leads/" + lead + "/engagement?limit=1").json();
    String last = latest.at("/items/0/id").asText();
    assertThat(api.get("/leads/" + lead + "/engagement?before=" + last).json().path("items"))
        .hasSize(2);
    assertThat(api.get("/leads/" + lead + "/engagement?before=none").status()).isEqualTo(422);
  }

  @Test
  void rules_have_filters_that_are_checked_by_line_and_column() {
    String terms = "{\"name\":\"Big\",\"trigger\":\"FORM_SUBMIT\",\"points\":50,\"filter\":\"%s\"}";
    Response refused = api.post("/scoring/rules", terms.formatted("event.size == 1"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/filter");
    assertThat(refused.json().at("/errors/0/message").asText()).startsWith("Line 1, column 1:");
    String filter = "event.properties['plan'] == 'big'";
    JsonNode made = api.post("/scoring/rules", terms.formatted(filter)).json();
    assertThat(made.path("filter").asText()).isEqualTo(filter);
    api.post("/engagement/events", event("s", "FORM_SUBMIT", ",\"properties\":{\"plan\":\"s\"}"));
    api.post("/engagement/events", event("b", "FORM_SUBMIT", ",\"properties\":{\"plan\":\"big\"}"));
    JsonNode lines =
        api.get("/scoring/entries?filter=rule%20eq%20'" + made.path("id").asText() + "'").json();
    assertThat(lines.path("items")).hasSize(1);
    assertThat(lines.at("/items/0/event").asText()).isEqualTo("b");

    assertThat(api.post("/scoring/filters:check", "{\"filter\":\"event.at\"}").json().toString())
        .contains("\"line\":1");
    assertThat(api.get("/scoring/facts").json().toString()).contains("event.properties");
    assertThat(api.get("/scoring/presets").json().at("/items/0/code").asText())
        .isEqualTo("pricing");
  }

  @Test
  void events_come_in_batches_and_streams_and_each_bad_one_says_why() {
    String good = event("a", "PAGE_VIEW", ",\"traces\":{\"userAgent\":\"curl/8\"}");
    String future = event("b", "MEETING_HELD", ",\"occurredAt\":\"2999-01-01T00:00:00Z\"");
    String unknown = event("c", "MEETING_HELD", "").replace(lead, new UUID(0, 1).toString());
    JsonNode batch =
        api.post(
                "/engagement/events:batch",
                "{\"items\":[" + good + "," + future + "," + unknown + "," + good + "]}")
            .json();
    assertThat(batch.path("recorded").asInt()).isEqualTo(1);
    assertThat(batch.path("duplicates").asInt()).isEqualTo(1);
    assertThat(batch.path("refused").asInt()).isEqualTo(2);
    assertThat(batch.at("/items/0/receipt/verdict").asText()).isEqualTo("BOT");
    assertThat(batch.at("/items/1/problem/errors/0/code").asText()).isEqualTo("in-future");
    assertThat(batch.at("/items/2/problem/code").asText()).isEqualTo("not-found");

    Response streamed =
        api.send(
            "POST",
            "/engagement/events:stream",
            "application/x-ndjson",
            good + "\n\n" + event("d", "MEETING_HELD", "") + "\n{\"id\":1}\nno json\n" + future);
    assertThat(streamed.status()).isEqualTo(200);
    assertThat(streamed.json().path("recorded").asInt()).isEqualTo(1);
    assertThat(streamed.json().path("duplicates").asInt()).isEqualTo(1);
    assertThat(streamed.json().path("problems").findValuesAsText("line"))
        .containsExactly("4", "5", "6");
  }

  @Test
  void rules_and_settings_are_made_changed_and_retired_version_by_version() {
    JsonNode usual = api.get("/scoring/rules").json();
    assertThat(usual.path("items")).hasSize(8);
    String terms =
        "{\"name\":\"Prices\",\"trigger\":\"PAGE_VIEW\",\"points\":4,\"repeat\":\"PER_WINDOW\","
            + "\"window\":{\"hours\":24,\"most\":2},\"group\":\"web\",\"halfLifeHours\":240,"
            + "\"conditions\":[{\"field\":\"object\",\"comparison\":\"CONTAINS\","
            + "\"text\":\"/pricing\"}]}";
    Response made = api.post("/scoring/rules", terms);
    assertThat(made.status()).isEqualTo(201);
    String path = "/scoring/rules/" + made.json().path("id").asText();
    assertThat(api.get(path).json()).isEqualTo(made.json());

    Response changed = at(1).put(path, terms.replace("\"points\":4", "\"points\":6"));
    assertThat(changed.json().path("ruleVersion").asInt()).isEqualTo(2);
    assertThat(at(1).put(path, terms).status()).isEqualTo(412);
    Response retired = at(2).post(path + ":retire");
    assertThat(retired.json().path("retiredAt").isNull()).isFalse();
    assertThat(at(3).put(path, terms).json().path("code").asText()).isEqualTo("invalid-transition");
    assertThat(
            api.post("/scoring/rules", "{\"name\":\" \",\"trigger\":\"CUSTOM\",\"points\":0}")
                .json()
                .path("errors")
                .findValuesAsText("pointer"))
        .contains("/name", "/custom", "/points");

    Response settings =
        at(1)
            .put(
                "/scoring/settings",
                "{\"saturation\":40,\"groupCaps\":{\"web\":30},\"thresholds\":[{\"name\":\"warm\","
                    + "\"enter\":40,\"exit\":30,\"coolDownHours\":24}]}");
    assertThat(settings.status()).isEqualTo(200);
    assertThat(api.get("/scoring/settings").json()).isEqualTo(settings.json());
  }

  private String event(String id, String type, String more) {
    return "{\"id\":\""
        + id
        + "\",\"lead\":\""
        + lead
        + "\",\"type\":\""
        + type
        + "\""
        + more
        + "}";
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
