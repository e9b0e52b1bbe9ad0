package dev.kith.crm.http.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.Recurring;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Background work as a program steers it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JobsOverHttpScenario {

  private final List<String> done = new ArrayList<>();
  private boolean mailServerIsDown;
  private final TestServer server =
      TestServer.start(builder ->
          builder
              .job(
                  "mail",
                  run -> {
                    if (mailServerIsDown) {
                      throw new IllegalStateException("no mail server");
                    }
                    done.add("mail");
                  })
              .job("tidy", run -> done.add("tidy"))
              .recurring(new Recurring("tidy-up", Schedule.every(Duration.ofHours(1)), "tidy")));
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_job_that_waits_is_cancelled_and_never_done() {
    String path = mail();
    Response cancelled = api.post(path + ":cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().path("state").asText()).isEqualTo("CANCELLED");

    server.crm().runDue();
    assertThat(done).isEmpty();
    assertThat(api.get(path).json()).isEqualTo(cancelled.json());
    assertThat(api.post(path + ":retry").code()).isEqualTo("invalid-transition");
  }

  @Test
  void a_dead_job_is_tried_again_and_done() {
    String path = mail();
    mailServerIsDown = true;
    server.crm().runDue();
    JsonNode dead = api.get(path).json();
    assertThat(dead.path("state").asText()).isEqualTo("DEAD");
    assertThat(dead.path("error").asText()).contains("no mail server");

    mailServerIsDown = false;
    Response again = api.post(path + ":retry");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("state").asText()).isEqualTo("WAITING");
    server.crm().runDue();
    assertThat(done).containsExactly("mail");
    assertThat(api.get(path).json().path("state").asText()).isEqualTo("SUCCEEDED");
  }

  @Test
  void a_schedule_that_is_switched_off_brings_about_nothing_until_it_is_switched_on() {
    String path = "/schedules/tidy-up";
    assertThat(api.post(path + ":disable").json().path("enabled").asBoolean()).isFalse();
    assertThat(api.get(path).json().path("enabled").asBoolean()).isFalse();
    server.clock().advance(Duration.ofHours(2));
    server.crm().runDue();
    assertThat(done).isEmpty();

    JsonNode on = api.post(path + ":enable").json();
    assertThat(on.path("enabled").asBoolean()).isTrue();
    assertThat(api.get(path).json()).isEqualTo(on);
    server.clock().advance(Duration.ofHours(2));
    server.crm().runDue();
    assertThat(done).containsExactly("tidy");
  }

  @Test
  void a_schedule_is_run_at_once_whatever_its_times() {
    api.post("/schedules/tidy-up:disable");
    Response asked = api.post("/schedules/tidy-up:run");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().path("kind").asText()).isEqualTo("tidy");
    assertThat(done).isEmpty();

    server.crm().runDue();
    assertThat(done).containsExactly("tidy");
    String job = String.valueOf(asked.header("Location")).replace("/api/v1", "");
    assertThat(api.get(job).json().path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(api.get("/schedules/tidy-up").json().path("enabled").asBoolean()).isFalse();
  }

  private String mail() {
    return "/jobs/" + server.crm().jobQueue().enqueue(JobRequest.of("mail").attempts(1));
  }
}
