package dev.kith.crm.http.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many leads become customers at once, as a program meets it. */
class ConvertingManyLeadsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final Api any = api.with("If-Match", "*");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_batch_is_tried_begun_once_followed_and_mended() {
    String known = api.post("/accounts", "{\"name\":\"Known GmbH\"}").json().path("id").asText();
    String fresh = qualified("New", "fresh");
    String alike = qualified("Known AG", "alike");
    String raw = lead("Raw", "raw");
    String wish = "\"leads\":[\"%s\",\"%s\",\"%s\"]".formatted(fresh, alike, raw);

    JsonNode tried = finished(api.post("/conversions:batch", "{" + wish + ",\"dryRun\":true}"));
    assertThat(tried.path("dryRun").asBoolean()).isTrue();
    assertThat(tried.path("counts").toString())
        .isEqualTo("{\"waiting\":0,\"converted\":1,\"skipped\":1,\"failed\":0,\"duplicate\":1}");
    assertThat(api.get("/conversions").json().path("items")).isEmpty();

    Api once = api.with("Idempotency-Key", "batch-1");
    Response begun = once.post("/conversions:batch", "{" + wish + "}");
    assertThat(begun.status()).isEqualTo(202);
    String id = begun.json().path("id").asText();
    assertThat(begun.header("Location")).endsWith("/jobs/" + id);
    assertThat(once.post("/conversions:batch", "{" + wish + "}").json().path("id").asText())
        .isEqualTo(id);

    JsonNode done = finished(begun);
    assertThat(done.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(done.path("counts")).isEqualTo(tried.path("counts"));
    String items = "/conversion-batches/" + id + "/items";
    JsonNode all = api.get(items).json().path("items");
    assertThat(all.findValuesAsText("outcome"))
        .containsExactly("CONVERTED", "DUPLICATE", "SKIPPED");
    assertThat(all.at("/2/code").asText()).isEqualTo("qualification-gate");
    assertThat(all.at("/1/candidates/0/id").asText()).isEqualTo(known);
    assertThat(all.at("/1/candidates/0/name").asText()).isEqualTo("Known GmbH");
    assertThat(
            api.get("/conversions/" + all.at("/0/conversion").asText())
                .json()
                .path("cause")
                .asText())
        .isEqualTo("conversion-batch/" + id);
    JsonNode page = api.get(items + "?limit=2").json();
    assertThat(page.path("nextAfter").asInt()).isEqualTo(2);
    assertThat(api.get(items + "?limit=2&after=2").json().at("/items/0/lead").asText())
        .isEqualTo(raw);
    assertThat(api.get(items + "?outcome=DUPLICATE").json().path("items")).hasSize(1);
    assertThat(api.get("/conversion-batches/" + id + "/failures.csv").text())
        .contains("DUPLICATE,duplicate-candidates");

    any.post("/leads/" + raw + ":qualify");
    assertThat(retried(items, raw, "{}").path("outcome").asText()).isEqualTo("CONVERTED");
    assertThat(retried(items, alike, "{}").path("outcome").asText()).isEqualTo("DUPLICATE");
    assertThat(retried(items, alike, "{\"duplicates\":\"CREATE\"}").path("outcome").asText())
        .isEqualTo("CONVERTED");
    assertThat(api.post(items + "/" + alike + ":retry", "{}").code())
        .isEqualTo("invalid-transition");
    assertThat(api.get("/conversion-batches").json().at("/items/0/counts/converted").asInt())
        .isEqualTo(3);
  }

  @Test
  void a_filter_says_which_leads_are_meant() {
    qualified("Engines One", "one");
    qualified("Mills", "two");
    lead("Engines Three", "three");

    JsonNode done =
        finished(
            api.post(
                "/conversions:batch",
                "{\"filter\":\"status eq"
                    + " 'QUALIFIED'\",\"q\":\"engines\",\"duplicates\":\"LINK\"}"));

    assertThat(done.path("leads").asInt()).isEqualTo(1);
    assertThat(done.at("/counts/converted").asInt()).isEqualTo(1);
    assertThat(api.post("/conversions:batch", "{\"filter\":\"colour eq 'red'\"}").errors())
        .hasSize(1)
        .allMatch(error -> error.startsWith("/filter"));
    assertThat(api.post("/conversions:batch", "{\"filter\":\"company eq 'Nobody'\"}").errors())
        .containsExactly("/leads required-missing");
    assertThat(api.post("/conversions:batch", "{\"leads\":[]}").status()).isEqualTo(422);
  }

  @Test
  void the_figures_tell_what_became_of_leads_and_what_kept_others() {
    api.post("/accounts", "{\"name\":\"Known GmbH\"}");
    String fresh = qualified("New", "fresh");
    String alike = qualified("Known AG", "alike");
    finished(api.post("/conversions:batch", "{\"leads\":[\"" + fresh + "\",\"" + alike + "\"]}"));

    JsonNode report = api.get("/conversions/analytics?groupBy=source&cohort=week").json();
    assertThat(report.at("/total/leads").asInt()).isEqualTo(2);
    assertThat(report.at("/total/rate").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(report.at("/groups/0/results/none").asInt()).isEqualTo(1);
    assertThat(report.at("/cohorts/0/leads/converted").asInt()).isEqualTo(1);
    assertThat(report.at("/funnel/qualified").asInt()).isEqualTo(2);
    assertThat(report.at("/errors/0/code").asText()).isEqualTo("duplicate-candidates");
    assertThat(report.at("/errors/0/batches").asInt()).isEqualTo(1);
    assertThat(api.get("/conversions/analytics?groupBy=colour").status()).isEqualTo(400);
    assertThat(
            api.get("/conversions/analytics?from=2026-02-01T00:00:00Z&before=2026-01-01T00:00:00Z")
                .status())
        .isEqualTo(400);
  }

  private JsonNode retried(String items, String lead, String body) {
    return api.post(items + "/" + lead + ":retry", body).json();
  }

  private JsonNode finished(Response begun) {
    server.crm().runDue();
    return api.get("/conversion-batches/" + begun.json().path("id").asText()).json();
  }

  private String qualified(String company, String name) {
    String id = lead(company, name);
    any.post("/leads/" + id + ":qualify");
    return id;
  }

  private String lead(String company, String name) {
    return api.post(
            "/leads",
            "{\"familyName\":\"%s\",\"company\":\"%s\",\"email\":\"%s@%s.example\"}"
                .formatted(name, company, name, name))
        .json()
        .path("id")
        .asText();
  }
}
