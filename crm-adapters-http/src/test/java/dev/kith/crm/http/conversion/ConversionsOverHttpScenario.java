package dev.kith.crm.http.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lead becomes a customer, and a lead again, as a program meets it. */
class ConversionsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final Api any = api.with("If-Match", "*");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_lead_is_previewed_converted_once_and_given_back() {
    setUpPipeline();
    String lead = lead("Ada", "Engines", "ada@engines.example");
    api.post("/leads/" + lead + "/touches", "{\"utmSource\":\"newsletter\"}");
    String task =
        api.post(
                "/tasks",
                "{\"subject\":\"Call\",\"related\":{\"type\":\"lead\",\"id\":\"" + lead + "\"}}")
            .json()
            .path("id")
            .asText();
    String path = "/leads/" + lead + ":convert";
    String wish =
        "\"opportunity\":{\"fields\":{\"name\":\"Ten engines\",\"amount\":\"1200\","
            + "\"currency\":\"EUR\"},\"contactRole\":\"CHAMPION\"}";

    JsonNode preview = any.post(path, "{\"mode\":\"PREVIEW\"," + wish + "}").json();
    assertThat(preview.path("alreadyConverted").asBoolean()).isFalse();
    assertThat(preview.path("conversion").isNull()).isTrue();
    assertThat(preview.at("/preview/records").findValuesAsText("name"))
        .contains("Engines", "Ada Lovelace", "Ten engines");
    assertThat(preview.at("/preview/problems")).isEmpty();
    assertThat(preview.at("/preview/tasks").asInt()).isEqualTo(1);
    assertThat(api.get("/accounts").json().path("items")).isEmpty();

    Response done = any.post(path, "{" + wish + "}");
    assertThat(done.status()).isEqualTo(200);
    JsonNode conversion = done.json().path("conversion");
    String account = conversion.at("/account/id").asText();
    String contact = conversion.at("/contact/id").asText();
    String opportunity = conversion.at("/opportunity/id").asText();
    assertThat(conversion.at("/account/how").asText()).isEqualTo("CREATED");
    assertThat(api.get("/contacts/" + contact).json().path("account").asText()).isEqualTo(account);
    assertThat(api.get("/opportunities/" + opportunity).json().path("amount").asText())
        .isEqualTo("1200.00");
    JsonNode role = api.get("/opportunities/" + opportunity + "/roles").json().at("/items/0");
    assertThat(role.path("role").asText()).isEqualTo("CHAMPION");
    assertThat(role.path("primary").asBoolean()).isTrue();
    assertThat(api.get("/tasks/" + task).json().path("relatedId").asText()).isEqualTo(opportunity);
    assertThat(api.get("/leads/" + lead).json().path("status").asText()).isEqualTo("CONVERTED");

    JsonNode reach = api.get("/contacts/" + contact + "/contact").json().path("items");
    assertThat(reach.findValuesAsText("channel")).contains("EMAIL", "PHONE");
    assertThat(reach.at("/0/obstacles/0/kind").asText()).isEqualTo("NOT_ASKED");

    JsonNode again = any.post(path, "{}").json();
    assertThat(again.path("alreadyConverted").asBoolean()).isTrue();
    assertThat(again.path("conversion")).isEqualTo(conversion);
    String found = "/conversions/" + conversion.path("id").asText();
    assertThat(api.get(found).json()).isEqualTo(conversion);
    assertThat(api.get("/conversions?lead=" + lead).json().path("items")).hasSize(1);
    assertThat(api.get("/conversions?record=" + contact).json().at("/items/0"))
        .isEqualTo(conversion);

    JsonNode origin = api.get("/opportunities/" + opportunity + "/origins").json().at("/items/0");
    assertThat(origin.path("lead").asText()).isEqualTo(lead);
    assertThat(origin.path("conversion")).isEqualTo(conversion.path("id"));
    assertThat(origin.path("convertedAt")).isEqualTo(conversion.path("at"));
    assertThat(origin.path("touches")).isEqualTo(api.get("/leads/" + lead + "/touches").json());
    assertThat(origin.at("/touches/items")).hasSize(1);
    assertThat(api.get("/accounts/" + account + "/origins").json().at("/items/0"))
        .isEqualTo(origin);
    assertThat(api.get("/contacts/" + contact + "/origins").json().at("/items/0"))
        .isEqualTo(origin);
    assertThat(api.get("/contacts/" + account + "/origins").code()).isEqualTo("not-found");

