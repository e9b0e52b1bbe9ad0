package dev.kith.crm.http.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LeadsOverHttpScenario {

  private TestServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = TestServer.start();
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_lead_is_captured_worked_on_put_aside_and_deleted() {
    Response captured =
        api.post(
            "/leads",
            "{\"givenName\":\"Ada\",\"familyName\":\"Byron\",\"email\":\"ada@example.com\"}");
    assertThat(captured.status()).isEqualTo(201);
    assertThat(captured.header("ETag")).isEqualTo("\"1\"");
    String path = String.valueOf(captured.header("Location")).replace("/api/v1", "");

    assertThat(api.get(path).json()).isEqualTo(captured.json());

    Response edited = at(1).patch(path, "{\"company\":\"Analytical Engines\",\"givenName\":null}");
    assertThat(edited.json().path("company").asText()).isEqualTo("Analytical Engines");
    assertThat(edited.json().path("givenName").isNull()).isTrue();
    assertThat(edited.header("ETag")).isEqualTo("\"2\"");

    assertThat(at(2).post(path + ":start-work").json().path("status").asText())
        .isEqualTo("WORKING");
    assertThat(at(3).post(path + ":note", "{\"text\":\"Rang her up.\"}").status()).isEqualTo(200);
    assertThat(
            at(4)
                .post(path + ":recycle", "{\"until\":\"2026-09-01T00:00:00Z\"}")
                .json()
                .path("status")
                .asText())
        .isEqualTo("RECYCLED");

    Response refused = at(5).post(path + ":qualify");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("invalid-transition");
    assertThat(refused.json().path("allowed"))
        .extracting(JsonNode::asText)
        .containsExactly("NEW", "WORKING", "DISQUALIFIED");

    assertThat(at(5).delete(path).json().path("deletedAt").isNull()).isFalse();
    assertThat(at(6).post(path + ":note", "{\"text\":\"x\"}").code()).isEqualTo("lead-deleted");
    assertThat(api.get("/leads?bin=deleted").json().path("items")).hasSize(1);
    assertThat(at(6).post(path + ":restore").json().path("version").asLong()).isEqualTo(7);

    List<String> actions = new ArrayList<>();
    api.get(path + "/timeline")
        .json()
        .path("items")
        .forEach(e -> actions.add(e.path("action").asText()));
    assertThat(actions)
        .containsExactly(
            "lead.restore",
            "lead.delete",
            "lead.recycle",
            "lead.note",
            "lead.start-work",
            "lead.edit",
            "lead.capture");
  }

  @Test
  void a_lead_is_given_to_somebody_and_to_nobody_again() {
    String ina =
        server
            .crm()
            .firstStart()
            .administrator("ina@example.com", "Ina Owner", "a long walk in the rain")
            .orElseThrow()
            .orElseThrow()
            .user()
            .id()
            .toString();
    String path = captured("ada@example.com");

    Response given = at(1).post(path + ":assign", "{\"owner\":\"" + ina + "\"}");
    assertThat(given.json().path("owner").asText()).isEqualTo(ina);
    assertThat(given.json().path("ownerName").asText()).isEqualTo("Ina Owner");
    assertThat(api.get("/leads?filter=owner%20eq%20'" + ina + "'").json().path("items")).hasSize(1);
    assertThat(given.json().path("status").asText()).isEqualTo("NEW");

    at(2).post(path + ":assign", "{\"owner\":null}");
    assertThat(api.get(path).json().path("owner").isNull()).isTrue();
    assertThat(at(3).post(path + ":assign", "{\"owner\":\"" + UUID.randomUUID() + "\"}").code())
        .isEqualTo("unknown-owner");
  }

  @Test
  void a_lead_is_kept_warm_and_given_up_with_the_reason() {
    String path = captured("ada@example.com");
    assertThat(at(1).post(path + ":nurture").json().path("status").asText()).isEqualTo("NURTURING");
    assertThat(api.get(path).json().path("status").asText()).isEqualTo("NURTURING");

    Response given =
        at(2)
            .post(
                path + ":disqualify",
                "{\"reason\":\"COMPETITOR\",\"comment\":\"Works for the others.\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
    JsonNode now = api.get(path).json();
    assertThat(now.path("status").asText()).isEqualTo("DISQUALIFIED");
    assertThat(api.get(path + "/timeline").json().at("/items/0/action").asText())
        .isEqualTo("lead.disqualify");
    assertThat(api.get(path + "/timeline").json().at("/items/0/changes").toString())
        .contains("COMPETITOR")
        .contains("Works for the others.");
  }

  @Test
  void leads_are_found_by_their_quality_and_tell_what_would_raise_it() {
    String poor =
        String.valueOf(api.post("/leads", "{\"company\":\"Kiln\"}").header("Location"))
            .replace("/api/v1", "");
    String better =
        String.valueOf(
                api.post(
                        "/leads",
                        "{\"givenName\":\"Ada\",\"familyName\":\"Byron\",\"email\":\"ada@gmail.com\"}")
                    .header("Location"))
            .replace("/api/v1", "");

    assertThat(qualities("/leads?sort=quality&fields=quality")).containsExactly(10, 45);
    assertThat(qualities("/leads?sort=-quality&fields=quality")).containsExactly(45, 10);
    assertThat(qualities("/leads?filter=quality%20ge%2040&fields=quality")).containsExactly(45);

    JsonNode told = api.get(better + "/quality").json();
    assertThat(told.path("quality").asInt()).isEqualTo(45);
    assertThat(missed(told))
        .containsExactly(
            "company",
            "title",
            "email-own-domain",
            "phone",
            "phone-assigned",
            "country",
            "postal-code",
            "address",
            "source");

    Response edited = at(1).patch(poor, "{\"country\":\"HK\",\"phone\":\"+852 2123 4567\"}");
    assertThat(edited.json().path("quality").asInt()).isEqualTo(35);
    assertThat(api.get(poor + "/quality").json().path("quality").asInt()).isEqualTo(35);
    assertThat(api.get("/leads/00000000-0000-7000-8000-000000000000/quality").code())
        .isEqualTo("not-found");
  }

  private List<Integer> qualities(String path) {
    List<Integer> qualities = new ArrayList<>();
    api.get(path).json().path("items").forEach(l -> qualities.add(l.path("quality").asInt()));
    return qualities;
  }

  private static List<String> missed(JsonNode quality) {
    List<String> missed = new ArrayList<>();
    quality
        .path("aspects")
        .forEach(a -> {
          if (!a.path("met").asBoolean()) {
            missed.add(a.path("code").asText());
          }
        });
    return missed;
  }

  @Test
  void every_problem_of_a_body_is_told_at_once() {
    Response refused =
        api.post(
            "/leads",
            "{\"emial\":\"x\",\"email\":\"nobody\",\"phone\":7,\"country\":\"Atlantis\",\"emailConsent\":\"MAYBE\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .containsExactlyInAnyOrder(
            "/phone wrong-type",
            "/emailConsent not-one-of",
            "/emial unknown-property",
            "/email email-syntax",
            "/country country-unknown");
    assertThat(refused.text()).contains("Did you mean email?");
  }

  @Test
  void a_stale_version_is_412_and_none_at_all_is_428() {
    String path = captured("ada@example.com");
    at(1).patch(path, "{\"company\":\"A\"}");

    Response stale = at(1).patch(path, "{\"company\":\"B\"}");
    assertThat(List.of(stale.status(), stale.code(), String.valueOf(stale.header("ETag"))))
        .isEqualTo(List.of(412, "stale-version", "\"2\""));
    assertThat(api.patch(path, "{\"company\":\"B\"}").status()).isEqualTo(428);
    assertThat(api.with("If-Match", "W/\"2\"").patch(path, "{\"company\":\"B\"}").status())
        .isEqualTo(412);
    assertThat(api.with("If-Match", "2").patch(path, "{\"company\":\"B\"}").code())
        .isEqualTo("invalid-parameter");
    assertThat(api.with("If-Match", "*").patch(path, "{\"company\":\"B\"}").status())
        .isEqualTo(200);
  }

  @Test
  void a_file_that_cannot_start_yet_is_not_lost() {
    Response refused =
        api.send(
            "POST",
            "/imports?start=true&name=people.csv",
            "text/csv",
            "Jane Doe,Berlin\nJohn Doe,Paris\n");
    assertThat(refused.code()).isEqualTo("import-header-undecided");

    String path = String.valueOf(refused.header("Location")).replace("/api/v1", "");
    assertThat(path).isEqualTo("/imports/" + refused.json().path("import").asText());
    assertThat(api.get(path).json().path("file").asText()).isEqualTo("people.csv");
  }

  @Test
  void an_import_takes_a_lead_out_of_the_bin_if_it_is_told_to() {
    String lead =
        api.post("/leads", "{\"company\":\"Engines\",\"email\":\"ada@engines.example\"}")
            .json()
            .path("id")
            .asText();
    api.send("DELETE", "/leads/" + lead, "application/json", "");
    Response uploaded =
        api.send("POST", "/imports", "text/csv", "E-mail,Company\nada@engines.example,New\n");
    assertThat(uploaded.json().path("rules").path("deleted").asText()).isEqualTo("NEW");
    String path = "/imports/" + uploaded.json().path("id").asText();

    assertThat(
            api.put(
                    path + "/rules",
                    "{\"keys\":[\"EMAIL\"],\"policy\":\"SKIP\",\"deleted\":\"KEEP\"}")
                .status())
        .isEqualTo(422);
    Response told =
        api.put(
            path + "/rules", "{\"keys\":[\"EMAIL\"],\"policy\":\"SKIP\",\"deleted\":\"RESTORE\"}");
    assertThat(told.json().path("rules").path("deleted").asText()).isEqualTo("RESTORE");
  }

  @Test
  void a_list_refuses_what_it_would_ignore() {
    assertThat(api.get("/jobs?q=import&bin=deleted").errors())
        .containsExactlyInAnyOrder("/q unknown-parameter", "/bin unknown-parameter");
    assertThat(
            List.of("/users", "/roles", "/teams", "/tokens").stream()
                .map(list -> api.get(list + "?bin=deleted").errors()))
        .containsOnly(List.of("/bin unknown-parameter"));
    assertThat(api.get("/leads?bin=deleted&q=x").status()).isEqualTo(200);
  }

  @Test
  void a_form_without_proper_parts_is_a_bad_request() {
    assertThat(api.send("POST", "/imports", "multipart/form-data", "--B").code())
        .isEqualTo("bad-request");
    assertThat(api.send("POST", "/imports", "multipart/form-data; boundary=A", "--B\r\n").code())
        .isEqualTo("bad-request");
  }

  @Test
  void an_upload_that_starts_at_once_can_be_repeated_under_its_key() {
    Api keyed = api.with("Idempotency-Key", "import-1");
    String file = "E-mail,Family name\nada@example.com,Byron\n";
    Response first = keyed.send("POST", "/imports?start=true", "text/csv", file);
    Response again = keyed.send("POST", "/imports?start=true", "text/csv", file);

    assertThat(List.of(first.status(), again.status())).isEqualTo(List.of(202, 202));
    assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(api.get("/imports").json().path("items")).hasSize(1);
  }

  @Test
  void the_same_idempotency_key_does_the_same_thing_once() {
    Api keyed = api.with("Idempotency-Key", "k-1");
    Response first = keyed.post("/leads", "{\"familyName\":\"Byron\"}");
    Response again = keyed.post("/leads", "{\"familyName\":\"Byron\"}");

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(first.header("Idempotent-Replayed")).isNull();
    assertThat(keyed.post("/leads", "{\"familyName\":\"Lovelace\"}").code())
        .isEqualTo("idempotency-key-reused");
    assertThat(api.get("/leads?count=exact").json().path("total").asLong()).isEqualTo(1);
  }

  @Test
  void a_list_is_paged_by_the_link_that_it_answers() {
    for (int i = 0; i < 5; i++) {
      captured("p" + i + "@example.com");
    }
    List<String> found = new ArrayList<>();
    String next = "/leads?limit=2&sort=name&fields=email&filter=" + "email%20contains%20'example'";
    while (next != null) {
      Response page = api.get(next);
      page.json().path("items").forEach(i -> found.add(i.path("email").asText()));
      String link = page.header("Link");
      next = link == null ? null : link.replaceAll("<(.*)>.*", "$1").replace("/api/v1", "");
    }
    assertThat(found)
        .containsExactly(
            "p0@example.com",
            "p1@example.com",
            "p2@example.com",
            "p3@example.com",
            "p4@example.com");
  }

  @Test
  void a_misspelt_parameter_is_refused_with_a_guess() {
    Response refused = api.get("/leads?fliter=x");
    assertThat(List.of(refused.status(), refused.code()))
        .isEqualTo(List.of(400, "unknown-parameter"));
    assertThat(refused.json().path("detail").asText()).contains("Did you mean filter?");
    assertThat(api.get("/leads?limit=1&limit=2").errors()).containsExactly("/limit doubled");
  }

  @Test
  void a_known_version_is_not_sent_again() {
    String path = captured("ada@example.com");
    Response known = api.with("If-None-Match", "\"1\"").get(path);
    assertThat(List.of(known.status(), known.text(), String.valueOf(known.header("ETag"))))
        .isEqualTo(List.of(304, "", "\"1\""));
  }

  @Test
  void a_batch_answers_for_each_and_an_atomic_one_for_all() {
    String two = "[{\"familyName\":\"Good\"},{\"email\":\"bad\"}]";
    Response each = api.post("/leads:batch", "{\"items\":" + two + "}");
    assertThat(each.json().path("items"))
        .extracting(i -> i.path("status").asInt())
        .containsExactly(201, 422);

    Response all = api.post("/leads:batch", "{\"atomic\":true,\"items\":" + two + "}");
    assertThat(all.json().path("items"))
        .extracting(i -> i.path("problem").path("code").asText())
        .containsExactly("batch-refused", "invalid");
    assertThat(api.get("/leads?count=exact").json().path("total").asLong()).isEqualTo(1);
  }

  @Test
  void what_may_follow_is_told_with_the_reasons_why_not() {
    String path = captured("ada@example.com");
    JsonNode transitions = api.get(path + "/transitions").json().path("transitions");
    assertThat(transitions)
        .extracting(t -> t.path("action").asText() + " " + t.path("code").asText("possible"))
        .containsExactly(
            "disqualify possible",
            "nurture possible",
            "qualify possible",
            "recycle invalid-transition",
            "start-work possible");
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }

  private String captured(String email) {
    Response response =
        api.post("/leads", "{\"familyName\":\"" + email + "\",\"email\":\"" + email + "\"}");
    assertThat(response.status()).isEqualTo(201);
    return String.valueOf(response.header("Location")).replace("/api/v1", "");
  }
}
