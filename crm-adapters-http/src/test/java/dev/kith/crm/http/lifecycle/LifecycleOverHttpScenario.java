package dev.kith.crm.http.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lifecycle of accounts, as a program meets it. */
class LifecycleOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_account_goes_from_stage_to_stage_and_its_history_stays() {
    String vogel = account("Vogel GmbH");
    assertThat(api.get(vogel).json().path("stage").asText()).isEqualTo("PROSPECT");

    assertThat(go(vogel, 1, "TARGET", "They called.").json().path("stage").asText())
        .isEqualTo("TARGET");
    Response straight = go(vogel, 2, "CUSTOMER", null);
    assertThat(straight.status()).isEqualTo(409);
    assertThat(straight.json().path("code").asText()).isEqualTo("invalid-transition");
    assertThat(texts(straight.json().path("allowed")))
        .containsExactly("PROSPECT", "ENGAGED", "DISQUALIFIED");
    assertThat(go(vogel, 1, "ENGAGED", null).status()).isEqualTo(412);
    Response silent = go(vogel, 2, "PROSPECT", null);
    assertThat(silent.status()).isEqualTo(422);
    assertThat(silent.json().path("code").asText()).isEqualTo("transition-requirements");
    assertThat(silent.errors()).containsExactly("/reason required");
    JsonNode back = go(vogel, 2, "PROSPECT", "Too early.").json();
    assertThat(back.path("highWaterMark").asText()).isEqualTo("TARGET");
    assertThat(back.path("stageBy").asText()).isNotEmpty();

    JsonNode lifecycle = api.get(vogel + "/lifecycle").json();
    assertThat(texts(lifecycle.path("stays"), "stage"))
        .containsExactly("PROSPECT", "TARGET", "PROSPECT");
    assertThat(lifecycle.at("/stays/0/to")).isEqualTo(lifecycle.at("/stays/1/from"));
    assertThat(lifecycle.at("/stays/2/to").isNull()).isTrue();
    assertThat(texts(lifecycle.path("next"), "to")).containsExactly("TARGET", "DISQUALIFIED");
    JsonNode before = api.get(vogel + "/lifecycle?asOf=2001-01-01T00:00:00Z").json();
    assertThat(before.path("stays")).isEmpty();

    account("Meise AG");
    go(account("Amsel KG"), 1, "TARGET", null);
    assertThat(names("/accounts?sort=-stageOrder,name"))
        .containsExactly("Amsel KG", "Meise AG", "Vogel GmbH");
    assertThat(names("/accounts?filter=stage+eq+'TARGET'")).containsExactly("Amsel KG");
    assertThat(names("/accounts?filter=highWaterMark+eq+'TARGET'&sort=name"))
        .containsExactly("Amsel KG", "Vogel GmbH");

    JsonNode analytics = api.get("/lifecycle/analytics").json();
    assertThat(analytics.at("/stages/0/stage").asText()).isEqualTo("PROSPECT");
    assertThat(analytics.at("/stages/0/entered").asInt()).isEqualTo(4);
    assertThat(analytics.at("/stages/0/here").asInt()).isEqualTo(2);
    assertThat(analytics.at("/stages/0/conversion").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(analytics.at("/passages/0/count").asInt()).isEqualTo(2);
    assertThat(
            api.get("/lifecycle/analytics?from=2026-02-01T00:00:00Z&before=2026-01-01T00:00:00Z")
                .status())
        .isEqualTo(400);
  }