    JsonNode undone = any.post(found + ":undo").json();
    assertThat(undone.path("status").asText()).isEqualTo("UNDONE");
    assertThat(api.get("/leads/" + lead).json().path("status").asText()).isEqualTo("QUALIFIED");
    assertThat(api.get("/accounts/" + account).json().path("deletedAt").isNull()).isFalse();
    assertThat(api.get("/tasks/" + task).json().path("relatedId").asText()).isEqualTo(lead);
  }

  @Test
  void whoever_may_be_meant_is_asked_about_first() {
    String known = api.post("/accounts", "{\"name\":\"Engines Ltd\"}").json().path("id").asText();
    String path = "/leads/" + lead("Ada", "Engines", "ada@engines.example") + ":convert";

    Response asked = any.post(path, "{}");
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.code()).isEqualTo("duplicate-candidates");
    assertThat(asked.json().at("/candidates/0/id").asText()).isEqualTo(known);
    assertThat(asked.json().at("/candidates/0/type").asText()).isEqualTo("account");
    String resolution = asked.json().path("resolution").asText();

    JsonNode conversion =
        any.post(path, "{\"resolution\":\"" + resolution + "\"}").json().path("conversion");
    assertThat(conversion.at("/account/id").asText()).isNotEqualTo(known);
  }

  @Test
  void everything_in_the_way_is_said_at_once() {
    String lead = api.post("/leads", "{\"company\":\"Engines\"}").json().path("id").asText();

    assertThat(
            any.post(
                    "/leads/" + lead + ":convert",
                    "{\"contact\":{\"way\":\"CREATE\"},\"account\":{\"way\":\"LINK\"}}")
                .errors())
        .containsExactlyInAnyOrder(
            " qualification-gate",
            "/contact/fields/familyName required-missing",
            "/account/id required-missing");
    assertThat(any.post("/leads/" + lead + ":convert", "{\"account\":{\"way\":\"BUY\"}}").errors())
        .hasSize(1);
  }

  @Test
  void the_mapping_is_read_and_replaced() {
    JsonNode usual = api.get("/conversion-mapping").json();
    assertThat(usual.path("version").asInt()).isEqualTo(1);

    assertThat(
            any.put(
                    "/conversion-mapping",
                    "{\"lines\":[{\"from\":\"phone\",\"to\":\"account.employees\"}],"
                        + "\"consent\":\"NONE\"}")
                .errors())
        .containsExactly("/lines/0 type-mismatch");
    JsonNode second =
        any.put(
                "/conversion-mapping",
                "{\"lines\":[{\"from\":\"customFields.Staff\",\"to\":\"account.employees\"}],"
                    + "\"consent\":\"ANY\"}")
            .json();
    assertThat(second.path("version").asInt()).isEqualTo(2);
    assertThat(api.get("/conversion-mapping?version=1").json()).isEqualTo(usual);
    assertThat(api.get("/conversion-mapping?version=7").status()).isEqualTo(404);
  }

  private void setUpPipeline() {
    api.post(
        "/pipelines",
        """
        {"name": "Sales", "stages": [
          {"key": "open", "name": "Open", "type": "OPEN", "probability": 10},
          {"key": "won", "name": "Won", "type": "WON"},
          {"key": "lost", "name": "Lost", "type": "LOST"}]}
        """);
  }

  private String lead(String name, String company, String email) {
    String id =
        api.post(
                "/leads",
                "{\"givenName\":\"%s\",\"familyName\":\"Lovelace\",\"company\":\"%s\",\"email\":\"%s\"}"
                    .formatted(name, company, email))
            .json()
            .path("id")
            .asText();
    any.post("/leads/" + id + ":qualify");
    return id;
  }
}
