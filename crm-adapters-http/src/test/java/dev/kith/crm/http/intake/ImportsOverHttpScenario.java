package dev.kith.crm.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The life of an import as a program leads it, step by step. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportsOverHttpScenario {

  private static final int MANY = 2_500;

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_dry_run_counts_and_writes_nothing_and_the_start_does_what_it_counted() {
    String old = lead("dry.old@example.com", "Old");
    String path =
        upload("E-mail,Company\ndry.old@example.com,New\ndry.new@example.com,New\nnonsense,New\n");
    rule(path, "OVERWRITE");
    long leads = leads();

    assertThat(step(path, "dry-run", 202)).isEqualTo("CHECKING");
    JsonNode checked = ranTo(path, "CHECKED");
    JsonNode check = checked.path("check");
    assertThat(
            List.of(
                check.path("created").asInt(),
                check.path("updated").asInt(),
                check.path("failed").asInt()))
        .containsExactly(1, 1, 1);
    assertThat(checked.at("/differences/0/changes/0/after").asText()).isEqualTo("New");
    assertThat(company(old)).isEqualTo("Old");
    assertThat(leads()).isEqualTo(leads);

    assertThat(step(path, "start", 202)).isEqualTo("RUNNING");
    JsonNode done = ranTo(path, "COMPLETED_WITH_ERRORS");
    for (String count : List.of("rows", "created", "updated", "failed")) {
      assertThat(done.path(count)).as(count).isEqualTo(check.path(count));
    }
    assertThat(done.path("differsFromCheck").asBoolean()).isFalse();
    assertThat(company(old)).isEqualTo("New");
    assertThat(leads()).isEqualTo(leads + 1);
  }

  @Test
  void a_running_import_rests_when_it_is_told_to_and_goes_on_behind_the_last_row() {
    String path = upload(many("rest"));
    long leads = leads();
    step(path, "start", 202);
    List<Integer> answered = new ArrayList<>();
    inTheMiddle(() -> answered.add(api.post(path + ":pause").status()));
    JsonNode paused = ranTo(path, "PAUSED");
    assertThat(answered).containsExactly(200);
    int before = paused.path("created").asInt();
    assertThat(before).isBetween(1, MANY - 1);
    assertThat(leads()).isEqualTo(leads + before);

    server.crm().runDue();
    assertThat(api.get(path).json().path("rows").asInt())
        .as("rows of an import that rests")
        .isEqualTo(before);

    assertThat(step(path, "resume", 202)).isEqualTo("RUNNING");
    assertThat(ranTo(path, "COMPLETED").path("created").asInt()).isEqualTo(MANY);
    assertThat(leads()).isEqualTo(leads + MANY);
  }

  @Test
  void a_running_import_that_is_cancelled_keeps_its_rows_and_never_goes_on() {
    String path = upload(many("stop"));
    long leads = leads();
    step(path, "start", 202);
    inTheMiddle(() -> api.post(path + ":cancel"));
    int done = ranTo(path, "CANCELLED").path("created").asInt();
    assertThat(done).isBetween(1, MANY - 1);
    assertThat(leads()).isEqualTo(leads + done);

    assertThat(api.post(path + ":resume").code()).isEqualTo("invalid-transition");
    ranTo(path, "CANCELLED");
    assertThat(leads()).isEqualTo(leads + done);
  }

  @Test
  void an_import_is_taken_back_but_for_what_was_edited_since_which_is_told_in_a_file() {
    String changed = lead("back.changed@example.com", "Old");
    String edited = lead("back.edited@example.com", "Old");
    String path =
        upload(
            "E-mail,Company\nback.changed@example.com,New\nback.edited@example.com,New\n"
                + "back.new@example.com,New\n");
    rule(path, "OVERWRITE");
    long leads = leads();
    step(path, "start", 202);
    ranTo(path, "COMPLETED");
    api.with("If-Match", "*").patch(edited, "{\"company\":\"By hand\"}");

    assertThat(step(path, "revert", 202)).isEqualTo("REVERTING");
    JsonNode reverted = ranTo(path, "REVERTED").path("reverted");
    assertThat(
            List.of(
                reverted.path("removed").asInt(),
                reverted.path("restored").asInt(),
                reverted.path("kept").asInt()))
        .containsExactly(1, 1, 1);
    assertThat(company(changed)).isEqualTo("Old");
    assertThat(company(edited)).isEqualTo("By hand");
    assertThat(leads()).isEqualTo(leads);

    Response kept = api.get(path + "/kept.csv");
    assertThat(kept.header("Content-Disposition")).contains("kept.csv");
    List<String> lines = kept.text().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("import line,lead,field,code,reason");
    assertThat(lines.subList(1, lines.size()))
        .singleElement()
        .asString()
        .startsWith("3,")
        .contains(edited.replace("/leads/", ""))
        .contains(",company,");
  }

  @Test
  void a_file_is_read_in_another_way_than_was_detected() {
    String path = upload("Family name;E-mail\nM\u00fcller;mueller@example.com\n");
    assertThat(api.get(path).json().at("/preview/0/values/familyName").asText())
        .isEqualTo("M\u00fcller");

    Response wrong = api.put(path + "/format", "{\"encoding\":\"WINDOWS_1252\"}");
    assertThat(wrong.status()).isEqualTo(200);
    assertThat(wrong.json().at("/format/encoding").asText()).isEqualTo("WINDOWS_1252");
    assertThat(wrong.json().at("/preview/0/values/familyName").asText())
        .isEqualTo("M\u00c3\u00bcller");

    Response whole = api.put(path + "/format", "{\"delimiter\":\"|\",\"encoding\":\"UTF_8\"}");
    assertThat(whole.json().at("/format/delimiter").asText()).isEqualTo("|");
    assertThat(whole.json().path("columns")).hasSize(1);
    assertThat(api.get(path).json()).isEqualTo(whole.json());
    assertThat(api.put(path + "/format", "{\"delimiter\":\";\"}").json().path("columns"))
        .extracting(column -> column.path("field").asText())
        .containsExactly("familyName", "email");
  }

  /** Once, when the worker looks whether it is to stop and has rows done as well as rows to do. */
  private void inTheMiddle(Runnable told) {
    AtomicInteger looks = new AtomicInteger();
    server
        .failing()
        .fail(operation -> {
          if (operation.equals("JobStore.isStopWanted") && looks.incrementAndGet() == 2) {
            told.run();
          }
          return Optional.empty();
        });
  }

  private JsonNode ranTo(String path, String status) {
    server.crm().runDue();
    server.failing().mend();
    JsonNode now = api.get(path).json();
    assertThat(now.path("status").asText()).as(now.toString()).isEqualTo(status);
    return now;
  }

  private String step(String path, String action, int status) {
    Response response = api.post(path + ":" + action);
    assertThat(response.status()).as(response.text()).isEqualTo(status);
    return response.json().path("status").asText();
  }

  private void rule(String path, String policy) {
    api.put(path + "/rules", "{\"keys\":[\"EMAIL\"],\"policy\":\"" + policy + "\"}");
  }

  private String upload(String rows) {
    return "/imports/" + api.send("POST", "/imports", "text/csv", rows).json().path("id").asText();
  }

  private static String many(String name) {
    StringBuilder rows = new StringBuilder("Family name,E-mail\n");
    for (int i = 0; i < MANY; i++) {
      rows.append("Byron,").append(name).append(i).append("@example.com\n");
    }
    return rows.toString();
  }

  private String lead(String email, String company) {
    String body = "{\"email\":\"" + email + "\",\"company\":\"" + company + "\"}";
    return "/leads/" + api.post("/leads", body).json().path("id").asText();
  }

  private String company(String lead) {
    return api.get(lead).json().path("company").asText();
  }

  private long leads() {
    return api.get("/leads?count=exact&limit=1").json().path("total").asLong();
  }
}
