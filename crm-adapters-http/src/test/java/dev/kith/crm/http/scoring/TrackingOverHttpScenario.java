package dev.kith.crm.http.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tracked links, pictures and pages, as browsers of strangers meet them. */
class TrackingOverHttpScenario {

  private static final String SITE = "https://www.example.com";
  private static final String VISITOR = "6f1c7f5e-5a4b-4c1d-9e2f-0a1b2c3d4e5f";
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

  private final TestServer server = TestServer.startWithTracking();
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Api api = server.api();
  private final String lead =
      api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void a_link_leads_to_its_target_and_a_forged_one_nowhere() {
    JsonNode made =
        api.post(
                "/tracking/links",
                "{\"lead\":\""
                    + lead
                    + "\",\"mail\":\"m-1\",\"links\":[{\"target\":\"https://www.example.com/a\"},"
                    + "{\"target\":\"https://www.example.com/trap\",\"honeypot\":true}],"
                    + "\"pixel\":true}")
            .json();
    String link = made.at("/links/0").asText();
    HttpResponse<byte[]> followed = get(link);
    assertThat(followed.statusCode()).isEqualTo(302);
    assertThat(header(followed, "Location")).isEqualTo("https://www.example.com/a");
    assertThat(header(followed, "Cache-Control")).isEqualTo("no-store");

    HttpResponse<byte[]> pixel = get(made.path("pixel").asText());
    assertThat(pixel.statusCode()).isEqualTo(200);
    assertThat(header(pixel, "Content-Type")).isEqualTo("image/gif");
    assertThat(new String(pixel.body(), 0, 6, StandardCharsets.US_ASCII)).isEqualTo("GIF89a");

    get(made.at("/links/1").asText());
    send("HEAD", link, null, "");
    JsonNode events = api.get("/leads/" + lead + "/engagement").json();
    assertThat(events.findValuesAsText("verdict"))
        .containsExactlyInAnyOrder("HUMAN", "HUMAN", "BOT", "BOT");

    for (String path :
        new String[] {
          link.substring(0, link.length() - 2) + "AA",
          "/t/c/https:%2F%2Fevil.example",
          "/t/c/" + made.path("pixel").asText().replaceAll("/t/o/|\\.gif", ""),
          "/t/o/x.gif"
        }) {
      HttpResponse<byte[]> nowhere = get(path);
      assertThat(nowhere.statusCode()).as(path).isEqualTo(404);
      assertThat(nowhere.headers().firstValue("Location")).isEmpty();
    }
    JsonNode revoked = api.post("/tracking/keys:rotate", "{\"revoke\":true}").json();
    assertThat(revoked.path("oldestKey").asInt()).isEqualTo(2);
    assertThat(get(link).statusCode()).isEqualTo(404);
  }

