package dev.kith.crm.http.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks that nobody does, as a program meets them. */
class EscalationOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_late_task_is_escalated_level_by_level_until_somebody_sees_to_it() {
    String team = api.post("/teams", "{\"name\":\"North\"}").json().path("id").asText();
    Response written =
        api.post(
            "/escalation-policies",
            """
            {"name": "Late", "priorities": ["NORMAL"], "since": "DUE",
             "levels": [
               {"after": "PT1H", "to": {"type": "TEAM", "id": "%s"}, "action": "NOTIFY",
                "raisePriority": true},
               {"after": "PT3H", "to": {"type": "TEAM", "id": "%s"}, "action": "REASSIGN"}]}
            """
                .formatted(team, team));
    assertThat(written.status()).as(written.text()).isEqualTo(201);
    String policy = "/escalation-policies/" + written.json().path("id").asText();
    assertThat(written.header("Location")).endsWith(policy);
    assertThat(api.get(policy).json()).isEqualTo(written.json());
    assertThat(api.get("/escalation-policies").json().path("items")).hasSize(1);

    String task = task("{\"subject\":\"Call\",\"due\":{\"at\":\"2026-03-02T10:00:00Z\"}}");
    JsonNode preview = api.get(policy + "/preview?task=" + task.substring(7)).json();
    assertThat(preview.path("fit").asText()).isEqualTo("INACTIVE");
    assertThat(preview.path("steps").findValuesAsText("moment"))
        .containsExactly("2026-03-02T11:00:00Z", "2026-03-02T13:00:00Z");
    assertThat(api.get(policy + "/preview").errors()).containsExactly("/task required");

    assertThat(at(1).post(policy + ":activate").json().path("active").asBoolean()).isTrue();
    server.clock().advance(Duration.ofMinutes(121));
    server.crm().runDue();
    JsonNode standing = api.get(task + "/escalations").json();
    assertThat(standing.at("/ladders/0/steps").findValuesAsText("state"))
        .containsExactly("ESCALATED", "PLANNED");
    assertThat(standing.at("/history/0/outcome").asText())
        .isEqualTo("There was nobody to tell. The priority was raised.");
    assertThat(api.get(task).json().path("priority").asText()).isEqualTo("HIGH");

    JsonNode seen = api.post(task + ":acknowledge", "{}").json();
    assertThat(seen.at("/ladders/0/steps").findValuesAsText("state"))
        .containsExactly("ESCALATED", "ACKNOWLEDGED");
    assertThat(seen.path("acknowledgedBy").asText()).isNotEmpty();
    server.clock().advance(Duration.ofHours(5));
    server.crm().runDue();
    assertThat(api.get(task + "/escalations").json().path("history")).hasSize(1);

    assertThat(at(2).post(policy + ":pause").json().path("activeSince").isNull()).isTrue();
    assertThat(at(3).delete(policy).status()).isEqualTo(204);
    assertThat(api.get(policy).code()).isEqualTo("not-found");
    at(2).post(task + ":complete", "{}");
    assertThat(api.post(task + ":acknowledge", "{}").code()).isEqualTo("invalid-transition");
  }

  @Test
  void a_bad_policy_is_refused_with_every_problem() {
    assertThat(
            api.post(
                    "/escalation-policies",
                    """
                    {"name": " ", "types": ["Phone call!"], "priorities": ["MAX"],
                     "since": "DUE", "levels": [
                      {"after": "soon", "action": "NOTIFY",
                       "to": {"type": "USER", "id": "00000000-0000-0000-0000-000000000009"}},
                      {"after": "PT0S", "action": "SHOUT",
                       "to": {"type": "USER", "id": "Olga"}}]}
                    """)
                .errors())
        .containsExactlyInAnyOrder(
            "/name required",
            "/types/0 task-type-syntax",
            "/priorities/0 not-one-of",
            "/levels/0/after duration-syntax",
            "/levels/1/action not-one-of",
            "/levels/1/to/id uuid-syntax",
            "/levels/1/after not-ascending");
    assertThat(
            api.post(
                    "/escalation-policies",
                    """
                    {"name": "Late", "since": "CREATED",
                     "calendar": "00000000-0000-0000-0000-000000000009",
                     "levels": [{"after": "PT1H", "action": "NOTIFY",
                       "to": {"type": "MANAGER", "id": "00000000-0000-0000-0000-000000000009"}}]}
                    """)
                .errors())
        .containsExactly("/calendar unknown-calendar", "/levels/0/to unknown-target");
  }

  private String task(String json) {
    Response created = api.post("/tasks", json);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return "/tasks/" + created.json().path("id").asText();
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
