package dev.kith.crm.http.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RulesOverHttpScenario {

  private static final String NOTE =
      """
      {"name": "Greet Acme", "record": "lead", "events": ["lead.captured.v1"],
       "condition": "lead.company == 'Acme'",
       "then": [{"action": "lead.note", "parameters": {"text": "Hello {lead.name}"}}]}
      """;

  private final TestServer server = TestServer.start();
  private final Api api = server.api().with("If-Match", "*");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_rule_is_written_activated_acts_and_is_paused_and_deleted() {
    Response written = api.post("/automation/rules", NOTE);
    assertThat(written.status()).isEqualTo(201);
    String rule = String.valueOf(written.header("Location")).replace("/api/v1", "");
    assertThat(written.json().path("status").asText()).isEqualTo("DRAFT");
    assertThat(written.json().path("repeat").asText()).isEqualTo("ONCE_PER_RECORD");
    assertThat(api.get(rule).json()).isEqualTo(written.json());

    assertThat(changed(api.post(rule + ":activate")).path("status").asText()).isEqualTo("ACTIVE");
    String lead = captured("Acme");
    captured("Other");
    server.crm().runDue();

    JsonNode firing = api.get("/automation/firings").json().at("/items/0");
    assertThat(firing.path("outcome").asText()).isEqualTo("FIRED");
    assertThat(firing.path("recordId").asText()).isEqualTo(lead);
    assertThat(firing.at("/facts/lead.company").asText()).isEqualTo("Acme");
    assertThat(firing.at("/steps/0/what").asText()).isEqualTo("A note was written.");
    assertThat(
            api.get("/automation/firings?filter=recordId+eq+'" + lead + "'&count=exact")
                .json()
                .path("total")
                .asInt())
        .isEqualTo(1);
    assertThat(api.get(rule).json().path("firings").asInt()).isEqualTo(1);
    JsonNode noted = api.get("/events").json().path("items");
    JsonNode last = noted.get(noted.size() - 1);
    assertThat(last.path("type").asText()).isEqualTo("lead.noted.v1");
    assertThat(last.path("depth").asInt()).isEqualTo(1);
    assertThat(last.path("causationid").asText()).isEqualTo(firing.path("event").asText());

    JsonNode second = changed(api.put(rule, NOTE.replace("Hello", "Welcome")));
    assertThat(second.path("number").asInt()).isEqualTo(2);
    assertThat(api.get(rule + "/versions").json().at("/items/1/then/0/parameters/text").asText())
        .isEqualTo("Hello {lead.name}");
    assertThat(api.get(rule + "/circles").json().path("items")).isEmpty();
    assertThat(changed(api.post(rule + ":pause")).path("status").asText()).isEqualTo("PAUSED");
    assertThat(api.get("/automation/rules?filter=status+eq+'PAUSED'").json().path("items"))
        .hasSize(1);
    assertThat(api.delete(rule).status()).isEqualTo(204);
    assertThat(api.get(rule).code()).isEqualTo("not-found");
  }

  @Test
  void a_rule_is_watched_in_shadow_and_goes_live_by_one_call() {
    String rule =
        String.valueOf(api.post("/automation/rules", NOTE).header("Location"))
            .replace("/api/v1", "");
    assertThat(api.post(rule + ":shadow", "{\"until\": \"2001-01-01T00:00:00Z\"}").code())
        .isEqualTo("invalid");
    JsonNode watched = changed(api.post(rule + ":shadow", "{\"until\": \"2999-01-01T00:00:00Z\"}"));
    assertThat(watched.path("status").asText()).isEqualTo("SHADOW");
    assertThat(watched.path("shadowUntil").asText()).isEqualTo("2999-01-01T00:00:00Z");
    assertThat(changed(api.post(rule + ":shadow", "{}")).path("shadowUntil").isNull()).isTrue();
    String lead = captured("Acme");
    server.crm().runDue();

    JsonNode firing = api.get("/automation/firings").json().at("/items/0");
    assertThat(firing.path("outcome").asText()).isEqualTo("WOULD_FIRE");
    assertThat(firing.path("recordId").asText()).isEqualTo(lead);
    assertThat(firing.path("code").isNull()).isTrue();
    assertThat(firing.at("/steps/0/what").asText()).isEqualTo("A note was written.");
    assertThat(api.get("/events?types=lead.noted.v1").json().path("items")).isEmpty();
    JsonNode seen = api.get(rule).json();
    assertThat(seen.path("firings").asInt()).isZero();
    assertThat(seen.path("lastFiredAt").isNull()).isTrue();
    assertThat(seen.path("shadowFirings").asInt()).isEqualTo(1);
    assertThat(seen.path("shadowRecords").asInt()).isEqualTo(1);
    assertThat(seen.path("shadowFailures").asInt()).isZero();
    assertThat(api.get("/automation/rules?filter=status+eq+'SHADOW'").json().path("items"))
        .hasSize(1);
    assertThat(api.get("/automation/firings?filter=outcome+eq+'WOULD_FIRE'").json().path("items"))
        .hasSize(1);

    assertThat(changed(api.post(rule + ":activate")).path("status").asText()).isEqualTo("ACTIVE");
    captured("Acme");
    server.crm().runDue();
    assertThat(api.get(rule).json().path("firings").asInt()).isEqualTo(1);
  }

  @Test
  void a_rule_looks_at_times_and_tells_another_system_with_its_own_secret() {
    String timed =
        """
        {"name": "Daily", "record": "lead", "schedule": "daily 12:00  UTC", "repeat": "ALWAYS",
         "then": [{"action": "webhook", "parameters": {"url": "https://hooks.example/crm"}}]}
        """;
    Response written = api.post("/automation/rules", timed);
    assertThat(written.status()).as(written.text()).isEqualTo(201);
    assertThat(written.json().path("schedule").asText()).isEqualTo("daily 12:00 UTC");
    assertThat(written.json().path("events")).isEmpty();
    String rule = String.valueOf(written.header("Location")).replace("/api/v1", "");
    changed(api.post(rule + ":activate"));
    assertThat(api.get(rule + "/webhook-secret").json().path("secret").asText())
        .startsWith("whsec_");

    String lead = captured("Acme");
    server.clock().advance(Duration.ofDays(1));
    server.crm().runDue();
    JsonNode firing = api.get("/automation/firings").json().at("/items/0");
    assertThat(firing.path("eventType").asText()).isEqualTo("schedule");
    assertThat(firing.path("recordId").asText()).isEqualTo(lead);
    JsonNode job = api.get("/jobs?filter=kind+eq+'automation.webhook'").json().at("/items/0");
    assertThat(job.path("state").asText()).as("nobody sends here").isEqualTo("WAITING");
    assertThat(job.path("subjectId").asText()).isEqualTo(lead);

    Response wrong = api.post("/automation/rules", timed.replace("daily 12:00", "daily 25:00"));
    assertThat(wrong.code()).isEqualTo("invalid");
    assertThat(wrong.errors()).contains("/schedule schedule-time");
  }

  @Test
  void what_failed_is_tried_again() {
    String written = NOTE.replace("lead.company == 'Acme'", "");
    String rule =
        String.valueOf(api.post("/automation/rules", written).header("Location"))
            .replace("/api/v1", "");
    changed(api.post(rule + ":activate"));
    String lead = captured("Acme");
    assertThat(api.delete("/leads/" + lead).status()).isEqualTo(200);
    server.crm().runDue();
    JsonNode failed = api.get("/automation/firings").json().at("/items/0");
    assertThat(failed.path("outcome").asText()).isEqualTo("FAILED");
    String retry = "/automation/firings/" + failed.path("id").asText() + ":retry";
    assertThat(api.post(retry).json().path("outcome").asText()).isEqualTo("FAILED");

    changed(api.post("/leads/" + lead + ":restore"));
    JsonNode done = api.post(retry).json();
    assertThat(done.path("outcome").asText()).isEqualTo("FIRED");
    assertThat(done.at("/steps/0/what").asText()).isEqualTo("A note was written.");
    assertThat(api.post(retry).code()).isEqualTo("invalid-transition");
  }

  @Test
  void a_rule_is_tried_on_what_happened_and_says_why_not() {
    captured("Acme");
    captured("Other");
    String rule =
        "/automation/rules/" + api.post("/automation/rules", NOTE).json().path("id").asText();
    JsonNode report = api.post(rule + ":test", "{\"days\":7}").json();
    assertThat(report.path("counts").toString()).isEqualTo("{\"WOULD_FIRE\":1,\"CONDITION\":1}");
    assertThat(report.at("/samples/1/why/0/text").asText()).isEqualTo("lead.company == \"Acme\"");
    assertThat(report.at("/samples/1/why/0/verdict").asText()).isEqualTo("FALSE");
    assertThat(report.at("/samples/1/why/0/values/lead.company").asText()).isEqualTo("Other");
    String event = report.at("/samples/0/event").asText();
    assertThat(
            api.post(rule + ":test", "{\"event\":\"" + event + "\"}").json().path("looked").asInt())
        .isEqualTo(1);
    assertThat(api.get("/automation/firings").json().path("items")).isEmpty();
  }

  @Test
  void a_rule_waits_to_hear_nothing_and_creates_a_task() {
    JsonNode preset =
        api.get("/automation/catalogue")
            .json()
            .path("presets")
            .valueStream()
            .filter(p -> p.path("code").asText().equals("no-activity"))
            .findFirst()
            .orElseThrow();
    assertThat(preset.at("/draft/within").asText()).isEqualTo("P3D");
    Response written = api.post("/automation/rules", preset.path("draft").toString());
    assertThat(written.status()).as(written.text()).isEqualTo(201);
    assertThat(written.json().path("within").asText()).isEqualTo("P3D");
    String rule = "/automation/rules/" + written.json().path("id").asText();
    changed(api.post(rule + ":activate"));
    captured("Quiet");
    server.crm().runDue();
    server.clock().advance(Duration.ofDays(3));
    server.crm().runDue();
    assertThat(api.get("/tasks").json().at("/items/0/subject").asText())
        .isEqualTo("Nothing has happened to Quiet for three days");
  }

  @Test
  void everything_that_is_wrong_with_a_rule_is_told_at_once() {
    Response refused =
        api.post(
            "/automation/rules",
            """
            {"name": "", "record": "lead", "events": ["lead.captred.v1"],
             "condition": "lead.compny == ''", "priority": 2000,
             "then": [{"action": "lead.recycle", "parameters": {"for": "3 days"}}]}
            """);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .containsExactlyInAnyOrder(
            "/priority out-of-range",
            "/name required",
            "/events unknown-event",
            "/condition condition",
            "/then/0/parameters/for parameter");
  }

  @Test
  void a_condition_is_checked_with_line_and_column() {
    Response checked =
        api.post(
            "/automation/conditions:check",
            "{\"record\":\"lead\",\"condition\":\"lead.score > 1 &&\\n  lead.skore < 5\"}");
    assertThat(checked.json().path("problems"))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.path("line").asInt()).isEqualTo(2);
          assertThat(problem.path("column").asInt()).isEqualTo(3);
          assertThat(problem.path("message").asText())
              .isEqualTo("There is no fact lead.skore. Did you mean lead.score?");
        });
    JsonNode catalogue = api.get("/automation/catalogue").json();
    assertThat(catalogue.at("/records/0/events/lead.captured.v1").asText())
        .isEqualTo("A lead comes in");
    assertThat(catalogue.path("actions").findValuesAsText("action"))
        .contains("lead.assign", "account.assign", "contact.assign", "opportunity.assign");
  }

  private static JsonNode changed(Response response) {
    assertThat(response.status()).as(response.text()).isEqualTo(200);
    return response.json();
  }

  private String captured(String company) {
    return api.post("/leads", "{\"company\":\"" + company + "\"}").json().path("id").asText();
  }
}