  @Test
  void a_page_of_an_origin_that_is_allowed_reports_and_the_visitor_becomes_a_lead_and_no_longer() {
    assertThat(view("1", SITE).statusCode()).isEqualTo(403);
    allow();
    HttpResponse<byte[]> asked = send("OPTIONS", "/t/v", SITE, "");
    assertThat(asked.statusCode()).isEqualTo(204);
    assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo(SITE);
    assertThat(view("1", SITE).statusCode()).isEqualTo(204);
    assertThat(view("1", SITE).statusCode()).isEqualTo(204);
    assertThat(view("2", "https://evil.example").statusCode()).isEqualTo(403);
    assertThat(send("POST", "/t/v", SITE, "no json").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/t/v", SITE, "{\"visitor\":\"" + VISITOR + "\"}").statusCode())
        .isEqualTo(400);
    assertThat(send("POST", "/t/v", SITE, "{\"x\":\"" + "y".repeat(5_000) + "\"}").statusCode())
        .isEqualTo(400);

    JsonNode visitor = api.get("/tracking/visitors/" + VISITOR).json();
    assertThat(visitor.path("events")).hasSize(1);
    assertThat(visitor.at("/events/0/verdict").asText()).isEqualTo("HUMAN");
    String identify = "{\"lead\":\"" + lead + "\"}";
    assertThat(
            api.post("/tracking/visitors/" + VISITOR + ":identify", identify)
                .json()
                .path("lead")
                .asText())
        .isEqualTo(lead);
    view("2", SITE);
    JsonNode latest = api.get("/tracking/visitors").json().path("items");
    assertThat(latest.findValuesAsText("id")).containsExactly(VISITOR);
    assertThat(latest.at("/0/pages").asInt()).isEqualTo(2);
    assertThat(api.get("/leads/" + lead + "/engagement").json().path("items")).hasSize(2);
    assertThat(api.get("/leads/" + lead + "/score/engagement").json().path("points").asDouble())
        .isGreaterThan(1.9);
    assertThat(api.get("/leads/" + lead + "/visitors").json().at("/items/0/visitor").asText())
        .isEqualTo(VISITOR);

    JsonNode parted = api.post("/tracking/visitors/" + VISITOR + ":forget-join", "").json();
    assertThat(parted.path("lead").isNull()).isTrue();
    assertThat(api.get("/leads/" + lead + "/engagement").json().path("items")).isEmpty();
    assertThat(api.get("/leads/" + lead + "/score/engagement").json().path("score").asInt())
        .isZero();
    assertThat(api.get("/scoring/reconciliation").json().path("items")).isEmpty();
    assertThat(api.post("/tracking/visitors/" + VISITOR + ":forget-join", "").status())
        .isEqualTo(422);

    send("POST", "/t/v", SITE, "{\"visitor\":\"" + VISITOR + "\",\"forget\":true}");
    assertThat(api.get("/tracking/visitors/" + VISITOR).status()).isEqualTo(404);
    view("3", SITE);
    assertThat(api.delete("/tracking/visitors/" + VISITOR).status()).isEqualTo(204);
    assertThat(api.get("/tracking/visitors/" + VISITOR).status()).isEqualTo(404);
  }

  @Test
  void the_script_is_small_and_says_nothing_before_a_yes() {
    HttpResponse<byte[]> script = get("/t/kith.js");
    assertThat(header(script, "Content-Type")).startsWith("text/javascript");
    String code = new String(script.body(), StandardCharsets.UTF_8);
    assertThat(script.body().length).isLessThan(2_048);
    assertThat(code).contains("R = 1").doesNotContain("cookie");
    allow();
    assertThat(new String(get("/t/kith.js").body(), StandardCharsets.UTF_8)).contains("R = 0");
  }

  @Test
  void the_request_of_the_document_works() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "tracking.md"));
    String request = document.substring(document.indexOf("```json") + 7);
    request = request.substring(0, request.indexOf("```"));
    JsonNode made =
        api.post("/tracking/links", request.replace("0190a7b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b", lead))
            .json();
    assertThat(made.path("links")).hasSize(2);
    assertThat(document).contains("/t/kith.js");
  }

  @Test
  void settings_name_everything_that_is_wrong() {
    JsonNode refused =
        api.with("If-Match", "*")
            .put(
                "/tracking/settings",
                "{\"address\":\"crm\",\"origins\":[\"https://a.example/path\"],"
                    + "\"respectSignals\":true,\"joinByLinks\":false,\"retentionDays\":1}")
            .json();
    assertThat(refused.path("errors").findValuesAsText("pointer"))
        .containsExactly("/address", "/origins/0");
    assertThat(api.get("/tracking/settings").json().path("retentionDays").asInt()).isEqualTo(90);
  }

  private void allow() {
    assertThat(
            api.with("If-Match", "*")
                .put(
                    "/tracking/settings",
                    "{\"address\":\"\",\"origins\":[\""
                        + SITE
                        + "/\"],\"respectSignals\":false,\"joinByLinks\":false,"
                        + "\"retentionDays\":30}")
                .status())
        .isEqualTo(200);
  }

  private HttpResponse<byte[]> view(String name, String origin) {
    return send(
        "POST",
        "/t/v",
        origin,
        "{\"visitor\":\""
            + VISITOR
            + "\",\"consent\":\"Banner 3\",\"name\":\""
            + name
            + "\",\"page\":\"https://www.example.com/prices\"}");
  }

  private HttpResponse<byte[]> get(String path) {
    return send("GET", path, null, "");
  }

  private HttpResponse<byte[]> send(String method, String path, String origin, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.root() + path))
            .header("User-Agent", BROWSER)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (origin != null) {
      request.header("Origin", origin);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