  @Test
  void an_administrator_edits_the_lifecycle_and_what_it_asks_for_is_asked_for() {
    ObjectNode draft = draft();
    ObjectNode way = (ObjectNode) draft.at("/transitions/0");
    way.put("guard", "account.employees > 10");
    way.putArray("requiredFields").add("industry").add("owner");
    ((ObjectNode) draft.at("/stages/1")).put("name", "Aimed at");
    draft
        .withArray("stages")
        .addObject()
        .put("key", "ISLAND")
        .put("name", "Island")
        .put("order", 500)
        .put("category", "ACTIVE");

    JsonNode opinion = api.post("/lifecycle:check", draft.toString()).json();
    assertThat(opinion.path("problems")).isEmpty();
    assertThat(texts(opinion.path("warnings"), "code")).containsExactly("unreachable");
    Response set = at(1).put("/lifecycle", draft.toString());
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().path("version").asInt()).isEqualTo(2);
    assertThat(texts(set.json().path("warnings"), "pointer")).hasSize(1);
    assertThat(at(1).put("/lifecycle", draft.toString()).status()).isEqualTo(412);
    assertThat(api.get("/lifecycle?version=1").json().at("/stages/1/name").asText())
        .isEqualTo("Target");
    assertThat(api.get("/lifecycle?version=9").status()).isEqualTo(404);
    assertThat(api.get("/lifecycle").json().at("/stages/1/name").asText()).isEqualTo("Aimed at");

    String vogel = account("Vogel GmbH");
    Response refused = go(vogel, 1, "TARGET", null);
    assertThat(texts(refused.json().path("missing"))).containsExactly("industry", "owner");
    assertThat(refused.json().path("guard").asText()).isEqualTo("account.employees > 10");
    JsonNode next = api.get(vogel + "/lifecycle").json().at("/next/0");
    assertThat(next.path("open").asBoolean()).isFalse();
    assertThat(texts(next.path("missing"))).containsExactly("industry", "owner");

