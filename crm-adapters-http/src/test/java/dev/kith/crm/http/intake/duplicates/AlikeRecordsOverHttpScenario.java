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

  @Test
  void two_accounts_become_one_with_all_that_belongs_to_them_and_two_again() {
    String winner = made("/accounts", "{\"name\":\"Vogel GmbH\",\"domains\":[\"vogel.example\"]}");
    String loser =
        made(
            "/accounts",
            "{\"name\":\"Vogel Windkraft\",\"domains\":[\"vogel.test\"],\"industry\":\"Energy\"}");
    String mara = made("/contacts", "{\"familyName\":\"Mara\",\"account\":\"" + loser + "\"}");

    Response merged =
        merge(
            "/accounts/" + winner,
            "{\"others\":[\""
                + loser
                + "\"],\"fields\":{\"name\":\""
                + loser
                + "\"},\"versions\":{\""
                + loser
                + "\":1}}");
    assertThat(merged.status()).isEqualTo(201);
    assertThat(merged.json().path("kind").asText()).isEqualTo("ACCOUNT");
    assertThat(merged.json().path("fields").path("industry").asText()).isEqualTo(loser);
    String merge = String.valueOf(merged.header("Location")).replace("/api/v1", "");

    Response moved = api.get("/accounts/" + loser);
    assertThat(moved.status()).isEqualTo(308);
    assertThat(moved.header("Location")).isEqualTo("/api/v1/accounts/" + winner);
    Response refused = api.with("If-Match", "*").post("/accounts/" + loser + ":restore");
    assertThat(refused.code()).isEqualTo("account-merged");
    assertThat(refused.json().path("into").asText()).isEqualTo(winner);
    JsonNode now = api.get("/accounts/" + winner).json();
    assertThat(now.path("name").asText()).isEqualTo("Vogel Windkraft");
    assertThat(now.path("domains")).hasSize(2);
    assertThat(api.get("/contacts/" + mara).json().path("account").asText()).isEqualTo(winner);

    api.with("If-Match", "*").patch("/accounts/" + winner, "{\"industry\":\"Wind\"}");
    Response undone = api.with("If-Match", "\"1\"").post(merge + ":undo");
    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.json().path("kept").path(0).asText()).isEqualTo("industry");
    assertThat(api.get("/accounts/" + loser).status()).isEqualTo(200);
    assertThat(api.get("/contacts/" + mara).json().path("account").asText()).isEqualTo(loser);
    assertThat(api.get("/merges?account=" + loser).json().path("items")).hasSize(1);
    assertThat(api.get("/accounts/" + winner + "/timeline").json().path("items")).hasSize(4);
  }

  @Test
  void two_contacts_become_one_and_two_again() {
    String winner = made("/contacts", "{\"familyName\":\"Roth\",\"givenName\":\"Ina\"}");
    String loser =
        made(
            "/contacts",
            "{\"familyName\":\"Rot\",\"emails\":[{\"address\":\"ina@vogel.example\"}]}");
    String others = "{\"others\":[\"" + loser + "\"],\"versions\":{\"" + loser + "\":1}}";

    Response stale = api.with("If-Match", "\"7\"").post("/contacts/" + winner + ":merge", others);
    assertThat(stale.code()).isEqualTo("stale-version");
    Response merged = merge("/contacts/" + winner, others);
    assertThat(merged.status()).isEqualTo(201);
    assertThat(api.get("/contacts/" + loser).header("Location"))
        .isEqualTo("/api/v1/contacts/" + winner);
    assertThat(api.get("/contacts/" + winner).json().path("emails")).hasSize(1);

    String merge = "/merges/" + merged.json().path("id").asText();
    assertThat(api.with("If-Match", "\"1\"").post(merge + ":undo").status()).isEqualTo(200);
    assertThat(api.get("/contacts/" + loser).json().path("emails")).hasSize(1);
    Response again = api.with("If-Match", "*").post(merge + ":undo");
    assertThat(again.code()).isEqualTo("merge-undone");
  }

  @Test
  void two_accounts_that_were_told_apart_are_not_named_again() {
    String first = made("/accounts", "{\"name\":\"Vogel Windkraft GmbH\"" + ADDRESS);
    String other = made("/accounts", "{\"name\":\"Vogel Windkraft AG\"" + ADDRESS);
    Response told =
        api.post(
            "/duplicates/distinct-pairs", "{\"accounts\":[\"" + first + "\",\"" + other + "\"]}");
    assertThat(told.status()).isEqualTo(201);
    assertThat(told.json().path("accounts")).hasSize(2);
    assertThat(api.get("/accounts/" + first + "/duplicates").json().path("matches")).isEmpty();
    assertThat(api.get("/accounts/" + other + "/distinct-pairs").json().path("items")).hasSize(1);

    api.delete("/duplicates/distinct-pairs/" + told.json().path("id").asText());
    assertThat(api.get("/accounts/" + first + "/duplicates").json().path("matches")).hasSize(1);
    Response nothing = api.post("/duplicates/distinct-pairs", "{}");
    assertThat(nothing.status()).isEqualTo(422);
    assertThat(nothing.errors()).containsExactly("/leads one-kind");
  }

  private Response merge(String path, String body) {
    return api.with("If-Match", "\"1\"").post(path + ":merge", body);
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
