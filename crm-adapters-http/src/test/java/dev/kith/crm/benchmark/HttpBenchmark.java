package dev.kith.crm.benchmark;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.benchmark.Benchmarks.Figure;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.http.server.KithServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * The API under {@value #CLIENTS} clients, beside a bare handler under the same, and beside the
 * same statement in plain JDBC.
 */
final class HttpBenchmark {

  private static final int CLIENTS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

  private HttpBenchmark() {}

  static List<Figure> run(Filled filled, int seconds) throws Exception {
    Duration time = Duration.ofSeconds(seconds);
    String token = Tokens.ofAdministrator(filled.crm);
    UUID lead =
        filled
            .crm
            .as(Actor.SYSTEM)
            .leadQueries()
            .list(ListQuery.all(LeadFields.CATALOGUE))
            .orElseThrow()
            .items()
            .getFirst()
            .id()
            .value();
    List<Figure> figures = new ArrayList<>();
    try (ServerProcess bare = ServerProcess.of(BareServer.class, "0");
        ServerProcess kith =
            ServerProcess.of(
                KithServer.class,
                "--port=0",
                "--rate-limit=0",
                "--database-url=" + filled.settings.url(),
                "--database-user=" + filled.settings.user(),
                "--database-password=" + filled.settings.password())) {
      String api = kith.address + "/api/v1/leads";
      Load.Measured bareGet = load(time, get(bare.address + "/lead", token));
      Load.Measured barePost = load(time, post(bare.address + "/lead", token));
      String where = " at " + filled.leads + " leads, " + CLIENTS + " clients, " + filled.database;
      figures.add(
          Figure.of(
              "`GET /leads/{id}`" + where + "; limit: a bare handler",
              load(time, get(api + "/" + lead, token)),
              bareGet));
      String list = "?filter=status%20eq%20'NEW'&sort=name&limit=50";
      Load.Measured page = load(time, get(api + list, token));
      figures.add(
          Figure.of(
              "`GET /leads` filtered, sorted, 50" + where + "; limit: a bare handler",
              page,
              bareGet));
      figures.add(
          Figure.of(
              "the same; limit: its statement in plain JDBC", page, load(time, statement(filled))));
      figures.add(
          Figure.of(
              "`POST /leads`" + where + "; limit: a bare handler",
              load(time, post(api, token)),
              barePost));
    }
    return figures;
  }

  private static Load.Measured load(Duration time, IntFunction<Load.Call> client) throws Exception {
    return Load.run(CLIENTS, WARM_UP, time, client);
  }

  private static IntFunction<Load.Call> get(String address, String token) {
    HttpRequest request = request(address, token).GET().build();
    return client -> {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      return () -> expect(200, http.send(request, BodyHandlers.ofByteArray()));
    };
  }

  private static IntFunction<Load.Call> post(String address, String token) {
    return client -> {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      return () -> {
        String body =
            "{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\",\"company\":\"Analytical"
                + " Engines\",\"email\":\"ada"
                + NUMBER.incrementAndGet()
                + "@benchmark.example\",\"phone\":\"+49 30 901820\",\"country\":\"DE\"}";
        HttpRequest request =
            request(address, token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        expect(201, http.send(request, BodyHandlers.ofByteArray()));
      };
    };
  }

  private static IntFunction<Load.Call> statement(Filled filled) {
    return client -> {
      try {
        Connection connection = filled.connection();
        PreparedStatement select =
            connection.prepareStatement(
                "select * from lead where status = 'NEW' and deleted_at is null order by name_key,"
                    + " id limit 51");
        return () -> {
          try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              rows.getObject(1);
            }
          }
        };
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static HttpRequest.Builder request(String address, String token) {
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
  }

  private static void expect(int status, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
  }
}
