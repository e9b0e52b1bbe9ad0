package dev.kith.crm.http.intake.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What leads said to being contacted, as a program meets it. */
class ConsentOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_lead_says_yes_and_no_and_its_ledger_tells_what_counts() {
    JsonNode lead =
        api.post(
                "/leads",
                "{\"familyName\":\"Byron\",\"emailConsent\":\"GRANTED\","
                    + "\"consentEvidence\":\"Form 7, box ticked\"}")
            .json();
    assertThat(lead.path("consentEvidence").asText()).isEqualTo("Form 7, box ticked");
    String path = "/leads/" + lead.path("id").asText() + "/consents";
    JsonNode line = api.get(path).json().path("items").path(0);
    assertThat(line.path("channel").asText()).isEqualTo("EMAIL");
    assertThat(line.path("evidence").asText()).isEqualTo("Form 7, box ticked");

    String no =
        "{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\",\"status\":\"WITHDRAWN\","
            + "\"source\":\"Unsubscribe link\"}";
    JsonNode two = api.with("Idempotency-Key", "no-1").post(path, no).json();
    assertThat(api.with("Idempotency-Key", "no-1").post(path, no).json()).isEqualTo(two);
    assertThat(standing(two)).containsExactly("EMAIL MARKETING WITHDRAWN");
    assertThat(api.get(path).json()).isEqualTo(two);
    assertThat(api.get("/leads/" + lead.path("id").asText()).json().path("emailConsent").asText())
        .isEqualTo("WITHDRAWN");

    JsonNode all =
        api.post(
                path + ":batch",
                "{\"items\":[{\"channel\":\"PHONE\",\"purpose\":\"SALES\",\"status\":\"GRANTED\","
                    + "\"basis\":\"LEGITIMATE_INTERESTS\",\"source\":\"Customer since 2024\","
                    + "\"occurredAt\":\"2026-01-02T10:00:00Z\",\"until\":\"2099-01-01T00:00:00Z\"},"
                    + no.replace("EMAIL", "POST")
                    + "]}")
            .json();
    assertThat(standing(all))
        .containsExactly(
            "EMAIL MARKETING WITHDRAWN", "PHONE SALES GRANTED", "POST MARKETING WITHDRAWN");
  }

  @Test
  void a_consent_is_proven_part_by_part() {
    String lead = api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();
    String path = "/leads/" + lead + "/consents";
    String proven =
        "{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\",\"status\":\"GRANTED\",\"source\":\"Form\",\"proof\":{\"kind\":\"DOUBLE_OPT_IN\",\"reference\":\"message"
            + " 4711\"}}";
    assertThat(api.post(path, proven.replace("message 4711", " ")).errors())
        .containsExactly("/proof/reference required");
    assertThat(api.post(path, proven.replace("DOUBLE_OPT_IN", "PIGEON")).errors())
        .containsExactly("/proof/kind not-one-of");

    JsonNode proof = api.post(path, proven).json().path("items").path(0).path("proof");
    assertThat(proof.path("kind").asText()).isEqualTo("DOUBLE_OPT_IN");
    assertThat(proof.path("reference").asText()).isEqualTo("message 4711");
    assertThat(proof.path("wording").isNull()).isTrue();
    assertThat(proof.path("at").isNull()).isTrue();
    assertThat(api.get("/leads/" + lead).json().path("consentEvidence").asText())
        .isEqualTo("Double opt-in: message 4711");
  }

  @Test
  void bad_input_is_refused_with_every_problem_at_once() {
    String path =
        "/leads/"
            + api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText()
            + "/consents";
    Response bad =
        api.post(
            path + ":batch",
            "{\"items\":[{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\",\"status\":\"GRANTED\","
                + "\"occurredAt\":\"2999-01-01T00:00:00Z\"},{\"channel\":\"EMAIL\","
                + "\"purpose\":\"MARKETING\",\"status\":\"DENIED\",\"source\":\"Call\","
                + "\"until\":\"2999-01-01T00:00:00Z\"}]}");
    assertThat(bad.status()).isEqualTo(422);
    assertThat(bad.errors())
        .containsExactly(
            "/items/0/source required",
            "/items/0/evidence consent-without-evidence",
            "/items/0/occurredAt consent-in-the-future",
            "/items/1/until consent-refusal-with-end");
    assertThat(
            api.post(path, "{\"channel\":\"PIGEON\",\"purpose\":1,\"status\":\"MAYBE\"}").errors())
        .containsExactly("/channel not-one-of", "/purpose wrong-type", "/status not-one-of");
    assertThat(api.get(path).json().path("items")).isEmpty();
  }

  private static List<String> standing(JsonNode history) {
    List<String> standing = new ArrayList<>();
    history
        .path("standing")
        .forEach(each ->
            standing.add(
                each.path("channel").asText()
                    + " "
                    + each.path("purpose").asText()
                    + " "
                    + each.path("state").asText()));
    return standing;
  }
}
