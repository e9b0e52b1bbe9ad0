package dev.kith.crm.http.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The question that comes before every contact, and what is left alone, as a program meets it. */
class ContactOverHttpScenario {

  private static final String QUESTION = "{\"channel\":\"EMAIL\",\"purpose\":\"MARKETING\"}";

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void one_asks_before_a_contact_is_told_why_not_and_when_again() {
    String lead = lead("ada@shop.engines.example");
    String ask = "/leads/" + lead + ":check-contact";
    JsonNode yes = api.post(ask, QUESTION).json();
    assertThat(yes.path("allowed").asBoolean()).isTrue();
    assertThat(yes.path("obstacles")).isEmpty();

    Response added =
        api.post(
            "/suppressions",
            "{\"kind\":\"DOMAIN\",\"target\":\"Engines.example\",\"reason\":\"Court order\","
                + "\"until\":\"2099-01-01T00:00:00Z\"}");
    assertThat(added.status()).isEqualTo(201);
    String suppression = "/suppressions/" + added.json().path("id").asText();
    assertThat(api.get(suppression).json()).isEqualTo(added.json());

    JsonNode no = api.post(ask, QUESTION).json();
    assertThat(no.path("allowed").asBoolean()).isFalse();
    assertThat(no.path("from").asText()).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(no.path("obstacles").toString())
        .isEqualTo(
            "[{\"kind\":\"SUPPRESSED\",\"since\":null,\"reason\":\"Court order\","
                + "\"ends\":\"2099-01-01T00:00:00Z\"}]");

    JsonNode many =
        api.post(
                "/leads:check-contact",
                QUESTION.replace(
                    "{", "{\"leads\":[\"" + lead + "\",\"00000000-0000-0000-0000-000000000001\"],"))
            .json();
    assertThat(many.path("items").path(0).path("answer")).isEqualTo(no);
    assertThat(many.path("items").path(1).path("status").asInt()).isEqualTo(404);

    JsonNode overview = api.get("/leads/" + lead + "/contact").json();
    assertThat(overview.path("items")).hasSize(15).contains(no);

    Response gone = at(1).post(suppression + ":remove", "{\"reason\":\"Order lifted\"}");
    assertThat(gone.status()).isEqualTo(200);
    assertThat(gone.json().path("removal").asText()).isEqualTo("Order lifted");
    assertThat(api.post(ask, QUESTION).json().path("allowed").asBoolean()).isTrue();
    assertThat(at(1).post(suppression + ":remove", "{\"reason\":\"Again\"}").status())
        .isEqualTo(412);
  }

  @Test
  void many_are_left_alone_at_once_and_the_list_is_filtered_and_paged() {
    String items =
        "{\"items\":[{\"kind\":\"ADDRESS\",\"target\":\"a@x.example\",\"reason\":\"Bounced\"},"
            + "{\"kind\":\"NUMBER\",\"target\":\"+49 30 12345678\",\"reason\":\"Asked to\"},"
            + "{\"kind\":\"ADDRESS\",\"target\":\"A@X.example\",\"reason\":\"Bounced\"}]}";
    JsonNode added = api.post("/suppressions:batch", items).json();
    assertThat(added.path("items")).hasSize(2);
    assertThat(added.path("known").asInt()).isEqualTo(1);
    assertThat(api.post("/suppressions:batch", items).json().path("known").asInt()).isEqualTo(3);

    JsonNode first =
        api.get(
                "/suppressions?filter=target%20contains%20'1'%20or%20kind%20eq%20'ADDRESS'&sort=target&limit=1&count=exact")
            .json();
    assertThat(first.path("total").asInt()).isEqualTo(2);
    JsonNode second =
        api.get(
                "/suppressions?filter=target%20contains%20'1'%20or%20kind%20eq%20'ADDRESS'&sort=target&limit=1&cursor="
                    + first.path("nextCursor").asText())
            .json();
    assertThat(second.path("items")).hasSize(1).isNotEqualTo(first.path("items"));
    assertThat(api.get("/suppressions?q=asked").json().path("items")).hasSize(1);
  }

  @Test
  void quiet_hours_are_set_and_bad_input_is_refused_with_every_problem() {
    Response usual = api.get("/contact/quiet-hours");
    assertThat(usual.header("ETag")).isEqualTo("\"1\"");
    String hours =
        "{\"zone\":\"Europe/Berlin\",\"windows\":[{\"channels\":[\"PHONE\"],"
            + "\"days\":[\"SATURDAY\",\"SUNDAY\"],\"from\":\"00:00\",\"to\":\"00:00\"}]}";
    Response set = at(1).put("/contact/quiet-hours", hours);
    assertThat(set.status()).isEqualTo(200);
    assertThat(api.get("/contact/quiet-hours").json()).isEqualTo(set.json());
    assertThat(at(1).put("/contact/quiet-hours", hours.replace("Berlin", "Rome")).status())
        .isEqualTo(412);
    assertThat(at(2).put("/contact/quiet-hours", hours.replace("Berlin", "Atlantis")).errors())
        .containsExactly("/zone zone-unknown");
    assertThat(at(2).put("/contact/quiet-hours", hours.replace("\"00:00\"", "\"25:00\"")).errors())
        .containsExactly("/windows/0/from time-syntax", "/windows/0/to time-syntax");
    assertThat(
            api.post(
                    "/suppressions:batch",
                    "{\"items\":[{\"kind\":\"DOMAIN\",\"target\":\"no domain\",\"reason\":\" \","
                        + "\"until\":\"2020-01-01T00:00:00Z\"}]}")
                .errors())
        .containsExactly(
            "/items/0/target email-syntax",
            "/items/0/reason required",
            "/items/0/until not-in-future");
    assertThat(api.post("/leads/" + lead("x@x.example") + ":check-contact", "{}").errors())
        .containsExactly("/channel required", "/purpose required");
  }

  private String lead(String email) {
    return api.post(
            "/leads",
            "{\"email\":\""
                + email
                + "\",\"emailConsent\":\"GRANTED\",\"consentEvidence\":\"Form 7\"}")
        .json()
        .path("id")
        .asText();
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
