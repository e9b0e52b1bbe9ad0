package dev.kith.crm.http.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts and contacts that look alike, as a program meets them. */
class AlikeRecordsOverHttpScenario {

  private static final String ADDRESS =
      ",\"billingStreet\":\"Hafenstraße 7\",\"billingPostalCode\":\"20457\",\"billingCity\":"
          + "\"Hamburg\",\"billingCountry\":\"DE\",\"phone\":\"+49 40 1234567\"}";

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_program_asks_before_it_makes_an_account_and_of_one_that_is_there() {
    String draft = "{\"name\":\"Vogel Windkraft GmbH\"" + ADDRESS;
    assertThat(asked("/validation/duplicates/accounts", draft).path("decision").asText())
        .isEqualTo("NONE");
    String first = made("/accounts", draft);
    JsonNode check = asked("/validation/duplicates/accounts", draft);
    assertThat(check.path("decision").asText()).isEqualTo("BLOCK");
    assertThat(check.path("matches").path(0).path("id").asText()).isEqualTo(first);
    String second = made("/accounts", "{\"name\":\"Vogel Windkraft AG\"" + ADDRESS);

    JsonNode match = api.get("/accounts/" + first + "/duplicates").json().path("matches").path(0);
    assertThat(match.path("id").asText()).isEqualTo(second);
    assertThat(match.path("type").asText()).isEqualTo("account");
    assertThat(match.path("name").asText()).isEqualTo("Vogel Windkraft AG");
    assertThat(match.path("reasons")).isNotEmpty();
    Response nameless = api.post("/validation/duplicates/accounts", "{\"industry\":\"Wind\"}");
    assertThat(nameless.status()).isEqualTo(422);
    assertThat(nameless.code()).isEqualTo("invalid");
  }

  @Test
  void a_program_asks_the_same_of_contacts() {
    String phones = ",\"phones\":[{\"number\":\"+49 40 7654321\"}]}";
    String first = made("/contacts", "{\"givenName\":\"Ina\",\"familyName\":\"Roth\"" + phones);
    String draft = "{\"givenName\":\"Ina\",\"familyName\":\"Rot\"" + phones;
    JsonNode check = asked("/validation/duplicates/contacts", draft);
    assertThat(check.path("matches").path(0).path("id").asText()).isEqualTo(first);
    assertThat(check.path("matches").path(0).path("type").asText()).isEqualTo("contact");

    String second = made("/contacts", draft);
    assertThat(
            api.get("/contacts/" + first + "/duplicates")
                .json()
                .path("matches")
                .path(0)
                .path("id")
                .asText())
        .isEqualTo(second);
    assertThat(api.with("If-Match", "\"1\"").delete("/contacts/" + second).status()).isEqualTo(200);
    assertThat(api.get("/contacts/" + first + "/duplicates").json().path("matches")).isEmpty();
    assertThat(api.get("/contacts/" + new UUID(1, 2) + "/duplicates").status()).isEqualTo(404);
  }

  private JsonNode asked(String path, String draft) {
    Response answer = api.post(path, draft);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private String made(String path, String body) {
    Response made = api.post(path, body);
    assertThat(made.status()).isEqualTo(201);
    return made.json().path("id").asText();
  }
}
