package dev.kith.crm.benchmark;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.benchmark.Benchmarks.Figure;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.http.server.KithServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
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

  /** Calls a second: what people see who do not ask again at once, on a server that is not full. */
  private static final int PACE = 1_000;

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
      URI api = kith.address.resolve("/api/v1/leads");
      Load.Measured bareGet = load(time, get(bare.address.resolve("/lead"), token));
      Load.Measured barePost = load(time, post(bare.address.resolve("/lead"), token));
      String where = " at " + filled.leads + " leads, " + CLIENTS + " clients, " + filled.database;
      Load.Measured one = load(time, get(URI.create(api + "/" + lead), token));
      figures.add(Figure.of("`GET /leads/{id}`" + where + "; limit: a bare handler", one, bareGet));
      figures.add(
          Figure.of(
              "the same; limit: its row in plain JDBC",
              one,
              load(time, statement(filled, "id = '" + lead + "'"))));
      figures.add(
          Figure.of(
              "the same when " + PACE + " a second come; limit: a bare handler",
              Load.paced(CLIENTS, time, PACE, get(URI.create(api + "/" + lead), token)),
              Load.paced(CLIENTS, time, PACE, get(bare.address.resolve("/lead"), token))));
      String list = "?filter=status%20eq%20'NEW'&sort=name&limit=50";
      Load.Measured page = load(time, get(URI.create(api + list), token));
      figures.add(
          Figure.of(
              "`GET /leads` filtered, sorted, 50" + where + "; limit: a bare handler",
              page,
              bareGet));
      figures.add(
          Figure.of(
              "the same; limit: its statement in plain JDBC",
              page,
              load(
                  time,
                  statement(
                      filled,
                      "status = 'NEW' and deleted_at is null order by name_key, id limit 51"))));
      Load.Measured posted = load(time, post(api, token));
      figures.add(Figure.of("`POST /leads`" + where + "; limit: a bare handler", posted, barePost));
      figures.add(
          Figure.of(
              "the same; limit: rows of lead, audit and event in plain JDBC, with a commit",
              posted,
              load(
                  time,
                  RawInsert.oneOfEach(
                      filled::connection, List.of("lead", "audit_entry", "outbox_event")))));
    }
    return figures;
  }

  private static Load.Measured load(Duration time, IntFunction<Load.Call> client) throws Exception {
    return Load.run(CLIENTS, time, client);
  }

  private static IntFunction<Load.Call> get(URI address, String token) {
    String path = pathOf(address);
    return client -> {
      KeptConnection connection = connection(address, token);
      return () -> connection.get(path);
    };
  }

  private static IntFunction<Load.Call> post(URI address, String token) {
    String path = pathOf(address);
    return client -> {
      KeptConnection connection = connection(address, token);
      return () ->
          connection.post(
              path,
              "{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\",\"company\":\"Analytical"
                  + " Engines\",\"email\":\"ada"
                  + NUMBER.incrementAndGet()
                  + "@benchmark.example\",\"phone\":\"+49 30 901820\",\"country\":\"DE\"}");
    };
  }

  private static String pathOf(URI address) {
    return address.getRawPath()
        + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
  }

  private static KeptConnection connection(URI address, String token) {
    try {
      return new KeptConnection(address, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IntFunction<Load.Call> statement(Filled filled, String which) {
    return client -> {
      try {
        Connection connection = filled.connection();
        PreparedStatement select = connection.prepareStatement("select * from lead where " + which);
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
}
