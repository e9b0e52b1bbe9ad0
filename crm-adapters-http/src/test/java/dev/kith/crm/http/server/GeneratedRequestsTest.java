package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.http.kernel.problem.ProblemCodes;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Description;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Drives every operation of the description with made-up values, good, borderline and hostile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GeneratedRequestsTest {

  private static final long SEED = Long.getLong("kith.seed", 20_260_302L);
  private static final int ROUNDS = Integer.getInteger("kith.rounds", 25);

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\uD800",
          "\uFFFF",
          "'",
          "\"",
          "\\",
          "%",
          "%00",
          "../../etc/passwd",
          "<script>alert(1)</script>",
          "'; drop table lead; --",
          "=1+1",
          "null",
          "-1",
          "9223372036854775808",
          "1e999999",
          "NaN",
          "0000-00-00T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "2026-02-30T00:00:00Z",
          "x".repeat(300),
          "é".repeat(20_000),
          "\uD83D\uDE00".repeat(60),
          "(".repeat(3_000),
          "name eq '",
          "not not not name eq 'x'",
          "createdAt ge 2026-01-01T00:00:00Z and status in ('NEW')",
          "id eq 'x'",
          "-name,-name",
          "\u202Egnp.exe",
          "a\r\nX-Injected: 1");

  private final Random random = new Random(SEED);
  private final ObjectMapper json = new ObjectMapper();

  /** What is there, by the collection it stands in. */
  private final Map<String, String> ids = new HashMap<>();

  private JsonNode document = json.createObjectNode();

  @Test
  void no_input_gives_a_5xx_and_every_error_is_a_problem_of_the_list() {
    Set<String> codes =
        ProblemCodes.entries().stream().map(ProblemCodes.Entry::code).collect(Collectors.toSet());
    try (OwnServer server = OwnServer.start()) {
      Api api = server.asAdministrator();
      Description description = Description.of(api);
      document = description.document();
      int sent = 0;
      for (int round = 0; round < ROUNDS; round++) {
        fill(api, round);
        for (Description.Operation operation : description.operations()) {
          Api.Response response = send(api, operation);
          sent++;
          String what =
              "seed "
                  + SEED
                  + ": "
                  + operation.id()
                  + " "
                  + response.path()
                  + " -> "
                  + response.status()
                  + " "
                  + response.text();
          assertThat(response.status()).as(what).isLessThan(500);
          if (response.status() >= 400 && !response.raw().request().method().equals("HEAD")) {
            assertThat(response.header("Content-Type"))
                .as(what)
                .isEqualTo("application/problem+json");
            assertThat(codes).as(what).contains(response.code());
          }
          if (response.status() != 414) {
            // Too long a URI is refused before it is known what it asks for.
            description.check(response);
          }
        }
      }
      assertThat(sent).isGreaterThan(100);
    }
  }

  /** What the round before has deleted or brought to its end is there anew. */
  private void fill(Api api, int round) {
    ids.put("leads", idOf(api.post("/leads", "{\"familyName\":\"Byron\"}")));
    String rows = "email,family name\na@example.com,Byron\n";
    ids.put("imports", idOf(api.send("POST", "/imports", "text/csv", rows)));
    ids.put("teams", idOf(api.post("/teams", "{\"name\":\"Team " + round + "\"}")));
    ids.put("jobs", idOf(api.post("/audit:verify")));
    ids.put("schedules", api.get("/schedules").json().at("/items/0/name").asText());
  }

  private static String idOf(Api.Response response) {
    String id = response.json().path("id").asText();
    assertThat(id).as(response.text()).isNotEmpty();
    return id;
  }

  /** What could be meant by an id in such a path. */
  private String known(String template) {
    String collection = template.substring(1).replaceAll("[/.:].*", "");
    return ids.getOrDefault(collection, lead());
  }

  private String lead() {
    return Objects.requireNonNull(ids.get("leads"));
  }

  private Api.Response send(Api api, Description.Operation operation) {
    Api client = api;
    StringBuilder query = new StringBuilder();
    String path = operation.path();
    for (JsonNode parameter : operation.json().path("parameters")) {
      String name = parameter.path("name").asText();
      switch (parameter.path("in").asText()) {
        case "path" ->
            path =
                path.replace(
                    "{" + name + "}",
                    encoded(random.nextInt(3) > 0 ? known(operation.path()) : segment()));
        case "query" -> {
          if (random.nextInt(3) == 0) {
            query
                .append(query.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(encoded(text(parameter.path("schema"))));
          }
        }
        default -> {
          if (name.equals("If-Match") && random.nextInt(4) > 0) {
            client =
                client.with(name, random.nextInt(3) > 0 ? "*" : "\"" + random.nextInt(9) + "\"");
          } else if (name.equals("Idempotency-Key") && random.nextInt(2) == 0) {
            client = client.with(name, "key-" + random.nextInt(5));
          }
        }
      }
    }
    JsonNode content = operation.json().at("/requestBody/content");
    if (content.isMissingNode() || refusedUnread(path + query)) {
      return client.send(operation.method(), path + query, null, null);
    }
    String type = random.nextInt(15) == 0 ? "text/plain" : content.fieldNames().next();
    JsonNode schema = content.path(content.fieldNames().next()).path("schema");
    return client.send(operation.method(), path + query, type, body(schema));
  }

  /**
   * Whether the URI alone makes the server answer and hang up. A body still on its way would then
   * be reset, and the answer with it, before the client has read it.
   */
  private static boolean refusedUnread(String uri) {
    return uri.contains("%00") || uri.length() > 8_000;
  }

  private String body(JsonNode schema) {
    return switch (random.nextInt(12)) {
      case 0 -> "{";
      case 1 -> "[".repeat(random.nextInt(5_000));
      case 2 -> "{\"a\":1,\"a\":2}";
      case 3 -> pick(HOSTILE);
      default -> value(schema, 0).toString();
    };
  }

  /** A value of the schema, most of the time. */
  private JsonNode value(JsonNode schema, int depth) {
    if (random.nextInt(20) == 0) {
      return odd();
    }
    JsonNode reference = schema.get("$ref");
    if (reference != null) {
      return value(document.at(reference.asText().substring(1)), depth);
    }
    if (schema.has("anyOf")) {
      return value(schema.path("anyOf").get(0), depth);
    }
    if (schema.has("enum") && random.nextInt(10) > 0) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
    }
    String type =
        schema.path("type").isArray()
            ? schema.path("type").get(0).asText()
            : schema.path("type").asText();
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> {
        ArrayNode array = json.createArrayNode();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          array.add(value(schema.path("items"), depth + 1));
        }
        yield array;
      }
      case "integer" ->
          json.getNodeFactory()
              .numberNode(random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(10));
      case "boolean" -> json.getNodeFactory().booleanNode(random.nextBoolean());
      default -> json.getNodeFactory().textNode(text(schema));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = json.createObjectNode();
    schema
        .path("properties")
        .properties()
        .forEach(p -> {
          if (random.nextInt(3) > 0 || (depth == 0 && random.nextInt(5) > 0)) {
            object.set(p.getKey(), value(p.getValue(), depth + 1));
          }
        });
    if (random.nextInt(15) == 0) {
      object.put(pick(HOSTILE), "x");
    }
    return object;
  }

  private String text(JsonNode schema) {
    if (schema.has("enum") && random.nextInt(3) > 0) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size())).asText();
    }
    if (random.nextInt(3) == 0) {
      return pick(HOSTILE);
    }
    return switch (schema.path("format").asText()) {
      case "uuid" -> lead();
      case "date-time" -> "20" + (10 + random.nextInt(89)) + "-03-04T05:06:07Z";
      case "int64" -> Integer.toString(random.nextInt(300));
      default ->
          switch (random.nextInt(4)) {
            case 0 -> "someone" + random.nextInt(50) + "@example.com";
            case 1 -> "name";
            case 2 -> "+49 30 " + random.nextInt(999_999);
            default -> Integer.toString(random.nextInt(100_000), 36);
          };
    };
  }

  private JsonNode odd() {
    return switch (random.nextInt(5)) {
      case 0 -> json.nullNode();
      case 1 -> json.createArrayNode();
      case 2 -> json.createObjectNode();
      case 3 -> json.getNodeFactory().numberNode(Double.MAX_VALUE);
      default -> json.getNodeFactory().textNode(pick(HOSTILE));
    };
  }

  /** A part of a path; what no client could send as one is left out. */
  private String segment() {
    String text = pick(HOSTILE);
    return text.isEmpty() || text.length() > 400 ? "x" : text;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
