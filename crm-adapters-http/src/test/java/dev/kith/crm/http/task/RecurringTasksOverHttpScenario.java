package dev.kith.crm.http.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that come again, as a program meets them. Today is Monday, 2 March 2026. */
class RecurringTasksOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_task_comes_again_when_it_is_done_until_its_series_ends() {
    JsonNode first =
        api.post(
                "/tasks",
                """
                {"subject": "Weekly report", "due": {"at": "2026-03-27T09:00:00+01:00", "zone": "Europe/Berlin"},
                 "checklist": [{"text": "Ask Mara", "done": true}],
                 "recurrence": {"rule": "rrule:freq=weekly;byday=FR,MO", "except": ["2026-04-03"]}}
                """)
            .json();
    assertThat(first.path("recurring").asBoolean()).isTrue();
    assertThat(first.path("series").asText()).isEqualTo(first.path("id").asText());
    assertThat(first.path("recurrence").toString())
        .isEqualTo(
            "{\"rule\":\"FREQ=WEEKLY;BYDAY=MO,FR\",\"from\":\"SCHEDULE\",\"except\":[\"2026-04-03\"]}");
    String path = "/tasks/" + first.path("id").asText();
    assertThat(api.get(path + "/occurrences?limit=3").json().path("items").findValuesAsText("at"))
        .containsExactly("2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z", "2026-04-10T07:00:00Z");
    assertThat(api.get(path + "/occurrences?limit=0").errors()).hasSize(1);

    at(1).patch(path, "{\"notes\":\"Only today\",\"range\":\"THIS\"}");
    at(2).patch(path, "{\"priority\":\"HIGH\"}");
    Api once = at(3).with("Idempotency-Key", "done-once");
    Response done = once.post(path + ":complete", "{}");
    assertThat(done.json().path("recurrence").isNull()).isTrue();
    assertThat(once.post(path + ":complete", "{}").json()).isEqualTo(done.json());

    JsonNode items = api.get("/tasks?filter=recurring%20eq%20true").json().path("items");
    assertThat(items).hasSize(1);
    JsonNode second = items.get(0);
    assertThat(second.path("occurrence").asInt()).isEqualTo(2);
    assertThat(second.path("series")).isEqualTo(first.path("series"));
    assertThat(second.at("/due/at").asText()).isEqualTo("2026-03-30T07:00:00Z");
    assertThat(second.path("notes").isNull()).isTrue();
    assertThat(second.path("priority").asText()).isEqualTo("HIGH");
    assertThat(second.at("/checklist/0/done").asBoolean()).isFalse();

    String next = "/tasks/" + second.path("id").asText();
    assertThat(at(1).post(next + ":end-series").json().path("recurring").asBoolean()).isFalse();
    at(2).post(next + ":complete", "{}");
    assertThat(
            api.get("/tasks?filter=series%20eq%20'" + first.path("id").asText() + "'")
                .json()
                .path("items"))
        .hasSize(2);
  }

  @Test
  void a_rule_is_looked_at_before_it_is_saved() {
    assertThat(
            api.post(
                    "/tasks:preview-recurrence?limit=3",
                    "{\"due\":{\"on\":\"2024-02-29\",\"zone\":\"UTC\"},"
                        + "\"recurrence\":{\"rule\":\"FREQ=YEARLY\"}}")
                .json()
                .path("items")
                .findValuesAsText("on"))
        .containsExactly("2024-02-29", "2028-02-29", "2032-02-29");
    assertThat(
            api.post(
                    "/tasks:preview-recurrence",
                    "{\"due\":{\"on\":\"2026-02-28\"},"
                        + "\"recurrence\":{\"rule\":\"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\"}}")
                .errors())
        .containsExactly("/recurrence/rule never");
    assertThat(
            api.post(
                    "/tasks",
                    "{\"subject\":\" \",\"recurrence\":{\"rule\":\"FREQ=SECONDLY;COUNT=0\","
                        + "\"from\":\"LATER\",\"except\":[\"2026-02-30\"],\"until\":1}}")
                .errors())
        .containsExactlyInAnyOrder(
            "/subject required",
            "/recurrence/rule too-frequent",
            "/recurrence/rule rule-syntax",
            "/recurrence needs-due",
            "/recurrence/from not-one-of",
            "/recurrence/except/0 date-syntax",
            "/recurrence/until unknown-property");
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
