package dev.kith.crm.http.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is to be done, as a program meets it. */
class TasksOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_task_is_created_about_a_lead_worked_on_and_done() {
    String lead = api.post("/leads", "{\"familyName\":\"Vogel\"}").json().path("id").asText();
    Response created =
        api.post(
            "/tasks",
            """
            {"type": "call", "subject": "Call Mara", "notes": "She is back on Monday.",
             "priority": "HIGH", "related": {"type": "lead", "id": "%s"},
             "due": {"at": "2026-03-02T15:00:00+01:00", "zone": "Europe/Berlin"},
             "checklist": [{"text": "Look her up"}]}
            """
                .formatted(lead));
    assertThat(created.status()).isEqualTo(201);
    JsonNode task = created.json();
    String path = "/tasks/" + task.path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(api.get(path).json()).isEqualTo(task);
    assertThat(task.path("relatedName").asText()).isEqualTo("Vogel");
    assertThat(task.path("due").toString())
        .isEqualTo("{\"at\":\"2026-03-02T14:00:00Z\",\"zone\":\"Europe/Berlin\"}");
    assertThat(task.path("owner").isNull()).isFalse();

    JsonNode edited =
        at(1)
            .patch(
                path,
                "{\"notes\":null,\"due\":{\"on\":\"2026-03-05\"},"
                    + "\"checklist\":[{\"text\":\"Look her up\",\"done\":true}]}")
            .json();
    assertThat(edited.path("notes").isNull()).isTrue();
    assertThat(edited.path("dueOn").asText()).isEqualTo("2026-03-05");
    assertThat(edited.path("dueBy").asText()).isEqualTo("2026-03-06T00:00:00Z");
    assertThat(edited.at("/checklist/0/done").asBoolean()).isTrue();
    assertThat(at(1).post(path + ":start").status()).isEqualTo(412);