    ObjectNode without = draft();
    without.putArray("stages");
    without.putArray("transitions").addObject().put("from", "A").put("to", "B");
    assertThat(at(2).put("/lifecycle", without.toString()).errors())
        .containsExactly(
            "/stages required",
            "/transitions/0/from unknown-stage",
            "/transitions/0/to unknown-stage");
    without
        .putArray("stages")
        .addObject()
        .put("key", "NEW")
        .put("name", "New")
        .put("order", 1)
        .put("category", "PRE_SALE");
    without.putArray("transitions");
    Response used = at(2).put("/lifecycle", without.toString());
    assertThat(used.status()).isEqualTo(409);
    assertThat(used.json().path("accounts").asInt()).isEqualTo(1);
    assertThat(texts(used.json().path("stages"))).containsExactly("PROSPECT");
  }

  @Test
  void the_time_that_an_account_may_stay_is_set_told_and_found_when_it_is_up() {
    ObjectNode draft = draft();
    ObjectNode prospect = (ObjectNode) draft.at("/stages/0");
    prospect.putObject("slaInStage").put("time", "soon");
    ((ObjectNode) draft.at("/stages/1")).putObject("slaInStage").put("time", "PT90M");
    ((ObjectNode) draft.at("/stages/2")).put("name", "");
    assertThat(at(1).put("/lifecycle", draft.toString()).errors())
        .containsExactly(
            "/stages/0/slaInStage out-of-range",
            "/stages/1/slaInStage out-of-range",
            "/stages/2/name required");
    draft = draft();
    ((ObjectNode) draft.at("/stages/0")).putObject("slaInStage").put("time", "P2D");
    ((ObjectNode) draft.at("/stages/1"))
        .putObject("slaInStage")
        .put("time", "PT8H")
        .put("businessTime", true);
    JsonNode set = at(1).put("/lifecycle", draft.toString()).json();
    assertThat(set.at("/stages/0/slaInStage").toString())
        .isEqualTo("{\"time\":\"PT48H\",\"businessTime\":false}");
    assertThat(set.at("/stages/2/slaInStage").isNull()).isTrue();

    String vogel = account("Vogel GmbH");
    server.crm().runDue();
    JsonNode fresh = api.get(vogel + "/lifecycle").json();
    assertThat(fresh.at("/slaInStage/time").asText()).isEqualTo("PT48H");
    assertThat(fresh.path("overdue").asBoolean()).isFalse();
    assertThat(api.get(vogel).json().path("stageDueAt")).isEqualTo(fresh.path("dueAt"));
    server.clock().advance(Duration.ofDays(2));
    assertThat(api.get(vogel + "/lifecycle").json().path("overdue").asBoolean()).isTrue();
    String over = "/accounts?filter=stageDueAt+le+" + server.clock().instant();
    assertThat(names(over)).containsExactly("Vogel GmbH");

    go(vogel, 1, "TARGET", null);
    server.crm().runDue();
    JsonNode on = api.get(vogel + "/lifecycle").json();
    assertThat(on.at("/slaInStage/businessTime").asBoolean()).isTrue();
    assertThat(names(over)).isEmpty();
    JsonNode figures = api.get("/lifecycle/analytics").json().at("/stages/0");
    assertThat(figures.path("overSla").asInt()).isEqualTo(1);
    assertThat(figures.path("withinSlaShare").decimalValue()).isEqualByComparingTo("0");
  }

  @Test
  void a_draft_is_simulated_on_the_accounts_that_there_are_and_nothing_changes() {
    String small = account("Vogel GmbH", ",\"employees\":5");
    account("Meise AG", ",\"employees\":50");
    String target = account("Amsel KG", "");
    go(target, 1, "TARGET", null);
    JsonNode quiet = api.post("/lifecycle:simulate", draft().toString()).json();
    assertThat(quiet.path("accounts").asInt()).isEqualTo(3);
    assertThat(quiet.path("savable").asBoolean()).isTrue();
    assertThat(quiet.path("ways")).isEmpty();

    ObjectNode guarded = draft();
    ((ObjectNode) guarded.at("/transitions/0")).put("guard", "account.employees > 10");
    JsonNode way = api.post("/lifecycle:simulate", guarded.toString()).json().at("/ways/0");
    assertThat(way.path("from").asText() + " " + way.path("to").asText())
        .isEqualTo("PROSPECT TARGET");
    assertThat(way.path("before").asInt()).isEqualTo(2);
    assertThat(way.path("after").asInt()).isEqualTo(1);
    assertThat(way.path("closed").asInt()).isEqualTo(1);
    assertThat(texts(way.path("closedSample"), "name")).containsExactly("Vogel GmbH");
    assertThat(small).endsWith(way.at("/closedSample/0/id").asText());

    ObjectNode without = draft();
    without.putArray("transitions");
    ((ArrayNode) without.path("stages")).remove(1);
    JsonNode dropped = api.post("/lifecycle:simulate", without.toString()).json();
    assertThat(dropped.path("savable").asBoolean()).isFalse();
    assertThat(texts(dropped.path("dropped"), "stage")).containsExactly("TARGET");
    assertThat(texts(dropped.at("/dropped/0/sample"), "name")).containsExactly("Amsel KG");

    ((ObjectNode) guarded.at("/transitions/0")).put("guard", "account.shoeSize > 10");
    assertThat(api.post("/lifecycle:simulate", guarded.toString()).errors())
        .containsExactly("/transitions/0/guard condition");
    assertThat(api.get("/lifecycle").json().path("version").asInt()).isEqualTo(1);
  }

  private ObjectNode draft() {
    ObjectNode json = (ObjectNode) api.get("/lifecycle").json();
    json.remove(List.of("version", "since", "warnings"));
    return json;
  }

  private String account(String name) {
    return account(name, "");
  }

  private String account(String name, String more) {
    return "/accounts/"
        + api.post("/accounts", "{\"name\":\"" + name + "\"" + more + "}")
            .json()
            .path("id")
            .asText();
  }

  private Response go(String path, int version, String to, @Nullable String reason) {
    String said = reason == null ? "null" : "\"" + reason + "\"";
    return at(version)
        .post(path + ":transition", "{\"to\":\"" + to + "\",\"reason\":" + said + "}");
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }

  private List<String> names(String path) {
    return texts(api.get(path).json().path("items"), "name");
  }

  private static List<String> texts(JsonNode list, String field) {
    return Streams.stream(list).map(item -> item.path(field).asText()).toList();
  }

  private static List<String> texts(JsonNode list) {
    return Streams.stream(list).map(JsonNode::asText).toList();
  }
}
