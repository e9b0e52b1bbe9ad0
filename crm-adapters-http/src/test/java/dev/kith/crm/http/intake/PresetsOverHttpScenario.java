package dev.kith.crm.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PresetsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void what_is_said_of_a_file_of_accounts_is_kept_for_files_of_accounts() {
    String file = "Firma,Branche\nVogel,Energy\n";
    JsonNode first = api.send("POST", "/imports?of=account", "text/csv", file).json();
    String path = "/imports/" + first.path("id").asText();
    api.put(
        path + "/mapping",
        "{\"header\":\"PRESENT\",\"columns\":[{\"number\":1,\"field\":\"account.name\"},"
            + "{\"number\":2,\"field\":\"account.industry\"}],\"constants\":{\"billingCountry\":\"DE\"}}");
    Response saved = api.post(path + ":save-preset", "{\"name\":\"Customers\"}");
    assertThat(saved.status()).isEqualTo(201);
    assertThat(saved.json().path("of").asText()).isEqualTo("account");
    assertThat(saved.json().path("constants").toString())
        .isEqualTo("{\"account.billingCountry\":\"DE\"}");
    String preset = saved.json().path("id").asText();

    JsonNode next = api.send("POST", "/imports?of=account", "text/csv", file).json();
    assertThat(next.at("/preset/id").asText()).isEqualTo(preset);
    assertThat(next.path("constants").toString()).isEqualTo("{\"account.billingCountry\":\"DE\"}");
    JsonNode leads = api.send("POST", "/imports", "text/csv", file).json();
    assertThat(leads.path("preset").isNull()).isTrue();
    assertThat(
            api.post(
                    "/imports/" + leads.path("id").asText() + ":apply-preset",
                    "{\"preset\":\"" + preset + "\"}")
                .errors())
        .containsExactly("/preset other-records");
    assertThat(api.get("/import-presets?of=account").json().at("/items/0/id").asText())
        .isEqualTo(preset);
    assertThat(api.get("/import-presets?of=lead").json().path("items")).isEmpty();
  }

  @Test
  void a_mapping_is_kept_found_again_renamed_and_deleted() {
    String first = upload("Wer,Adresse\nAda Lovelace,ada@engines.example\n");
    Response mapped =
        api.put(
            first + "/mapping",
            "{\"header\":\"PRESENT\",\"columns\":[{\"number\":1,\"field\":\"fullName\"},"
                + "{\"number\":2,\"field\":\"email\"}],\"constants\":{\"source\":\"fair\"}}");
    assertThat(mapped.json().at("/constants/source").asText()).isEqualTo("fair");
    assertThat(mapped.json().path("preset").isNull()).isTrue();

    Response saved = api.post(first + ":save-preset", "{\"name\":\"Fair\"}");
    assertThat(saved.status()).isEqualTo(201);
    String preset = String.valueOf(saved.header("Location")).replace("/api/v1", "");
    assertThat(api.get(preset).json()).isEqualTo(saved.json());
    assertThat(saved.json().at("/columns/0/field").asText()).isEqualTo("fullName");
    assertThat(api.post(first + ":save-preset", "{\"name\":\"FAIR\"}").code())
        .isEqualTo("preset-name-taken");

    Response next = api.get(upload("Adresse;Wer\ngrace@cobol.example;Grace Hopper\n"));
    assertThat(next.json().at("/preset/name").asText()).isEqualTo("Fair");
    assertThat(next.json().at("/columns/1/field").asText()).isEqualTo("fullName");

    String other = upload("Adresse,Ort\ngrace@cobol.example,York\n");
    String applying = "{\"preset\":\"" + saved.json().path("id").asText() + "\"}";
    assertThat(api.post(other + ":apply-preset", applying).json().at("/columns/0/field").asText())
        .isEqualTo("email");
    assertThat(api.post(upload("Ort\nYork\n") + ":apply-preset", applying).code())
        .isEqualTo("preset-unfitting");

    Response renamed = api.with("If-Match", "\"1\"").patch(preset, "{\"name\":\"Trade fair\"}");
    assertThat(renamed.json().path("name").asText()).isEqualTo("Trade fair");
    assertThat(api.get("/import-presets?limit=1").json().at("/items/0/name").asText())
        .isEqualTo("Trade fair");
    String replacing = applying.replace("{", "{\"name\":\"Trade fair\",");
    assertThat(api.post(other + ":save-preset", replacing).json().path("columns")).hasSize(2);
    assertThat(api.with("If-Match", "*").delete(preset).status()).isEqualTo(204);
    assertThat(api.get(preset).code()).isEqualTo("not-found");
  }

  @Test
  void what_every_row_is_to_say_is_checked_like_the_rows() {
    String path = upload("Wer\nAda\n");
    String columns = "{\"header\":\"PRESENT\",\"columns\":[{\"number\":1,\"field\":\"fullName\"}],";
    assertThat(
            api.put(path + "/mapping", columns + "\"constants\":{\"shoeSize\":\"42\"}}").errors())
        .containsExactly("/constants/shoeSize unknown-field");
    assertThat(
            api.put(
                    path + "/mapping",
                    columns + "\"constants\":{\"familyName\":\"X\",\"email\":\"a@b.example\"}}")
                .errors())
        .containsExactlyInAnyOrder(
            "/constants/familyName doubled-target", "/constants/email constant-of-unique");
    assertThat(
            api.put(path + "/mapping", columns + "\"constants\":{\"country\":\"Atlantis\"}}")
                .errors())
        .hasSize(1)
        .allMatch(error -> error.startsWith("/constants/country "));
  }

  private String upload(String rows) {
    return "/imports/" + api.send("POST", "/imports", "text/csv", rows).json().path("id").asText();
  }
}