    at(2).post(path + ":start");
    at(3).post(path + ":await", "{\"reason\":\"for her answer\"}");
    JsonNode done = at(4).post(path + ":complete", "{\"outcome\":\"She takes it\"}").json();
    assertThat(done.path("status").asText()).isEqualTo("DONE");
    assertThat(done.path("remark").asText()).isEqualTo("She takes it");
    Response twice = at(5).post(path + ":complete", "{}");
    assertThat(twice.code()).isEqualTo("invalid-transition");
    assertThat(twice.json().path("allowed").toString()).isEqualTo("[\"OPEN\"]");
    assertThat(api.get(path + "/timeline").json().path("items")).hasSize(5);
  }

  @Test
  void a_list_is_filtered_and_the_day_is_told_by_the_clock_of_the_caller() {
    task("{\"subject\":\"Late\",\"due\":{\"at\":\"2026-03-02T08:00:00Z\"}}");
    task("{\"subject\":\"Urgent\",\"priority\":\"URGENT\",\"due\":{\"on\":\"2026-03-02\"}}");
    String snoozed = task("{\"subject\":\"Snoozed\"}");
    at(1).post(snoozed + ":snooze", "{\"until\":\"2026-03-03T08:00:00Z\"}");
    task("{\"subject\":\"Nobody's\",\"owner\":null}");

    assertThat(subjects(api.get("/tasks?filter=overdue%20eq%20true").json().path("items")))
        .containsExactly("Late");
    assertThat(subjects(api.get("/tasks?sort=-urgency&limit=1").json().path("items")))
        .containsExactly("Urgent");
    assertThat(api.get("/tasks?fields=subject,overdue&q=late").json().path("items").toString())
        .isEqualTo("[{\"subject\":\"Late\",\"overdue\":true}]");
    assertThat(api.get("/tasks?filter=owner%20isNull&count=exact").json().path("total").asInt())
        .isEqualTo(1);

    JsonNode day = api.get("/me/day?zone=Europe/Berlin").json();
    assertThat(day.path("date").asText()).isEqualTo("2026-03-02");
    assertThat(subjects(day.path("overdue"))).containsExactly("Late");
    assertThat(subjects(day.path("today"))).containsExactly("Urgent");
    assertThat(subjects(day.path("snoozed"))).containsExactly("Snoozed");
    assertThat(day.path("undated")).isEmpty();
    assertThat(api.get("/me/day?zone=Mars").errors()).containsExactly("/zone zone-unknown");
  }

  @Test
  void the_same_origin_makes_one_task_and_bad_input_is_refused_with_every_problem() {
    String rule = "{\"subject\":\"Call\",\"origin\":\"rule/7\"}";
    String first = task(rule);
    assertThat(task(rule)).isEqualTo(first);

    assertThat(
            api.post(
                    "/tasks",
                    "{\"type\":\"Phone call!\",\"subject\":\" \",\"priority\":\"MAX\","
                        + "\"due\":{\"on\":\"2026-02-30\",\"zone\":\"Mars\"},"
                        + "\"checklist\":[{}],\"colour\":\"red\"}")
                .errors())
        .containsExactlyInAnyOrder(
            "/type task-type-syntax",
            "/subject required",
            "/priority not-one-of",
            "/due/on date-syntax",
            "/due/zone zone-unknown",
            "/checklist/0/text required",
            "/colour unknown-property");
    assertThat(at(1).patch(first, "{\"due\":{\"on\":\"2026-02-30\"}}").errors())
        .containsExactly("/due/on date-syntax");
    assertThat(at(1).post(first + ":snooze", "{\"until\":\"2020-01-01T00:00:00Z\"}").errors())
        .containsExactly("/until not-in-future");
    at(1).delete(first);
    assertThat(at(2).post(first + ":start").code()).isEqualTo("task-deleted");
    assertThat(at(2).post(first + ":restore").status()).isEqualTo(200);
    assertThat(at(3).post(first + ":cancel", "{\"reason\":\"Wrong number\"}").status())
        .isEqualTo(200);
    assertThat(at(4).post(first + ":reopen").json().path("open").asBoolean()).isTrue();
    assertThat(at(5).post(first + ":assign", "{\"owner\":null}").json().path("owner").isNull())
        .isTrue();
  }

  @Test
  void a_date_that_is_none_is_refused_at_its_field_and_only_there() {
    String zone = "{\"subject\":\"x\",\"due\":{\"zone\":\"Europe/Berlin\"}}";
    assertThat(api.post("/tasks", zone).errors()).containsExactly("/due required");
    assertThat(api.post("/tasks", "{\"subject\":\"x\",\"due\":{}}").errors())
        .containsExactly("/due required");
    assertThat(
            api.post(
                    "/tasks",
                    "{\"subject\":\"x\",\"due\":{\"zone\":\"Europe/Berlin\"},"
                        + "\"reminders\":[{\"before\":\"PT1H\"}],"
                        + "\"recurrence\":{\"rule\":\"FREQ=DAILY\"}}")
                .errors())
        .containsExactly("/due required");
    assertThat(
            api.post(
                    "/tasks",
                    "{\"subject\":\"x\",\"due\":{\"at\":\"tomorrow\"},"
                        + "\"reminders\":[{\"at\":\"soon\"},{\"at\":\"later\"},{\"before\":\"PT1H\"},{\"before\":\"an"
                        + " hour\"},{\"time\":\"25:00\"}]}")
                .errors())
        .containsExactlyInAnyOrder(
            "/due/at instant-syntax",
            "/reminders/0/at instant-syntax",
            "/reminders/1/at instant-syntax",
            "/reminders/3/before duration-syntax",
            "/reminders/4/time time-syntax");
    String task =
        api.post("/tasks", "{\"subject\":\"x\",\"due\":{\"on\":\"2026-03-05\"}}")
            .json()
            .path("id")
            .asText();
    assertThat(at(1).patch("/tasks/" + task, "{\"due\":{\"zone\":\"UTC\"}}").errors())
        .containsExactly("/due required");
    assertThat(at(1).patch("/tasks/" + task, "{\"due\":null}").json().path("due").isNull())
        .isTrue();
  }

  @Test
  void tasks_are_exported_as_the_list_finds_them() {
    api.post("/tasks", "{\"subject\":\"=1+1\",\"priority\":\"HIGH\"}");
    api.post("/tasks", "{\"subject\":\"Call, soon\",\"priority\":\"HIGH\"}");
    api.post("/tasks", "{\"subject\":\"Later\"}");
    Response file =
        api.get("/tasks.csv?fields=subject,priority&filter=priority%20eq%20'HIGH'&limit=1");
    assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(file.text().lines())
        .containsExactlyInAnyOrder("subject,priority", "'=1+1,HIGH", "\"Call, soon\",HIGH");
    assertThat(api.get("/tasks.csv?fields=shoe").errors())
        .isEqualTo(api.get("/tasks?fields=shoe").errors());
  }

  @Test
  void a_task_is_reminded_of_when_it_is_time_and_late_reminders_come_at_once() {
    String path =
        task(
            """
            {"subject": "Call Mara", "due": {"at": "2026-03-02T15:00:00+01:00"},
             "reminders": [{"before": "PT1H"}, {"time": "08:00", "daysBefore": 0},
                           {"at": "2026-03-02T10:00:00Z"}]}
            """);
    assertThat(api.get(path).json().path("reminders").toString())
        .isEqualTo(
            "[{\"before\":\"PT1H\"},{\"time\":\"08:00\",\"daysBefore\":0},"
                + "{\"at\":\"2026-03-02T10:00:00Z\"}]");
    server.crm().runDue();
    JsonNode items = api.get(path + "/reminders").json().path("items");
    assertThat(items.findValuesAsText("state")).containsExactly("TOLD", "PLANNED", "PLANNED");
    assertThat(items.findValuesAsText("moment"))
        .containsExactly("2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z", "2026-03-02T13:00:00Z");
    assertThat(items.get(0).path("toldAt").asText()).startsWith("2026-03-02T09:00:00");

    assertThat(at(1).patch(path, "{\"due\":null}").errors())
        .containsExactly("/reminders/0 needs-due", "/reminders/1 needs-due");
    assertThat(at(1).patch(path, "{\"reminders\":[{\"before\":\"PT2H\"}]}").status())
        .isEqualTo(200);
    assertThat(
            at(2)
                .patch(
                    path,
                    "{\"reminders\":[{\"before\":\"soon\"},{},{\"time\":\"25:00\"},"
                        + "{\"time\":\"09:00\",\"daysBefore\":-1}]}")
                .errors())
        .containsExactlyInAnyOrder(
            "/reminders/0/before duration-syntax",
            "/reminders/1 one-of-three",
            "/reminders/2/time time-syntax",
            "/reminders/3/daysBefore out-of-range");
    at(2).post(path + ":complete", "{}");
    assertThat(api.get(path + "/reminders").json().at("/items/0/state").asText()).isEqualTo("OFF");
  }

  @Test
  void figures_tell_how_many_tasks_are_done_on_time() {
    String late =
        task("{\"type\":\"call\",\"subject\":\"A\",\"due\":{\"at\":\"2026-03-02T08:00:00Z\"}}");
    String early = task("{\"subject\":\"B\",\"due\":{\"on\":\"2026-03-02\"}}");
    String cancelled = task("{\"subject\":\"C\"}");
    task("{\"subject\":\"D\",\"owner\":null,\"due\":{\"at\":\"2026-03-02T08:00:00Z\"}}");
    for (String done : List.of(late, early)) {
      at(1).post(done + ":complete", "{}");
    }
    at(1).post(cancelled + ":cancel", "{}");

    JsonNode report = api.get("/tasks/metrics?zone=Europe/Berlin&groupBy=type").json();
    assertThat(report.path("from").asText()).isEqualTo("2026-02-01");
    assertThat(report.path("to").asText()).isEqualTo("2026-03-02");
    JsonNode total = report.path("total");
    assertThat(total.path("done").asLong()).isEqualTo(2);
    assertThat(total.path("onTimeRate").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(total.path("lateness").toString())
        .isEqualTo("{\"median\":\"PT1H\",\"p90\":\"PT1H\",\"mean\":\"PT1H\"}");
    assertThat(total.path("cancelled").asLong()).isEqualTo(1);
    assertThat(total.path("created").asLong()).isEqualTo(4);
    assertThat(total.path("open").asLong()).isEqualTo(1);
    assertThat(total.path("overdue").asLong()).isEqualTo(1);
    assertThat(report.path("groups").findValuesAsText("key")).containsExactly("to-do", "call");
    assertThat(report.path("more").asBoolean()).isFalse();

    JsonNode nothing = api.get("/tasks/metrics?from=2026-01-01&to=2026-01-31").json();
    assertThat(nothing.at("/total/onTimeRate").isNull()).isTrue();
    assertThat(nothing.at("/total/lateness").isNull()).isTrue();
    assertThat(nothing.path("groups")).isEmpty();
    assertThat(api.get("/tasks/metrics?groupBy=week&from=2026-03-01").json().path("groups"))
        .hasSize(2);
    assertThat(
            api.get(
                    "/tasks/metrics?from=2026-02-30&to=tomorrow&zone=Mars&type=a_b&groupBy=day"
                        + "&owner=me&team=1&x=1")
                .status())
        .isEqualTo(400);
    assertThat(api.get("/tasks/metrics?from=2026-02-30&to=2026-99-01&zone=Mars&type=a_b").errors())
        .containsExactlyInAnyOrder(
            "/from date-syntax", "/to date-syntax", "/zone zone-unknown", "/type task-type-syntax");
    assertThat(api.get("/tasks/metrics?from=2026-03-02&to=2026-03-01").errors())
        .containsExactly("/to before-begin");
  }

  @Test
  void many_tasks_are_made_and_changed_at_once() {
    String call = id(task("{\"subject\":\"Call\"}"));
    String write = id(task("{\"subject\":\"Write\"}"));
    String send = id(task("{\"subject\":\"Send\"}"));
    String batch =
        """
        {"items": [
          {"create": {"subject": "Visit", "due": {"on": "2026-03-09"}, "owner": null}},
          {"id": "%s", "complete": {"outcome": "She takes it"}},
          {"id": "%s", "version": 7, "cancel": {}},
          {"id": "%s", "edit": {"priority": "HIGH", "due": {"on": "2026-03-10", "zone": "Mars"}}},
          {"create": {"subject": "Phone", "type": "Phone call!"}}]}
        """
            .formatted(call, write, send);
    Response answer = api.with("Idempotency-Key", "many").post("/tasks:batch", batch);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode items = answer.json().path("items");
    assertThat(items.findValuesAsText("status"))
        .containsExactly("201", "OPEN", "200", "DONE", "409", "422", "422");
    assertThat(items.at("/1/task/remark").asText()).isEqualTo("She takes it");
    assertThat(items.at("/2/problem/code").asText()).isEqualTo("stale-version");
    assertThat(items.at("/3/problem/errors/0/pointer").asText()).isEqualTo("/due/zone");
    assertThat(answer.json().path("done").asInt()).isEqualTo(2);
    assertThat(answer.json().path("refused").asInt()).isEqualTo(3);
    Response again = api.with("Idempotency-Key", "many").post("/tasks:batch", batch);
    assertThat(again.json()).isEqualTo(answer.json());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(api.get("/tasks?count=exact").json().path("total").asInt()).isEqualTo(4);

    JsonNode none =
        api.post(
                "/tasks:batch",
                """
                {"atomic": true, "items": [{"id": "%s", "assign": {"owner": null}},
                                           {"id": "%s", "complete": {}}]}
                """
                    .formatted(send, call))
            .json();
    assertThat(none.path("items").findValuesAsText("code"))
        .containsExactly("batch-refused", "invalid-transition");

    assertThat(
            api.post(
                    "/tasks:batch",
                    """
                    {"items": [{}, {"complete": {}}, {"id": "x", "complete": {"reason": "no"}},
                               {"id": "%1$s", "version": 1, "create": {"subject": "A"}},
                               {"id": "%1$s", "complete": {}, "cancel": {}},
                               {"create": {"due": {"on": "2026-02-30"}}}]}
                    """
                        .formatted(send))
                .errors())
        .containsExactlyInAnyOrder(
            "/items/0 one-step",
            "/items/1/id required",
            "/items/2/id uuid-syntax",
            "/items/2/complete/reason unknown-property",
            "/items/3/id new-task",
            "/items/3/version new-task",
            "/items/4 one-step",
            "/items/5/create/subject required",
            "/items/5/create/due/on date-syntax");
    assertThat(api.post("/tasks:batch", "{\"items\":[]}").status()).isEqualTo(422);
    assertThat(api.post("/tasks:batch", "{\"items\":[{\"cancel\":{}},{}]}").errors())
        .as("where the shape finds nothing wrong")
        .containsExactly("/items/0/id required", "/items/1 one-step");

    String me =
        api.post(
                "/users",
                "{\"login\":\"pit@example.com\",\"name\":\"Pit\",\"password\":\"%s\"}"
                    .formatted(AccessWorld.PASSWORD))
            .json()
            .path("id")
            .asText();
    String pool =
        api.post(
                "/assignment-pools",
                "{\"name\": \"Callers\", \"members\": [{\"user\": \"%s\"}]}".formatted(me))
            .json()
            .path("id")
            .asText();
    JsonNode shared =
        api.post(
                "/tasks:batch",
                """
                {"items": [{"id": "%1$s", "assign": {"pool": "%2$s"}},
                           {"id": "%3$s", "assign": {"pool": "%3$s"}}]}
                """
                    .formatted(send, pool, write))
            .json();
    assertThat(shared.at("/items/0/task/owner").asText()).as(shared.toString()).isEqualTo(me);
    assertThat(shared.at("/items/1/status").asInt()).isEqualTo(422);
    assertThat(shared.at("/items/1/problem/errors/0/code").asText()).isEqualTo("unknown-pool");
    assertThat(
            api.post(
                    "/tasks:batch",
                    """
                    {"items": [{"id": "%1$s", "assign": {}},
                               {"id": "%2$s", "assign": {"owner": null, "pool": "%3$s"}}]}
                    """
                        .formatted(send, write, pool))
                .errors())
        .containsExactly("/items/0/assign/owner required", "/items/1/assign/pool one-of");
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String task(String json) {
    Response created = api.post("/tasks", json);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return "/tasks/" + created.json().path("id").asText();
  }

  private static List<String> subjects(JsonNode items) {
    return items.findValuesAsText("subject");
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
