package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningServerTest {

  private static OwnServer server;
  private static Api admin;

  @BeforeAll
  static void start() {
    server = OwnServer.start();
    admin = server.asAdministrator();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void it_is_alive_and_ready() {
    Api root = new Api(server.root());
    assertThat(root.get("/health/live").status()).isEqualTo(200);
    assertThat(root.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void its_metrics_are_open_metrics() {
    admin.get("/leads");
    Response metrics = new Api(server.root()).get("/metrics");
    assertThat(metrics.header("Content-Type")).startsWith("application/openmetrics-text");
    assertThat(metrics.text())
        .contains("route=\"/api/v1/leads\"", "kith_outbox_waiting", "kith_jobs_dead")
        .endsWith("# EOF\n");
  }

  @Test
  void nobody_in_particular_is_sent_away() {
    Response refused = server.api().get("/leads");
    assertThat(List.of(refused.status(), refused.code()))
        .isEqualTo(List.of(401, "unauthenticated"));
    assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(server.api().as("kith_" + "a".repeat(43)).get("/leads").code())
        .isEqualTo("invalid-token");
  }

  @Test
  void a_session_without_its_token_changes_nothing() {
    Response session =
        server
            .api()
            .post(
                "/sessions",
                "{\"login\":\""
                    + OwnServer.LOGIN
                    + "\",\"password\":\""
                    + OwnServer.PASSWORD
                    + "\"}");
    assertThat(session.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/");
    Api browser =
        server
            .api()
            .with("Cookie", String.valueOf(session.header("Set-Cookie")).replaceAll(";.*", ""));

    assertThat(browser.get("/me").json().path("name").asText()).isEqualTo("Administrator");
    assertThat(browser.post("/leads", "{\"familyName\":\"X\"}").code())
        .isEqualTo("csrf-token-invalid");
  }

  @Test
  void the_description_promises_idempotency_keys_for_every_POST_that_changes_something() {
    List<String> without = new ArrayList<>();
    admin
        .get("/openapi.json")
        .json()
        .path("paths")
        .properties()
        .forEach(path -> {
          JsonNode post = path.getValue().path("post");
          if (post.isObject()
              && !post.path("parameters").findValuesAsText("name").contains("Idempotency-Key")) {
            without.add(path.getKey());
          }
        });

    assertThat(without)
        .contains("/sessions")
        .allMatch(path ->
            path.equals("/sessions")
                || path.startsWith("/validation/")
                || path.endsWith(":check-contact")
                || path.endsWith(":preview-enrichment")
                || path.equals("/tasks:preview-recurrence")
                || path.equals("/attribution/rules:preview")
                || path.equals("/automation/conditions:check")
                || path.equals("/assignment-pools/{id}:try")
                || path.equals("/scoring/filters:check")
                || path.equals("/scoring/models/{id}:simulate")
                || path.equals("/scoring/scorecard:simulate")
                || path.equals("/lifecycle:check")
                || path.equals("/lifecycle:simulate")
                || path.equals("/contact-roles:suggest")
                || path.equals("/exchange-rates:convert")
                || path.equals("/automation/rules/{id}:test"));
  }

  @Test
  void a_file_of_leads_comes_in_and_goes_out() {
    Response started =
        admin.send(
            "POST",
            "/imports?start=true&name=people.csv",
            "text/csv",
            "given name,family name,email\nAda,Byron,ada.file@example.com\nBad,Row,nonsense\n");
    assertThat(started.status()).as(started.text()).isEqualTo(202);
    String path = String.valueOf(started.header("Location")).replace("/api/v1", "");
    Response done = admin.get(path);
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!done.json().path("status").asText().startsWith("COMPLETED")
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
      done = admin.get(path);
    }
    assertThat(done.json().path("created").asInt()).as(done.text()).isEqualTo(1);
    assertThat(admin.get(path + "/errors.csv").text()).contains("email-syntax", "nonsense");
    assertThat(
            admin.get("/leads.csv?fields=email&filter=email%20eq%20'ada.file@example.com'").text())
        .isEqualTo("email\r\nada.file@example.com\r\n");
  }

  @Test
  void what_is_no_request_is_a_problem_too() {
    Response refused = new Api(server.root()).get("/api/v1/leads/%00");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("bad-request");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void the_API_can_be_browsed_without_scripts_from_elsewhere() {
    Api root = new Api(server.root());
    Response page = root.get("/api");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';");
    assertThat(page.text()).doesNotContain("https://", "<script>");
    assertThat(root.get("/api/swagger-ui-bundle.js").status()).isEqualTo(200);
    assertThat(root.get("/api/swagger-ui.css").header("Content-Type")).startsWith("text/css");
  }
}
