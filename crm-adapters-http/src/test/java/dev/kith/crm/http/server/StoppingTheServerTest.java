package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a server in a process of its own, with a request and an import under way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoppingTheServerTest {

  private static final int ROWS = 10_000;

  /** A piece of a body, between whose pieces a client may not keep silent for long. */
  private static final String BLANK = "1\r\n \r\n";

  private static final String LEAD = "{\"familyName\":\"Answered\",\"company\":\"Whole Ltd\"}";

  @TempDir private Path folder;

  @Test
  void says_first_that_it_is_not_ready_and_answers_whole_what_is_under_way() throws Exception {
    try (ServerInProcess server = ServerInProcess.on(database(), "--stop-delay=1");
        KeptOpen looksAtHealth = server.keptOpen();
        KeptOpen captures = server.keptOpen();
        KeptOpen keepsSilent = server.keptOpen()) {
      assertThat(health(looksAtHealth)).isEqualTo(new KeptOpen.Answer(200, "{\"status\":\"up\"}"));
      String head =
          "POST /api/v1/leads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + OwnServer.tokenOf(server.api())
              + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n";
      captures.send(head);
      keepsSilent.send(head);
      // From now on the requests are under way: their handlers wait for the bodies.
      assertThat(captures.answer().status()).isEqualTo(100);
      assertThat(keepsSilent.answer().status()).isEqualTo(100);

      server.terminate();

      KeptOpen.Answer seen = health(looksAtHealth);
      while (seen.status() == 200) {
        captures.send(BLANK);
        seen = health(looksAtHealth);
      }
      assertThat(seen)
          .isEqualTo(
              new KeptOpen.Answer(
                  503, "{\"status\":\"stopping\",\"detail\":\"The server is stopping.\"}"));
      while (isAnswered(looksAtHealth, seen)) {
        captures.send(BLANK);
      }
      captures.send(Integer.toHexString(LEAD.length()) + "\r\n" + LEAD + "\r\n0\r\n\r\n");
      KeptOpen.Answer answer = captures.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(201);
      assertThat(answer.body()).contains("\"Answered\"", "\"Whole Ltd\"").endsWith("}");
      KeptOpen.Answer toTheSilent = keepsSilent.answer();
      assertThat(toTheSilent.status()).isEqualTo(400);
      assertThat(toTheSilent.body()).contains("\"bad-request\"", "nothing came in time");
      assertThat(server.exitCode()).isEqualTo(128 + 15);
    }
    assertThat(row("select family_name, company from lead"))
        .containsExactly("Answered", "Whole Ltd");
  }

  @Test
  void hands_an_import_back_which_goes_on_at_the_next_start() throws Exception {
    String token;
    String path;
    try (ServerInProcess server = ServerInProcess.on(database())) {
      token = OwnServer.tokenOf(server.api());
      Api api = server.api().as(token);
      path =
          "/imports/"
              + api.send("POST", "/imports?start=true", "text/csv", file())
                  .json()
                  .path("id")
                  .asText();
      api.until(path, seen -> seen.path("rows").asInt() > 0);

      server.terminate();

      assertThat(server.exitCode()).isEqualTo(128 + 15);
    }

    assertThat(row("select status from lead_import")).containsExactly("RUNNING");
    assertThat(row("select rows_done > 0, rows_done < " + ROWS + " from lead_import_progress"))
        .containsExactly("TRUE", "TRUE");
    // Handed back, so that nobody waits for a lease to end.
    assertThat(row("select state, lease_owner is null from job where kind = 'lead.import'"))
        .containsExactly("WAITING", "TRUE");

    try (ServerInProcess server = ServerInProcess.on(database())) {
      Api api = server.api().as(token);
      JsonNode done = api.until(path, seen -> seen.path("status").asText().equals("COMPLETED"));
      assertThat(done.path("created").asInt()).isEqualTo(ROWS);
      assertThat(api.get("/leads?count=exact&limit=1").json().path("total").asInt())
          .isEqualTo(ROWS);
    }
  }

  private String database() {
    return "jdbc:h2:file:" + folder.resolve("kith");
  }

  private static String file() {
    StringBuilder file = new StringBuilder("family name,email\n");
    for (int i = 0; i < ROWS; i++) {
      file.append("Person ").append(i).append(",p").append(i).append("@example.com\n");
    }
    return file.toString();
  }

  private static KeptOpen.Answer health(KeptOpen connection) throws IOException {
    connection.send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return connection.answer();
  }

  /** Whether new requests are still taken, and answered as before. */
  private static boolean isAnswered(KeptOpen connection, KeptOpen.Answer before) {
    try {
      return health(connection).equals(before);
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> row(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database(), "sa", "");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> row = new ArrayList<>();
      assertThat(result.next()).as(query).isTrue();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getString(i));
      }
      return row;
    }
  }
}
