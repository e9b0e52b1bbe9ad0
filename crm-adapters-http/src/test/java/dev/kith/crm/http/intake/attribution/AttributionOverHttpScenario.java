package dev.kith.crm.http.intake.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What brought leads here, as a program meets it. */
class AttributionOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_lead_comes_with_touches_and_more_are_recorded_late_and_twice() {
    Response captured =
        api.post(
            "/leads",
            "{\"familyName\":\"Byron\",\"touches\":[{\"at\":\"2026-02-01T10:00:00Z\","
                + "\"landingPage\":\"https://shop.example/?utm_source=FB&utm_medium=ppc&gclid=G1\","
                + "\"referrer\":\"https://news.example/\"}]}");
    assertThat(captured.status()).isEqualTo(201);
    assertThat(captured.json().path("utmSource").asText()).isEqualTo("facebook");
    String path = "/leads/" + captured.json().path("id").asText() + "/touches";

    JsonNode one = api.get(path).json();
    JsonNode first = one.path("items").path(0);
    assertThat(first.path("utmMedium").asText()).isEqualTo("cpc");
    assertThat(first.path("clickIds").path("gclid").asText()).isEqualTo("G1");
    assertThat(first.path("referrer").asText()).isEqualTo("https://news.example/");
    assertThat(one.path("first")).isEqualTo(first.path("id"));
    assertThat(one.path("last")).isEqualTo(first.path("id"));
    assertThat(one.path("converting").isNull()).isTrue();

    String later = "{\"key\":\"hit-1\",\"at\":\"2026-02-03T10:00:00Z\",\"utmSource\":\"Bing\"}";
    JsonNode two = api.post(path, later).json();
    assertThat(two).isEqualTo(api.post(path, later).json());
    assertThat(sources(two)).containsExactly("facebook", "bing");

    JsonNode three =
        api.post(
                path + ":batch",
                "{\"items\":["
                    + later
                    + ",{\"at\":\"2026-01-31T10:00:00Z\",\"utmSource\":\"google\"}]}")
            .json();
    assertThat(sources(three)).containsExactly("google", "facebook", "bing");
    assertThat(three.path("first")).isEqualTo(three.path("items").path(0).path("id"));
    assertThat(api.get(path).json()).isEqualTo(three);

    at(3).post(path.replace("/touches", ":qualify"));
    JsonNode won = api.get(path).json();
    assertThat(won.path("converting")).isEqualTo(won.path("last"));
  }

  @Test
  void rules_are_set_and_what_breaks_them_is_quarantined_or_refused() {
    String path =
        "/leads/"
            + api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText()
            + "/touches";
    Response usual = api.get("/attribution/rules");
    assertThat(usual.header("ETag")).isEqualTo("\"1\"");
    assertThat(usual.json().path("sourceAliases").path("fb").asText()).isEqualTo("facebook");

    Response set = at(1).put("/attribution/rules", rules("QUARANTINE"));
    assertThat(set.status()).isEqualTo(200);
    assertThat(set.json().path("sources").toString()).isEqualTo("[\"facebook\",\"google\"]");
    assertThat(api.get("/attribution/rules").json()).isEqualTo(set.json());
    assertThat(at(1).put("/attribution/rules", rules("REJECT")).status()).isEqualTo(412);

    JsonNode kept = api.post(path, "{\"utmSource\":\"spam\"}").json();
    assertThat(kept.path("items").path(0).path("quarantined").asBoolean()).isTrue();
    assertThat(kept.path("items").path(0).path("flaws").path(0).path("code").asText())
        .isEqualTo("not-allowed");
    assertThat(kept.path("first").isNull()).isTrue();

    at(2).put("/attribution/rules", rules("REJECT"));
    Response refused = api.post(path, "{\"utmSource\":\"spam\",\"landingPage\":\"shop\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.errors())
        .containsExactly("/landingPage url-syntax", "/utmSource not-allowed");
  }

  @Test
  void what_would_become_of_a_touch_is_told_for_the_rules_in_force_and_for_others() {
    String touch = "\"touch\":{\"landingPage\":\"https://a.example/?utm_source=FB\"}";
    JsonNode now = api.post("/attribution/rules:preview", "{" + touch + "}").json();
    assertThat(now.path("verdict").asText()).isEqualTo("COUNTS");
    assertThat(now.path("touch").path("utmSource").asText()).isEqualTo("facebook");

    String others = rules("REJECT").replace("facebook", "fb-ads");
    JsonNode then =
        api.post("/attribution/rules:preview", "{\"rules\":" + others + "," + touch + "}").json();
    assertThat(then.path("verdict").asText()).isEqualTo("COUNTS");
    JsonNode refused =
        api.post(
                "/attribution/rules:preview",
                "{\"rules\":" + rules("REJECT") + ",\"touch\":{\"utmSource\":\"x\"}}")
            .json();
    assertThat(refused.path("verdict").asText()).isEqualTo("REFUSED");
    assertThat(refused.path("touch").isNull()).isTrue();
    assertThat(refused.path("flaws").path(0).path("code").asText()).isEqualTo("not-allowed");
    assertThat(
            api.post(
                    "/attribution/rules:preview",
                    "{\"rules\":"
                        + rules("REJECT").replace(",\"facebook\"", "")
                        + ","
                        + touch
                        + "}")
                .errors())
        .containsExactly("/rules/sourceAliases/FB not-allowed");
    assertThat(api.get("/attribution/rules").header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void bad_input_is_refused_with_every_problem_of_the_lead_and_of_its_touches() {
    assertThat(
            api.post(
                    "/leads",
                    "{\"email\":\"x@\",\"touches\":[{\"utmSource\":\"fb\"},{\"referrer\":\"x\"}]}")
                .errors())
        .containsExactly("/email email-syntax", "/touches/1/referrer url-syntax");
    Response shape =
        api.post("/leads", "{\"familyName\":\"B\",\"touches\":[{\"clickIds\":{\"nope\":\"1\"}}]}");
    assertThat(shape.status()).isEqualTo(422);
    assertThat(api.get("/leads").json().path("items")).isEmpty();
    assertThat(
            at(1)
                .put(
                    "/attribution/rules",
                    "{\"policy\":\"ACCEPT\",\"sourceAliases\":{\"a\":\"b\",\"b\":\"c\"},"
                        + "\"mediumAliases\":{},\"sources\":[],\"mediums\":[],"
                        + "\"campaigns\":[]}")
                .errors())
        .containsExactly("/sourceAliases alias-of-alias");
  }

  private static String rules(String policy) {
    return "{\"policy\":\""
        + policy
        + "\",\"sourceAliases\":{\"FB\":\"facebook\"},\"mediumAliases\":{},"
        + "\"sources\":[\"Google\",\"facebook\"],\"mediums\":[],\"campaigns\":[]}";
  }

  private static List<String> sources(JsonNode history) {
    List<String> sources = new ArrayList<>();
    history.path("items").forEach(item -> sources.add(item.path("utmSource").asText()));
    return sources;
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
