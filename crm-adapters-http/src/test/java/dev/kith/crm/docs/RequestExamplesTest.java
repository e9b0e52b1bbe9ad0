package dev.kith.crm.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests that the documents show are answered as they say: those that are written down as
 * such, and those of curl, of which a reader copies the line.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestExamplesTest {

  private static final String ROOT = "http://localhost:7070/api/v1";
  private static final Pattern HTTP =
      Pattern.compile("(?ms)^```http\\n(\\w+) (\\S+)\\n((?:[\\w-]+: .*?\\n)*)(\\{.*?)^```$");
  private static final Pattern SHELL = Pattern.compile("(?ms)^```(?:sh|console)\\n(.*?)^```$");

  /** Words of a command line; quotes and a backslash at the end of a line mean what they mean. */
  private static final Pattern WORD =
      Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\|)|(#[^\n]*)|([^\\s\"'|]+)");

  private static final TestServer SERVER = TestServer.start();

  /**
   * A request of a document.
   *
   * @param headers in lower case
   */
  record Request(
      Path document, String method, String path, Map<String, String> headers, String body) {
    @Override
    public String toString() {
      return document.getFileName() + ": " + method + " " + path;
    }
  }

  @BeforeAll
  static void setUpPipeline() {
    SERVER
        .api()
        .post(
            "/pipelines",
            """
            {"name": "Deals", "stages": [
              {"key": "open", "name": "Open", "type": "OPEN", "probability": 10},
              {"key": "won", "name": "Won", "type": "WON"},
              {"key": "lost", "name": "Lost", "type": "LOST"}]}
            """);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void there_are_requests_to_try() {
    assertThat(requests().map(Request::toString))
        .contains(
            "README.md: POST /imports?start=true&name=leads.csv",
            "validation.md: POST /validation/email",
            "consent.md: POST /leads/{id}:check-contact");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void each_request_is_answered(Request request) {
    Api api = SERVER.api();
    String condition = request.headers.get("if-match");
    String path =
        request.path.contains("{id}")
            ? request.path.replace(
                "{id}",
                api.post("/leads", "{\"familyName\":\"Lovelace\",\"phone\":\"+442079460018\"}")
                    .json()
                    .path("id")
                    .asText())
            : withIds(api, request.path);
    Api.Response answer =
        (condition == null ? api : api.with("If-Match", condition))
            .send(
                request.method,
                path,
                request.headers.get("content-type"),
                request.body.isEmpty() ? null : withIds(api, request.body));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
  }

  /** The records that examples name by a word in braces, and how each is made. */
  private static final Map<String, List<String>> NAMED =
      Map.of(
          "{team}", List.of("/teams", "{\"name\":\"North\"}"),
          "{role}", List.of("/roles", "{\"name\":\"Lead\",\"grants\":{\"task:view\":\"all\"}}"),
          "{account}", List.of("/accounts", "{\"name\":\"Vogel GmbH\"}"),
          "{contact}", List.of("/contacts", "{\"familyName\":\"Vogel\"}"),
          "{competitor}", List.of("/competitors", "{\"name\":\"Ostwind\"}"),
          "{opportunity}", List.of("/opportunities", "{\"name\":\"Ten turbines\"}"),
          "{task}", List.of("/tasks", "{\"subject\":\"Call Mara\"}"),
          "{other}", List.of("/tasks", "{\"subject\":\"Call Zoë\"}"));

  private static String withIds(Api api, String body) {
    String filled = body;
    if (filled.contains("{user}")) {
      String user =
          "{\"login\":\"%s@example.com\",\"name\":\"Olga\",\"password\":\"%s\"}"
              .formatted(UUID.randomUUID(), AccessWorld.PASSWORD);
      filled = filled.replace("{user}", made(api, "/users", user));
    }
    for (var named : NAMED.entrySet()) {
      if (filled.contains(named.getKey())) {
        filled =
            filled.replace(
                named.getKey(), made(api, named.getValue().get(0), named.getValue().get(1)));
      }
    }
    return filled;
  }

  private static String made(Api api, String path, String body) {
    return api.post(path, body).json().path("id").asText();
  }

  static Stream<Request> requests() {
    return DocumentsTest.documents()
        .flatMap(document ->
            Stream.concat(
                HTTP.matcher(read(document))
                    .results()
                    .map(block ->
                        new Request(
                            document,
                            block.group(1),
                            block.group(2).replaceFirst("^/api/v1", ""),
                            headers("Content-Type: application/json\n" + block.group(3)),
                            block.group(4).strip())),
                SHELL
                    .matcher(read(document))
                    .results()
                    .flatMap(block -> curled(document, block.group(1)))));
  }

  /** The requests of a block of commands, each of which ends with its line. */
  private static Stream<Request> curled(Path document, String block) {
    return Arrays.stream(block.replace("\\\n", " ").replaceAll("\\|\\n", "| ").split("\n", -1))
        .filter(line -> line.contains("curl "))
        .map(line -> curl(document, words(line)));
  }

  private static Request curl(Path document, List<String> words) {
    int pipe = words.indexOf("|");
    String piped = pipe < 0 ? "" : words.get(pipe - 1).replace("\\n", "\n");
    Map<String, String> headers = new LinkedHashMap<>();
    String method = "GET";
    String body = "";
    String url = "";
    for (int i = pipe + 2; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-H" -> {
          headers.putAll(headers(words.get(++i)));
        }
        case "-X" -> method = words.get(++i);
        case "-d", "--data-binary" -> {
          String given = words.get(++i);
          body = given.equals("@-") ? piped : given;
          method = "POST";
        }
        case "-T" -> {
          assertThat(words.get(++i)).endsWith(".csv");
          body = "E-mail\ngrace@cobol.example\n";
        }
        case "-sS" -> {}
        default -> url = words.get(i);
      }
    }
    assertThat(headers).containsKey("authorization");
    assertThat(url).startsWith(ROOT);
    return new Request(document, method, url.substring(ROOT.length()), headers, body);
  }

  private static Map<String, String> headers(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(": ");
          headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
        });
    return headers;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line)
        .results()
        .forEach(word -> {
          for (int group = 1; group <= word.groupCount(); group++) {
            @Nullable String text = word.group(group);
            if (text != null && !text.startsWith("#")) {
              words.add(text);
            }
          }
        });
    return words;
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
