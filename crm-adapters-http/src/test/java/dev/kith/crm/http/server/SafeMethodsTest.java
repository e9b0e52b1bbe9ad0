package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Description;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Whoever only looks changes nothing: link scanners, prefetching browsers and crawlers look at
 * everything.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SafeMethodsTest {

  /** What the server does by itself, whoever calls. */
  private static final Set<String> BY_ITSELF = Set.of("JOB_SCHEDULE", "OUTBOX_DELIVERY");

  /** Of a page; what it is dressed with, and the API, are looked at elsewhere. */
  private static final Pattern LINK =
      Pattern.compile("<a [^>]*href=\"(/(?!assets|api|docs|static)[^\"#]*)");

  private static final Pattern ENDLESS = Pattern.compile("/pipelines/[^/]+/events");

  /** What may move in the others: when a token or session was last used, and the server's jobs. */
  private static final Map<String, String> COMPARED =
      Map.of(
          "API_TOKEN",
          "select id, version, created_at, updated_at, owner_id, name, name_sort, permissions,"
              + " secret_hash, expires_at, revoked_at from api_token",
          "USER_SESSION",
          "select id, user_id, secret_hash, opened_at, address, device from user_session",
          "JOB",
          "select * from job where requester_id is not null");

  /** Those whose moment has come, or comes while this looks. */
  private static final String UNDONE_JOBS =
      "/jobs?filter="
          + URLEncoder.encode(
              "state in ('WAITING', 'RUNNING') and runAt le "
                  + Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS),
              StandardCharsets.UTF_8);

  private static OwnServer server;
  private static Api admin;
  private static Api person;
  private static final Map<String, String> IDS = new HashMap<>();

  @BeforeAll
  static void start() {
    server = OwnServer.start();
    admin = server.asAdministrator();
    person = server.api().loggedIn(OwnServer.LOGIN, OwnServer.PASSWORD);
    IDS.put("leads", idOf(admin.post("/leads", "{\"familyName\":\"Lovelace\"}")));
    IDS.put("accounts", idOf(admin.post("/accounts", "{\"name\":\"Vogel\"}")));
    IDS.put("contacts", idOf(admin.post("/contacts", "{\"familyName\":\"Vogel\"}")));
    IDS.put("opportunities", idOf(admin.post("/opportunities", "{\"name\":\"Turbines\"}")));
    IDS.put(
        "relationships",
        idOf(
            admin.post(
                "/relationships",
                "{\"contact\":\""
                    + IDS.get("contacts")
                    + "\",\"role\":\"LEGAL\",\"target\":{\"type\":\"account\",\"id\":\""
                    + IDS.get("accounts")
                    + "\"}}")));
    IDS.put("pipelines", admin.get("/pipelines").json().at("/items/0/id").asText());
    IDS.put(
        "products", idOf(admin.post("/products", "{\"sku\":\"GTX-1\",\"name\":\"GTX Basic\"}")));
    IDS.put("competitors", idOf(admin.post("/competitors", "{\"name\":\"Norwind\"}")));
    IDS.put("merges", merge());
    IDS.put("conversions", conversion());
    IDS.put("conversion-batches", conversionBatch());
    IDS.put("imports", finishedImport());
    IDS.put(
        "import-presets",
        idOf(admin.post("/imports/" + IDS.get("imports") + ":save-preset", "{\"name\":\"Fair\"}")));
    IDS.put("duplicates", cluster());
    IDS.put(
        "suppressions",
        idOf(
            admin.post(
                "/suppressions",
                "{\"kind\":\"DOMAIN\",\"target\":\"x.example\",\"reason\":\"Asked to\"}")));
    IDS.put("calendars", admin.get("/calendars").json().at("/items/0/id").asText());
    admin.post(
        "/exchange-rates:batch",
        "{\"rates\":[{\"base\":\"EUR\",\"quote\":\"USD\",\"from\":\"2026-03-02\","
            + "\"rate\":\"1.08\"}]}");
    IDS.put("exchange-rates", "EUR-USD");
    IDS.put("tasks", idOf(admin.post("/tasks", "{\"subject\":\"Call\"}")));
    IDS.put(
        "automation",
        idOf(
            admin.post(
                "/automation/rules",
                "{\"name\":\"Rule\",\"record\":\"lead\",\"events\":[\"lead.noted.v1\"],"
                    + "\"then\":[{\"action\":\"lead.qualify\"}]}")));
    IDS.put("scoring", admin.get("/scoring/rules").json().at("/items/0/id").asText());
    IDS.put("scoring/models", model());
    IDS.put("scoring/fit-rules", admin.get("/scoring/fit-rules").json().at("/items/0/id").asText());
    IDS.put("tracking", visitor());
    IDS.put("teams", idOf(admin.post("/teams", "{\"name\":\"North\"}")));
    IDS.put(
        "escalation-policies",
        idOf(
            admin.post(
                "/escalation-policies",
                "{\"name\":\"Late\",\"since\":\"DUE\",\"levels\":[{\"after\":\"PT1H\","
                    + "\"to\":{\"type\":\"TEAM\",\"id\":\""
                    + IDS.get("teams")
                    + "\"},\"action\":\"NOTIFY\"}]}")));
    IDS.put(
        "assignment-pools",
        idOf(
            admin.post(
                "/assignment-pools",
                "{\"name\":\"Sales\",\"members\":[{\"user\":\""
                    + admin.get("/users").json().at("/items/0/id").asText()
                    + "\"}]}")));
    IDS.put(
        "assignments",
        idOf(
            admin.post(
                "/assignment-pools/" + IDS.get("assignment-pools") + ":assign",
                "{\"record\":{\"type\":\"lead\",\"id\":\"" + IDS.get("leads") + "\"}}")));
    for (String listed : List.of("users", "roles", "tokens", "jobs")) {
      IDS.put(listed, admin.get("/" + listed).json().at("/items/0/id").asText());
    }
    IDS.put("schedules", admin.get("/schedules").json().at("/items/0/name").asText());
    IDS.put("notifications", notification());
    IDS.put("audit", IDS.get("leads"));
    assertThat(IDS.values()).doesNotContain("");
    settled();
    // Scores of leads that were just written are computed in a while; then nothing is due any more.
    String job = "/jobs/" + idOf(admin.post("/scoring/recalculations"));
    admin.until(job, done -> done.path("state").asText().equals("SUCCEEDED"));
  }

  /**
   * Returns when the server has done everything that came of what was made. Jobs tell events, and
   * events ask for jobs: that of a model which was activated predicts for all leads, and has their
   * scores computed when it is done. So nothing may wait, and no job have come while one looked.
   */
  private static void settled() {
    String newest = "/jobs?limit=1&sort=-createdAt";
    admin.until(
        newest,
        before ->
            admin.get(UNDONE_JOBS).json().path("items").isEmpty()
                && admin.get("/events/backlog").json().path("waiting").asInt() == 0
                && admin.get(newest).json().at("/items/0/id").equals(before.at("/items/0/id")));
  }

  /** The administrator is told of a rule that runs in circles. */
  private static String notification() {
    String rule =
        idOf(
            admin.post(
                "/automation/rules",
                "{\"name\":\"Circle\",\"record\":\"lead\",\"events\":[\"lead.noted.v1\"],"
                    + "\"repeat\":\"ALWAYS\",\"then\":[{\"action\":\"lead.note\","
                    + "\"parameters\":{\"text\":\"Again\"}}]}"));
    Api forced = admin.with("If-Match", "*");
    forced.post("/automation/rules/" + rule + ":activate");
    forced.post("/leads/" + IDS.get("leads") + ":note", "{\"text\":\"First\"}");
    admin.until("/notifications", told -> !told.path("items").isEmpty());
    return admin.get("/notifications").json().at("/items/0/id").asText();
  }

  /** One that is active. */
  private static String model() {
    admin.post("/scoring/models:train", "{}");
    String id =
        admin
            .until("/scoring/models", models -> !models.path("items").isEmpty())
            .at("/items/0/id")
            .asText();
    admin.with("If-Match", "*").post("/scoring/models/" + id + ":activate");
    return id;
  }

  /** A browser that agreed to be known again, and reported a page. */
  private static String visitor() {
    String id = "6f1c7f5e-5a4b-4c1d-9e2f-0a1b2c3d4e5f";
    String origin = "https://www.example.com";
    admin
        .with("If-Match", "*")
        .put(
            "/tracking/settings",
            "{\"address\":\"\",\"origins\":[\""
                + origin
                + "\"],\"respectSignals\":true,\"joinByLinks\":false,\"retentionDays\":9}");
    Api.Response reported =
        new Api(server.root())
            .with("Origin", origin)
            .post(
                "/t/v",
                "{\"visitor\":\""
                    + id
                    + "\",\"consent\":\"Yes\",\"name\":\"1\",\"page\":\""
                    + origin
                    + "/\"}");
    assertThat(reported.status()).isEqualTo(204);
    return id;
  }

  private static String merge() {
    String twin = idOf(admin.post("/leads", "{\"familyName\":\"Lovelace\"}"));
    String path = "/leads/" + IDS.get("leads") + ":merge";
    return idOf(admin.with("If-Match", "*").post(path, "{\"others\":[\"" + twin + "\"]}"));
  }

  private static String conversion() {
    String path = "/leads/" + idOf(admin.post("/leads", "{\"company\":\"Converted\"}"));
    Api any = admin.with("If-Match", "*");
    any.post(path + ":qualify");
    return any.post(path + ":convert", "{}").json().at("/conversion/id").asText();
  }

  /** Of a lead that is not qualified. */
  private static String conversionBatch() {
    String leads = "{\"leads\":[\"" + IDS.get("leads") + "\"]}";
    String id = idOf(admin.post("/conversions:batch", leads));
    admin.until(
        "/conversion-batches/" + id, batch -> batch.path("state").asText().equals("SUCCEEDED"));
    return id;
  }

  /** Two leads that are probably the same, as a scan finds them. */
  private static String cluster() {
    for (int i = 0; i < 2; i++) {
      admin.post(
          "/leads",
          "{\"givenName\":\"Mara\",\"familyName\":\"Vogel\",\"company\":\"Nordlicht\",\"phone\":\"+49"
              + " 30 901820\"}");
    }
    assertThat(admin.post("/duplicates/scans").status()).isBetween(200, 202);
    admin.until("/duplicates/clusters", clusters -> !clusters.path("items").isEmpty());
    return admin.get("/duplicates/clusters").json().at("/items/0/id").asText();
  }

  /** With a row that came in and one that failed. */
  private static String finishedImport() {
    String rows = "email,family name\na@example.com,Byron\nnonsense,Byron\n";
    String id = idOf(admin.send("POST", "/imports?start=true", "text/csv", rows));
    admin.until("/imports/" + id, i -> i.path("status").asText().startsWith("COMPLETED"));
    return id;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void looking_at_anything_twice_leaves_the_database_as_it_was() throws SQLException {
    Map<String, Set<String>> changedBy = new TreeMap<>();
    for (Description.Operation operation : Description.of(admin).operations()) {
      if (operation.method().equals("GET")) {
        String path = pathOf(operation.path());
        for (String method : List.of("HEAD", "GET", "OPTIONS")) {
          Set<String> changed =
              changedBy(() -> {
                look(method, path);
                look(method, path);
              });
          if (!changed.isEmpty()) {
            changedBy.put(method + " " + operation.path(), changed);
          }
        }
      }
    }

    // Who took data out of the CRM must be known; a HEAD takes nothing out.
    assertThat(changedBy)
        .isEqualTo(
            Map.of(
                "GET /accounts.csv",
                Set.of("AUDIT_ENTRY"),
                "GET /contacts.csv",
                Set.of("AUDIT_ENTRY"),
                "GET /opportunities.csv",
                Set.of("AUDIT_ENTRY"),
                "GET /leads.csv",
                Set.of("AUDIT_ENTRY"),
                "GET /tasks.csv",
                Set.of("AUDIT_ENTRY")));
  }

  @Test
  void everything_that_can_be_looked_at_looks_as_described() {
    Description description = Description.of(admin);
    for (Description.Operation operation : description.operations()) {
      if (operation.method().equals("GET")) {
        String path = pathOf(operation.path());
        clientFor(path).watchedBy(description::check).get(path);
      }
    }
  }

  @Test
  void following_every_link_of_the_pages_leaves_the_database_as_it_was() throws SQLException {
    Api site = site();
    Map<String, Set<String>> changedBy = new TreeMap<>();
    Set<String> seen = new TreeSet<>();
    Deque<String> ahead = new ArrayDeque<>(List.of("/"));
    while (!ahead.isEmpty()) {
      String path = ahead.remove();
      String shape = path.replaceAll("\\?.*", "").replaceAll("[0-9a-f]{8}-[-0-9a-f]{27}", "{id}");
      if (seen.add(shape)) {
        Set<String> changed =
            changedBy(() -> {
              Api.Response page = site.get(path);
              assertThat(page.status()).as(path).isBetween(200, 299);
              LINK.matcher(page.text())
                  .results()
                  .forEach(link -> ahead.add(link.group(1).replace("&amp;", "&")));
              site.get(path);
            });
        if (!changed.isEmpty()) {
          changedBy.put(shape, changed);
        }
      }
    }
    assertThat(changedBy)
        .isEqualTo(
            Map.of(
                "/accounts/export.csv", Set.of("AUDIT_ENTRY"),
                "/contacts/export.csv", Set.of("AUDIT_ENTRY"),
                "/opportunities/export.csv", Set.of("AUDIT_ENTRY"),
                "/leads/export.csv", Set.of("AUDIT_ENTRY"),
                "/tasks/export.csv", Set.of("AUDIT_ENTRY")));
    assertThat(seen)
        .contains(
            "/leads/{id}",
            "/imports/{id}",
            "/leads/{id}/merge",
            "/rules/{id}",
            "/tasks/{id}",
            "/history/lead/{id}",
            "/jobs/letters",
            "/users/{id}");
  }

  /** The pages as the administrator sees them. */
  private static Api site() {
    Api.Response session =
        server
            .api()
            .post(
                "/sessions",
                "{\"login\":\""
                    + OwnServer.LOGIN
                    + "\",\"password\":\""
                    + OwnServer.PASSWORD
                    + "\"}");
    return new Api(server.root().replace("/api/v1", ""))
        .with("Cookie", String.valueOf(session.header("Set-Cookie")).replaceAll(";.*", ""));
  }

  /** Sessions are shown to people only. */
  private static Api clientFor(String path) {
    return path.equals("/sessions") ? person : admin;
  }

  private static void look(String method, String path) {
    int status = clientFor(path).send(method, path, null, null).status();
    if (method.equals("GET") && ENDLESS.matcher(path).matches()) {
      assertThat(status).as(path + " begins no stream for who does not ask for one").isEqualTo(406);
      return;
    }
    assertThat(status).as(method + " " + path).isBetween(200, 299);
  }

  private interface Calls {
    void make();
  }

  private static Set<String> changedBy(Calls calls) throws SQLException {
    Map<String, String> before = contents();
    calls.make();
    Map<String, String> after = contents();
    return new TreeSet<>(
        Sets.filter(after.keySet(), table -> !after.get(table).equals(before.get(table))));
  }

  /** Every table with all that stands in it. */
  private static Map<String, String> contents() throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    try (Connection connection = server.database();
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        String query = COMPARED.getOrDefault(table, "select * from \"" + table + "\"");
        contents.put(table, String.join("\n", rows(statement, query)));
      }
    }
    return contents;
  }

  private static Set<String> tables(Statement statement) throws SQLException {
    return rows(
            statement,
            "select table_name from information_schema.tables where table_schema = 'PUBLIC'")
        .stream()
        .filter(table -> !BY_ITSELF.contains(table))
        .collect(Collectors.toSet());
  }

  private static Set<String> rows(Statement statement, String query) throws SQLException {
    Set<String> rows = new TreeSet<>();
    try (ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "|").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static String pathOf(String template) {
    String parent = template.substring(1).replaceAll("/\\{.*", "");
    String collection =
        IDS.containsKey(parent) ? parent : template.substring(1).replaceAll("[/.:].*", "");
    String path =
        template
            .replace("{type}", "lead")
            .replaceFirst("/preview$", "/preview?task=" + IDS.get("tasks"))
            .replaceFirst(
                "/waterfall$", "/waterfall?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")
            .replaceFirst("/pipelines/([^/]+)/analytics$", "/pipelines/$1/analytics?metric=stuck");
    return path.contains("{")
        ? path.replaceAll(
            "\\{[^}]+}",
            Objects.requireNonNull(
                IDS.get(collection),
                "no id for " + template + ": start() makes one of each and puts it into IDS"))
        : path;
  }

  private static String idOf(Api.Response response) {
    String id = response.json().path("id").asText();
    assertThat(id).as(response.text()).isNotEmpty();
    return id;
  }
}
