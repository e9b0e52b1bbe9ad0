package dev.kith.crm.http.task.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tasks of somebody, as their calendar reads them. Today is Monday, 2 March 2026. */
class CalendarFeedScenario {

  private final AccessWorld world = new AccessWorld();
  private final User olga =
      world.userWith(
          "Olga",
          new Grants(Map.of(new Permission(Feature.TASK, Action.VIEW), Scope.OWN), Set.of()));
  private final TestServer server = TestServer.withCalendarsOf(world);
  private final Api hers = server.api().loggedIn(olga.login().toString(), AccessWorld.PASSWORD);
  private final Api calendar = new Api(server.root());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_address_is_made_read_renewed_and_ended() {
    task("Hers", olga, 3);
    task("Without a date", olga, 0);
    task("Not hers", world.ada, 3);
    assertThat(hers.get("/me/calendar-feed").json().path("active").asBoolean()).isFalse();

    String first = renewed();
    JsonNode state = hers.get("/me/calendar-feed").json();
    assertThat(state.path("active").asBoolean()).isTrue();
    assertThat(state.path("expiresAt").asText()).isEqualTo("2027-03-03T00:00:00Z");
    Response events = calendar.get(first);
    assertThat(events.status()).isEqualTo(200);
    assertThat(events.header("Content-Type")).isEqualTo("text/calendar; charset=utf-8");
    assertThat(events.text())
        .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        .contains("SUMMARY:Hers\r\n", "DTSTART;VALUE=DATE:20260303\r\n", server.root() + "/tasks/")
        .doesNotContain("Not hers", "Without a date");
    assertThat(calendar.get(first + "?as=todo").text())
        .contains("BEGIN:VTODO", "SUMMARY:Without a date\r\n", "DUE;VALUE=DATE:20260303\r\n");
    assertThat(calendar.get(first + "?as=journal").status()).isEqualTo(400);

    String tag = events.header("ETag");
    Response unchanged = calendar.with("If-None-Match", tag).get(first);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.text()).isEmpty();
    task("One more", olga, 4);
    assertThat(calendar.with("If-None-Match", tag).get(first).status()).isEqualTo(200);

    String second = renewed();
    assertThat(calendar.get(first).status()).isEqualTo(404);
    assertThat(calendar.get(second).status()).isEqualTo(200);
    assertThat(hers.post("/me/calendar-feed:revoke").json().path("active").asBoolean()).isFalse();
    Response gone = calendar.get(second);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.text()).isEqualTo(calendar.get("/calendar/unknown.ics").text());
    assertThat(hers.post("/me/calendar-feed:revoke").status()).isEqualTo(200);
  }

  @Test
  void a_repeated_request_makes_one_address_and_does_not_tell_it_again() {
    Api once = hers.with("Idempotency-Key", "address-1");
    String path = once.post("/me/calendar-feed:renew").json().path("path").asText();
    assertThat(once.post("/me/calendar-feed:renew").json().path("path").isNull()).isTrue();
    assertThat(calendar.get(path).status()).isEqualTo(200);
  }

  @Test
  void what_ended_long_ago_and_whoever_has_left_are_not_shown() {
    TaskId task = task("Done", olga, 3);
    world.asAda().tasks().complete(task, null).orElseThrow();
    String path = renewed();
    assertThat(calendar.get(path).text()).contains("✓ Done");
    world.clock.advance(Duration.ofDays(31));
    assertThat(calendar.get(path).text()).doesNotContain("Done");
    world.asAda().users().deactivate(olga.id()).orElseThrow();
    assertThat(calendar.get(path).status()).isEqualTo(404);
  }

  @Test
  void no_stronger_token_is_taken_from_an_address() {
    String secret =
        world
            .asAda()
            .apiTokens()
            .issue(
                new ApiTokens.Issue(
                    "Everything with tasks",
                    Set.of(
                        new Permission(Feature.TASK, Action.VIEW),
                        new Permission(Feature.TASK, Action.EDIT)),
                    world.clock.instant().plus(Duration.ofDays(9))))
            .orElseThrow()
            .secret();
    assertThat(calendar.get("/calendar/" + secret + ".ics").status()).isEqualTo(404);
    assertThat(calendar.get(renewed().replace(".ics", "")).status()).isEqualTo(404);
  }

  private String renewed() {
    Response renewed = hers.post("/me/calendar-feed:renew");
    assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
    return renewed.json().path("path").asText();
  }

  private TaskId task(String subject, User owner, int dayOfMarch) {
    TaskDraft draft = TaskDraft.of(subject);
    return world
        .asAda()
        .tasks()
        .create(
            new Create(
                dayOfMarch == 0 ? draft : draft.due(DueDraft.on(LocalDate.of(2026, 3, dayOfMarch))),
                owner.id()))
        .orElseThrow()
        .id();
  }
}
