package dev.kith.crm.http.intake.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found out about leads, as a program meets it. */
class EnrichmentOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_lead_is_previewed_enriched_and_asked_where_its_fields_are_from() {
    String lead = captured("ada@blue-sky.co.uk", "+493012345678");

    JsonNode preview = api.post(lead + ":preview-enrichment", "{}").json();
    assertThat(told(preview.path("filled")))
        .containsExactly("company=Blue Sky email 60 true", "country=DE phone 80 true");
    assertThat(api.get(lead + "/enrichment").json().path("items")).isEmpty();
    assertThat(api.get(lead).json().path("version").asLong()).isEqualTo(1);

    Response enriched = api.post(lead + ":enrich", "{}");
    assertThat(enriched.status()).isEqualTo(200);
    assertThat(enriched.header("ETag")).isEqualTo("\"2\"");
    assertThat(told(enriched.json().path("filled"))).isEqualTo(told(preview.path("filled")));
    assertThat(api.get(lead).json().path("company").asText()).isEqualTo("Blue Sky");
    assertThat(told(api.get(lead + "/enrichment").json().path("items")))
        .containsExactly(
            "company=Blue Sky email 60 true",
            "country=DE phone 80 true",
            "timeZone=Europe/Berlin phone 80 false",
            "website=blue-sky.co.uk email 80 false",
            "freeMail=false email 95 false",
            "roleAddress=false email 95 false");

    at(2).patch(lead, "{\"company\":\"Blue Sky Ltd\"}");
    JsonNode again = api.post(lead + ":enrich", "{\"mode\":\"REFRESH\"}").json();
    assertThat(again.path("filled")).isEmpty();
    assertThat(told(again.path("items"))).contains("company=Blue Sky email 60 false");
    JsonNode forced =
        api.post(lead + ":enrich", "{\"mode\":\"OVERWRITE\",\"sources\":[\"email\"]}").json();
    assertThat(told(forced.path("filled"))).containsExactly("company=Blue Sky email 60 true");
  }

  @Test
  void many_are_enriched_at_once_and_each_has_an_outcome() {
    String lead = captured("ada@blue-sky.co.uk", "+493012345678");
    String gone = captured("grace@engines.com", "+33123456789");
    at(1).delete(gone);
    String body =
        "{\"leads\":[\"%s\",\"%s\",\"00000000-0000-0000-0000-000000000007\"]}"
            .formatted(id(lead), id(gone));

    JsonNode result = api.post("/leads:enrich", body).json();

    assertThat(result.path("enriched").asInt()).isEqualTo(1);
    assertThat(result.path("refused").asInt()).isEqualTo(2);
    assertThat(told(result.path("items").path(0).path("enriched").path("filled"))).hasSize(2);
    assertThat(result.path("items").path(1).path("problem").path("code").asText())
        .isEqualTo("lead-deleted");
    assertThat(result.path("items").path(2).path("status").asInt()).isEqualTo(404);
  }

  @Test
  void what_makes_no_sense_is_refused_with_every_problem() {
    String lead = captured("ada@blue-sky.co.uk", "+493012345678");
    Response refused =
        api.post(lead + ":enrich", "{\"ip\":\"localhost\",\"sources\":[\"email\",\"oracle\"]}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors()).containsExactly("/ip ip-syntax", "/sources/1 not-one-of");
    assertThat(api.post(lead + ":enrich", "{\"mode\":\"GUESS\"}").errors())
        .containsExactly("/mode not-one-of");
    assertThat(api.get("/enrichment/sources").json().path("items").toString())
        .isEqualTo("[\"email\",\"phone\"]");
  }

  private String captured(String email, String phone) {
    Response captured =
        api.post("/leads", "{\"email\":\"%s\",\"phone\":\"%s\"}".formatted(email, phone));
    assertThat(captured.status()).isEqualTo(201);
    return "/leads/" + captured.json().path("id").asText();
  }

  private static String id(String lead) {
    return lead.substring("/leads/".length());
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }

  private static List<String> told(JsonNode values) {
    List<String> told = new ArrayList<>();
    values.forEach(v ->
        told.add(
            "%s=%s %s %s %s"
                .formatted(
                    v.path("field").asText(),
                    v.path("value").asText(),
                    v.path("source").asText(),
                    v.path("confidence").asText(),
                    v.path("current").asText())));
    return told;
  }
}
