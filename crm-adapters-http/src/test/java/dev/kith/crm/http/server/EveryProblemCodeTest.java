package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Sets;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobStore;
import dev.kith.crm.domain.account.Place;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.RateLimit;
import dev.kith.crm.http.kernel.problem.ProblemCodes;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Each code of the closed list is answered to some request, with the status that the list says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EveryProblemCodeTest {

  private static final UUID NOBODY = UUID.fromString("018f2b7e-6f4e-7c55-9a3d-2f4f6b1f0a10");

  /** What no request brings about by itself, and where it is brought about. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "internal-error", "a bug: BrokenDownloadTest",
          "unavailable", "a lost database: LostDatabaseTest");

  private interface Request {
    Response send();
  }

  private final AccessWorld world = new AccessWorld();
  private final TestServer memory = TestServer.forPeopleOf(world, ApiOptions.USUAL);
  private final OwnServer real = OwnServer.start("--body-limit=65536", "--largest-import=1");
  private final Api ada = memory.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD);
  private final Api any = ada.with("If-Match", "*");

  @AfterEach
  void stop() {
    memory.close();
    real.close();
  }

  @Test
  void is_answered_to_some_request() throws Exception {
    Map<String, Request> requests = new LinkedHashMap<>();
    http(requests);
    common(requests);
    leads(requests);
    accounts(requests);
    contacts(requests);
    opportunities(requests);
    contactRoles(requests);
    access(requests);
    imports(requests);
    presets(requests);
    models(requests);
    requests.put(
        "task-deleted",
        () -> {
          String path =
              "/tasks/" + ada.post("/tasks", "{\"subject\":\"x\"}").json().path("id").asText();
          any.delete(path);
          return any.post(path + ":start");
        });
    requests.put(
        "unknown-related",
        () ->
            ada.post(
                "/tasks",
                "{\"subject\":\"x\",\"related\":{\"type\":\"lead\",\"id\":\"" + NOBODY + "\"}}"));
    requests.put(
        "pool-inactive",
        () -> {
          String pool =
              ada.post(
                      "/assignment-pools",
                      "{\"name\":\"Idle\",\"active\":false,\"members\":[{\"user\":\""
                          + world.ada.id()
                          + "\"}]}")
                  .json()
                  .path("id")
                  .asText();
          return ada.post(
              "/assignment-pools/" + pool + ":assign",
              "{\"record\":{\"type\":\"lead\",\"id\":\"" + NOBODY + "\"}}");
        });
    requests.put(
        "no-exchange-rate",
        () ->
            any.post(
                "/exchange-rates:convert",
                "{\"amount\":\"1\",\"currency\":\"CHF\",\"to\":\"USD\"}"));
    requests.put(
        "competitor-name-taken",
        () -> second(() -> ada.post("/competitors", "{\"name\":\"Norwind\"}")));
    requests.put(
        "competitor-merged",
        () -> {
          String stays = idOf(ada.post("/competitors", "{\"name\":\"Stays Ltd\"}"));
          String goes = idOf(ada.post("/competitors", "{\"name\":\"Goes Ltd\"}"));
          any.post("/competitors/" + stays + ":merge", "{\"loser\":\"" + goes + "\"}");
          return any.post("/competitors/" + goes + ":retire");
        });
    requests.put(
        "product-sku-taken",
        () -> second(() -> ada.post("/products", "{\"sku\":\"P-1\",\"name\":\"One\"}")));
    requests.put(
        "product-external-id-taken",
        () -> {
          ada.post("/products", "{\"sku\":\"P-2\",\"name\":\"Two\",\"externalId\":\"x\"}");
          return ada.post("/products", "{\"sku\":\"P-3\",\"name\":\"Three\",\"externalId\":\"x\"}");
        });
    requests.put("default-calendar", () -> any.delete("/calendars/" + BusinessCalendar.FIRST.id()));
    requests.put("job-already-queued", this::retryOfAJobWhoseKeyIsTaken);

    Map<String, String> reached = new TreeMap<>();
    requests.forEach((code, request) -> {
      Response response = request.send();
      reached.put(code, response.status() + " " + response.code());
    });
    reached.put("import-file-too-large", announcedTooLarge());
    Map<String, String> expected = new TreeMap<>();
    for (ProblemCodes.Entry entry : ProblemCodes.entries()) {
      expected.put(entry.code(), entry.status() + " " + entry.code());
    }
    // With If-Match, which every change needs.
    expected.put("stale-version", "412 stale-version");
    Set<String> inRows = Set.of("lead-phone-taken", "lead-match-ambiguous", "batch-refused");
    expected.keySet().removeAll(Sets.union(inRows, ELSEWHERE.keySet()));

    assertThat(reached).isEqualTo(expected);
    assertThat(Sets.union(codesOfRows(), codesOfABatch())).containsAll(inRows);
  }

  private void http(Map<String, Request> requests) {
    Api open = memory.rawApi();
    requests.put("malformed-json", () -> ada.post("/leads", "{"));
    requests.put("unknown-parameter", () -> ada.get("/leads?colour=red"));
    requests.put("invalid-parameter", () -> ada.get("/leads?limit=many"));
    requests.put("bad-request", () -> real.api().get("/leads/%00"));
    requests.put("unauthenticated", () -> open.get("/leads"));
    requests.put("invalid-token", () -> open.as("kith_" + "a".repeat(43)).get("/leads"));
    requests.put(
        "csrf-token-invalid", () -> ada.without("X-CSRF-Token").post("/leads", named("X")));
    requests.put("no-such-route", () -> ada.get("/nowhere"));
    requests.put("method-not-allowed", () -> ada.delete("/leads"));
    requests.put("not-acceptable", () -> ada.with("Accept", "image/png").get("/leads"));
    requests.put(
        "body-too-large", () -> real.asAdministrator().post("/leads", named("x".repeat(70_000))));
    requests.put("uri-too-long", () -> real.api().get("/leads?q=" + "x".repeat(20_000)));
    requests.put("unsupported-media-type", () -> ada.send("POST", "/leads", "text/plain", "Byron"));
    requests.put(
        "unknown-property", () -> ada.post("/leads", "{\"familyName\":\"X\",\"shoeSize\":9}"));
    requests.put("precondition-required", () -> ada.delete("/leads/" + lead("Unsure")));
    requests.put("rate-limited", EveryProblemCodeTest::secondRequestOfOne);
    requests.put(
        "headers-too-large", () -> real.api().with("X-Long", "x".repeat(20_000)).get("/leads"));
  }

  private void common(Map<String, Request> requests) {
    requests.put("invalid", () -> ada.post("/leads", "{\"email\":\"nonsense\"}"));
    requests.put("not-found", () -> ada.get("/leads/" + NOBODY));
    requests.put("forbidden", () -> somebodyWith("").get("/leads"));
    requests.put(
        "stale-version", () -> ada.with("If-Match", "\"99\"").delete("/leads/" + lead("Stale")));
    requests.put("invalid-transition", () -> ada.post("/imports/" + upload() + ":pause"));
    requests.put(
        "idempotency-key-reused",
        () -> {
          Api keyed = ada.with("Idempotency-Key", "twice");
          keyed.post("/leads", named("Once"));
          return keyed.post("/leads", named("Otherwise"));
        });
    requests.put(
        "idempotency-in-progress",
        () -> {
          // As it stands while the first request is at work.
          world
              .storage
              .idempotencyKeys()
              .claim(
                  new IdempotencyKeys.Key(world.ada.id().value(), "slow"),
                  "other",
                  String.class,
                  world.clock.instant());
          return ada.with("Idempotency-Key", "slow").post("/leads", named("Slow"));
        });
  }

  private void leads(Map<String, Request> requests) {
    String email = "{\"email\":\"taken@example.com\"}";
    String external = "{\"familyName\":\"X\",\"externalSystem\":\"erp\",\"externalId\":\"7\"}";
    requests.put("lead-email-taken", () -> second(() -> ada.post("/leads", email)));
    requests.put("lead-external-id-taken", () -> second(() -> ada.post("/leads", external)));
    requests.put(
        "lead-deleted",
        () -> {
          String path = "/leads/" + lead("Gone");
          any.delete(path);
          return any.post(path + ":note", "{\"text\":\"Late.\"}");
        });
    String winner = lead("Winner");
    String loser = lead("Loser");
    String merge =
        idOf(any.post("/leads/" + winner + ":merge", "{\"others\":[\"" + loser + "\"]}"));
    requests.put("too-many-touches", this::touchedMoreOftenThanAnybody);
    requests.put("too-many-consents", this::askedMoreOftenThanAnybody);
    requests.put("lead-merged", () -> any.post("/leads/" + loser + ":note", "{\"text\":\"?\"}"));
    requests.put("merge-undone", () -> second(() -> any.post("/merges/" + merge + ":undo")));
    conversions(requests);
    requests.put(
        "unknown-owner",
        () -> ada.post("/leads", "{\"familyName\":\"X\",\"owner\":\"" + NOBODY + "\"}"));
  }

  private void conversions(Map<String, Request> requests) {
    requests.put(
        "duplicate-candidates",
        () -> {
          account("{\"name\":\"Lookalike Ltd\"}");
          return any.post(qualified("Lookalike") + ":convert", "{}");
        });
    requests.put(
        "lead-converted",
        () -> {
          String path = qualified("Closed");
          any.post(path + ":convert", "{}");
          return any.post(path + ":note", "{\"text\":\"Late.\"}");
        });
    requests.put(
        "undo-blocked",
        () -> {
          JsonNode made = converted("Blocked");
          account(child("/accounts/" + made.at("/account/id").asText()));
          return any.post("/conversions/" + made.path("id").asText() + ":undo");
        });
    requests.put(
        "conversion-undone",
        () -> {
          String path = "/conversions/" + converted("Undone").path("id").asText() + ":undo";
          return second(() -> any.post(path));
        });
  }

  private String qualified(String company) {
    String path = "/leads/" + idOf(ada.post("/leads", "{\"company\":\"" + company + "\"}"));
    any.post(path + ":qualify");
    return path;
  }

  private JsonNode converted(String company) {
    return any.post(qualified(company) + ":convert", "{}").json().path("conversion");
  }

  private void accounts(Map<String, Request> requests) {
    String known = "{\"name\":\"Vogel\",\"domains\":[\"vogel.example\"],\"externalId\":\"c-1\"}";
    requests.put(
        "account-domain-taken",
        () -> {
          account(known);
          return ada.post("/accounts", known);
        });
    requests.put(
        "account-external-id-taken",
        () -> ada.post("/accounts", "{\"name\":\"Other\",\"externalId\":\"c-1\"}"));
    requests.put(
        "account-deleted",
        () -> {
          String path = account("{\"name\":\"Gone\"}");
          any.delete(path);
          return any.post(path + ":note", "{\"text\":\"x\"}");
        });
    requests.put(
        "account-merged",
        () -> {
          String stays = account("{\"name\":\"Stays\"}");
          String goes = account("{\"name\":\"Goes\"}");
          any.post(stays + ":merge", "{\"others\":[\"" + lastOf(goes) + "\"]}");
          return any.post(goes + ":note", "{\"text\":\"x\"}");
        });
    requests.put(
        "account-has-children",
        () -> {
          String parent = account("{\"name\":\"Parent\"}");
          account(child(parent));
          return any.delete(parent);
        });
    requests.put(
        "transition-requirements",
        () -> {
          String path = account("{\"name\":\"Silent\"}");
          return any.post(path + ":transition", "{\"to\":\"DISQUALIFIED\"}");
        });
    requests.put(
        "lifecycle-stage-in-use",
        () -> {
          account("{\"name\":\"Caught\"}");
          return any.put(
              "/lifecycle",
              "{\"stages\":[{\"key\":\"NEW\",\"name\":\"New\",\"order\":1,"
                  + "\"category\":\"ACTIVE\"}],\"transitions\":[]}");
        });
    requests.put(
        "account-circular",
        () -> {
          String path = account("{\"name\":\"Itself\"}");
          return any.patch(path, child(path));
        });
    requests.put(
        "account-too-deep",
        () -> {
          String path = account("{\"name\":\"Level 1\"}");
          for (int level = 2; level <= Place.MOST_LEVELS; level++) {
            path = account(child(path));
          }
          return ada.post("/accounts", child(path));
        });
    requests.put("unknown-parent", () -> ada.post("/accounts", child("/accounts/" + NOBODY)));
  }

  private String account(String json) {
    return "/accounts/" + ada.post("/accounts", json).json().path("id").asText();
  }

  private static String child(String parent) {
    return "{\"name\":\"Child\",\"parent\":\"" + parent.replace("/accounts/", "") + "\"}";
  }

  private void contacts(Map<String, Request> requests) {
    String known =
        "{\"familyName\":\"Vogel\",\"emails\":[{\"address\":\"v@vogel.example\"}],"
            + "\"externalId\":\"p-1\"}";
    requests.put(
        "contact-email-taken",
        () -> {
          ada.post("/contacts", known);
          return ada.post("/contacts", known);
        });
    requests.put(
        "contact-external-id-taken",
        () -> ada.post("/contacts", "{\"familyName\":\"Other\",\"externalId\":\"p-1\"}"));
    requests.put(
        "contact-deleted",
        () -> {
          String path = "/contacts/" + idOf(ada.post("/contacts", "{\"familyName\":\"Gone\"}"));
          any.delete(path);
          return any.post(path + ":note", "{\"text\":\"x\"}");
        });
    requests.put(
        "contact-merged",
        () -> {
          String stays = idOf(ada.post("/contacts", "{\"familyName\":\"Stays\"}"));
          String goes = idOf(ada.post("/contacts", "{\"familyName\":\"Goes\"}"));
          any.post("/contacts/" + stays + ":merge", "{\"others\":[\"" + goes + "\"]}");
          return any.post("/contacts/" + goes + ":note", "{\"text\":\"x\"}");
        });
  }

  /** The id that a path ends with. */
  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void opportunities(Map<String, Request> requests) {
    String pipeline = "/pipelines/" + ada.get("/pipelines").json().at("/items/0/id").asText();
    requests.put(
        "opportunity-deleted",
        () -> {
          String path = opportunity();
          any.delete(path);
          return any.post(path + ":win", "{}");
        });
    requests.put(
        "opportunity-external-id-taken",
        () -> {
          any.post("/opportunities", "{\"name\":\"First\",\"externalId\":\"o-1\"}");
          return any.post("/opportunities", "{\"name\":\"Other\",\"externalId\":\"o-1\"}");
        });
    requests.put(
        "opportunity-decided",
        () -> {
          String path = opportunity();
          any.post(path + ":lose", "{\"reason\":\"Price\"}");
          return any.post(path + ":move", "{\"stage\":\"qualification\"}");
        });
    requests.put(
        "board-stale",
        () ->
            any.post(
                opportunity() + ":move",
                "{\"stage\":\"qualification\",\"afterId\":\"" + NOBODY + "\"}"));
    requests.put(
        "too-many-watches",
        () -> {
          PipelineId id = new PipelineId(UUID.fromString(pipeline.substring(11)));
          for (int i = 0; i < 20; i++) {
            world.asAda().opportunityQueries().watch(id, null).orElseThrow();
          }
          return ada.with("Accept", "text/event-stream").get(pipeline + "/events");
        });
    requests.put(
        "wip-limit",
        () -> {
          String full =
              idOf(
                  ada.post(
                      "/pipelines",
                      "{\"name\":\"Full\",\"stages\":[{\"key\":\"a\",\"name\":\"A\","
                          + "\"type\":\"OPEN\",\"wipLimit\":1,\"wipHard\":true},"
                          + "{\"key\":\"won\",\"name\":\"Won\",\"type\":\"WON\"},"
                          + "{\"key\":\"lost\",\"name\":\"Lost\",\"type\":\"LOST\"}]}"));
          String deal = "{\"name\":\"x\",\"pipeline\":\"" + full + "\"}";
          ada.post("/opportunities", deal);
          return ada.post("/opportunities", deal);
        });
    requests.put("move-stands", () -> any.post(opportunity() + ":undo-move", "{}"));
    requests.put(
        "unknown-account",
        () -> ada.post("/opportunities", "{\"name\":\"x\",\"account\":\"" + NOBODY + "\"}"));
    requests.put(
        "unknown-stage", () -> any.post(opportunity() + ":move", "{\"stage\":\"nowhere\"}"));
    requests.put(
        "stage-in-use",
        () -> {
          opportunity();
          return any.put(
              pipeline,
              "{\"name\":\"Sales\",\"stages\":[{\"key\":\"a\",\"name\":\"A\",\"type\":\"OPEN\"},"
                  + "{\"key\":\"won\",\"name\":\"Won\",\"type\":\"WON\"},"
                  + "{\"key\":\"lost\",\"name\":\"Lost\",\"type\":\"LOST\"}]}");
        });
    requests.put(
        "pipeline-in-use",
        () -> {
          opportunity();
          return any.delete(pipeline);
        });
  }

  private void contactRoles(Map<String, Request> requests) {
    String contact = idOf(ada.post("/contacts", "{\"familyName\":\"Role\"}"));
    requests.put(
        "contact-role-in-use",
        () -> {
          role(contact, opportunity(), "CHAMPION");
          return any.put(
              "/contact-roles",
              "{\"roles\":[{\"key\":\"A\",\"name\":\"A\",\"kinds\":[\"account\"]}]}");
        });
    requests.put("unknown-contact-role", () -> role(contact, opportunity(), "KING"));
    requests.put("unknown-contact", () -> role(NOBODY.toString(), opportunity(), "CHAMPION"));
    requests.put(
        "relationship-exists",
        () -> {
          String path = opportunity();
          role(contact, path, "CHAMPION");
          return role(contact, path, "CHAMPION");
        });
    requests.put(
        "relationship-ended",
        () -> {
          String path = "/relationships/" + idOf(role(contact, opportunity(), "CHAMPION"));
          any.post(path + ":end", "{}");
          return any.post(path + ":end", "{}");
        });
    requests.put(
        "target-deleted",
        () -> {
          String path = opportunity();
          any.delete(path);
          return role(contact, path, "CHAMPION");
        });
  }

  private Response role(String contact, String opportunity, String role) {
    return ada.post(
        "/relationships",
        "{\"contact\":\"%s\",\"target\":{\"type\":\"opportunity\",\"id\":\"%s\"},\"role\":\"%s\"}"
            .formatted(contact, opportunity.replace("/opportunities/", ""), role));
  }

  private String opportunity() {
    return "/opportunities/"
        + ada.post("/opportunities", "{\"name\":\"Turbines\"}").json().path("id").asText();
  }

  private void access(Map<String, Request> requests) {
    String administrator = ada.get("/roles").json().at("/items/0/id").asText();
    requests.put("login-taken", () -> second(() -> user("twice@example.com", "")));
    requests.put("name-taken", () -> second(() -> ada.post("/teams", "{\"name\":\"North\"}")));
    requests.put("last-administrator", () -> any.post("/users/" + world.ada.id() + ":deactivate"));
    requests.put(
        "grants-too-wide",
        () ->
            somebodyWith("\"access:view\":\"all\",\"access:administer\":\"all\"")
                .post("/roles", "{\"name\":\"Wide\",\"grants\":{\"lead:view\":\"all\"}}"));
    requests.put(
        "built-in-role", () -> any.patch("/roles/" + administrator, "{\"name\":\"Boss\"}"));
    requests.put(
        "still-in-use",
        () -> {
          String role = role("In use", "");
          user("holder@example.com", role);
          return any.delete("/roles/" + role);
        });
    Request wrong =
        () ->
            memory
                .rawApi()
                .post("/sessions", "{\"login\":\"guess@example.com\",\"password\":\"guess\"}");
    requests.put("wrong-credentials", wrong);
    requests.put(
        "too-many-attempts",
        () -> IntStream.range(0, 9).mapToObj(i -> wrong.send()).reduce((a, b) -> b).orElseThrow());
  }

  private void imports(Map<String, Request> requests) throws IOException {
    byte[] packed =
        gzip(1_000, "email\na@example.com\n".repeat(50).getBytes(StandardCharsets.UTF_8));
    byte[] bomb = gzip(64, new byte[1 << 20]);
    requests.put("import-file-empty", () -> file(new byte[0]));
    requests.put(
        "import-file-kind-unknown", () -> file("%PDF-1.7\n".getBytes(StandardCharsets.UTF_8)));
    requests.put("import-file-damaged", () -> file(Arrays.copyOf(packed, packed.length / 2)));
    requests.put("import-unpacks-too-large", () -> file(bomb));
    requests.put(
        "import-too-many-columns",
        () ->
            file(
                IntStream.range(0, 1_001)
                    .mapToObj(i -> "c" + i)
                    .collect(Collectors.joining(",", "", "\n"))
                    .getBytes(StandardCharsets.UTF_8)));
    requests.put(
        "import-header-undecided",
        () ->
            ada.send(
                "POST", "/imports?start=true", "text/csv", "Jane Doe,Berlin\nJohn Doe,Paris\n"));
    requests.put(
        "import-running",
        () -> {
          String id = upload();
          ada.post("/imports/" + id + ":start");
          return ada.delete("/imports/" + id);
        });
  }

  private void presets(Map<String, Request> requests) {
    requests.put("preset-name-taken", () -> second(() -> preset(upload())));
    requests.put(
        "preset-unfitting",
        () -> {
          String other = idOf(ada.send("POST", "/imports", "text/csv", "Firma\nAcme\n"));
          String preset = ada.get("/import-presets").json().at("/items/0/id").asText();
          return any.post("/imports/" + other + ":apply-preset", "{\"preset\":\"" + preset + "\"}");
        });
  }

  private Response preset(String imported) {
    return any.post("/imports/" + imported + ":save-preset", "{\"name\":\"Fair\"}");
  }

  private static Response secondRequestOfOne() {
    RateLimit one = new RateLimit(1, Duration.ofHours(1));
    try (TestServer server =
        TestServer.forPeopleOf(new AccessWorld(), ApiOptions.USUAL.limitedTo(one))) {
      return second(() -> server.rawApi().get("/leads"));
    }
  }

  private void models(Map<String, Request> requests) {
    requests.put("scoring-model-none-active", () -> ada.get("/scoring/metrics"));
    requests.put("scoring-model-none-before", () -> ada.post("/scoring/models:roll-back"));
    requests.put(
        "scoring-model-not-better",
        () -> {
          any.post("/scoring/models/" + trained() + ":activate");
          return any.post("/scoring/models/" + trained() + ":activate");
        });
    requests.put(
        "scoring-model-not-compared",
        () -> {
          String active = ada.get("/scoring/models").json().at("/items/1/id").asText();
          String early = trained();
          String late = trained();
          any.post("/scoring/models/" + active + ":retire");
          any.post("/scoring/models/" + late + ":activate");
          return any.post("/scoring/models/" + early + ":activate");
        });
  }

  private String trained() {
    ada.post("/scoring/models:train", "{}");
    world.crm.runDue();
    return ada.get("/scoring/models").json().at("/items/0/id").asText();
  }

  private Response retryOfAJobWhoseKeyIsTaken() {
    JobStore jobs = world.storage.jobs();
    JobRequest request = JobRequest.of("test").unique("key");
    JobId dead = new JobId(new UUID(0, 101));
    var now = world.clock.instant();
    return world
        .storage
        .transactions()
        .always(() -> {
          jobs.add(new JobStore.NewJob(dead, request, now, now));
          var leased =
              jobs.lease(Set.of("test"), "me", now, now.plusSeconds(60), job -> {}).orElseThrow();
          jobs.end(dead, leased.token(), new JobStore.Ending.Dead("never", now));
          jobs.add(new JobStore.NewJob(new JobId(new UUID(0, 102)), request, now, now));
          return ada;
        })
        .post("/jobs/" + dead + ":retry");
  }

  /** Only the length is sent: nobody has to send all that only to be refused. */
  private String announcedTooLarge() throws IOException {
    try (KeptOpen connection = new KeptOpen(URI.create(real.root()).getPort())) {
      connection.send(
          "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + OwnServer.tokenOf(real.api())
              + "\r\nContent-Type: text/csv\r\nContent-Length: 2000000\r\n\r\n");
      KeptOpen.Answer answer = connection.answer();
      return answer.status() + " " + answer.body().replaceAll(".*\"code\":\"([^\"]*)\".*", "$1");
    }
  }

  /** What is wrong with single rows of an import stands with the rows. */
  private Set<String> codesOfRows() {
    ada.post("/leads", "{\"familyName\":\"Unseen\",\"phone\":\"+49301234567\"}");
    ada.post("/leads", "{\"email\":\"one@example.com\"}");
    ada.post("/leads", "{\"familyName\":\"X\",\"externalSystem\":\"erp\",\"externalId\":\"two\"}");
    Api importer =
        somebodyWith(
            "\"import:view\":\"own\",\"import:create\":\"own\",\"lead:create\":\"all\","
                + "\"lead:view\":\"own\"");
    Set<String> codes =
        new TreeSet<>(codesOfRows(importer, "PHONE", "family name,phone\nTwin,+49301234567\n"));
    codes.addAll(
        codesOfRows(
            ada,
            "EMAIL\",\"EXTERNAL_ID",
            "email,external system,external id\none@example.com,erp,two\n"));
    return codes;
  }

  private Set<String> codesOfRows(Api who, String keys, String file) {
    String path = "/imports/" + idOf(who.send("POST", "/imports", "text/csv", file));
    who.put(path + "/rules", "{\"keys\":[\"" + keys + "\"],\"policy\":\"SKIP\"}");
    who.post(path + ":start");
    world.crm.runDue();
    Set<String> codes = new TreeSet<>();
    who.get(path + "/rows?status=FAILED")
        .json()
        .path("items")
        .forEach(row -> row.path("problems").forEach(p -> codes.add(p.path("code").asText())));
    return codes;
  }

  private Set<String> codesOfABatch() {
    Set<String> codes = new TreeSet<>();
    ada.post(
            "/leads:batch",
            "{\"atomic\":true,\"items\":[{\"familyName\":\"Good\"},{\"email\":\"bad\"}]}")
        .json()
        .path("items")
        .forEach(item -> codes.add(item.at("/problem/code").asText()));
    return codes;
  }

  private static Response second(Request request) {
    Response first = request.send();
    assertThat(first.status()).as(first.text()).isIn(200, 201, 401);
    return request.send();
  }

  private static byte[] gzip(int times, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(content);
      }
    }
    return packed.toByteArray();
  }

  private Response file(byte[] content) {
    return ada.publish("POST", "/imports", "text/csv", BodyPublishers.ofByteArray(content));
  }

  private String upload() {
    return idOf(ada.send("POST", "/imports", "text/csv", "email\na@example.com\n"));
  }

  private String lead(String name) {
    return idOf(ada.post("/leads", named(name)));
  }

  private static String named(String familyName) {
    return "{\"familyName\":\"" + familyName + "\"}";
  }

  private String role(String name, String grants) {
    return idOf(ada.post("/roles", "{\"name\":\"" + name + "\",\"grants\":{" + grants + "}}"));
  }

  /**
   * @param role empty for none
   */
  private Response user(String login, String role) {
    String roles = role.isEmpty() ? "" : "\"" + role + "\"";
    return ada.post(
        "/users",
        "{\"login\":\"%s\",\"name\":\"Some Body\",\"password\":\"%s\",\"roles\":[%s]}"
            .formatted(login, AccessWorld.PASSWORD, roles));
  }

  /** Somebody who may do this, logged in. */
  private Api somebodyWith(String grants) {
    String login = "somebody" + grants.length() + "@example.com";
    user(login, role("Role of " + login, grants));
    return memory.api().loggedIn(login, AccessWorld.PASSWORD);
  }

  private static String idOf(Response response) {
    String id = response.json().path("id").asText();
    assertThat(id).as(response.text()).isNotEmpty();
    return id;
  }

  private Response askedMoreOftenThanAnybody() {
    String consents = "/leads/" + lead("Asked") + "/consents";
    String yes =
        "{\"channel\":\"POST\",\"purpose\":\"SALES\",\"status\":\"GRANTED\","
            + "\"evidence\":\"x\",\"source\":\"";
    for (int part = 0; part < 10; part++) {
      String batch = part + "-";
      String items =
          IntStream.range(0, 100)
              .mapToObj(i -> yes + batch + i + "\"}")
              .collect(Collectors.joining(","));
      ada.post(consents + ":batch", "{\"items\":[" + items + "]}");
    }
    return ada.post(consents, yes + "one more\"}");
  }

  private Response touchedMoreOftenThanAnybody() {
    String touches = "/leads/" + lead("Robot") + "/touches";
    for (int part = 0; part < 10; part++) {
      String batch = part + "-";
      String items =
          IntStream.range(0, 100)
              .mapToObj(i -> "{\"key\":\"" + batch + i + "\",\"utmSource\":\"x\"}")
              .collect(Collectors.joining(","));
      ada.post(touches + ":batch", "{\"items\":[" + items + "]}");
    }
    return ada.post(touches, "{\"utmSource\":\"x\"}");
  }
}
