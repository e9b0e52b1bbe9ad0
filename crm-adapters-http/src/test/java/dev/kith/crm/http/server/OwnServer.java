package dev.kith.crm.http.server;

import dev.kith.crm.http.testkit.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The real server, on an H2 of its own in memory and a free port. */
final class OwnServer implements AutoCloseable {

  static final String LOGIN = "admin@example.com";
  static final String PASSWORD = "nine green kettles sing";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final RunningServer server;
  private final String databaseUrl;

  private OwnServer(RunningServer server, String databaseUrl) {
    this.server = server;
    this.databaseUrl = databaseUrl;
  }

  static OwnServer start(String... more) {
    String databaseUrl = "jdbc:h2:mem:server" + COUNT.incrementAndGet();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port=0",
                "--database-url=" + databaseUrl,
                "--admin-login=" + LOGIN,
                "--admin-password=" + PASSWORD,
                "--dns=off",
                "--enrich-new-leads=false",
                "--rate-limit=0"));
    arguments.addAll(List.of(more));
    try {
      return new OwnServer(RunningServer.start(Settings.read(arguments, Map.of())), databaseUrl);
    } catch (Settings.WrongException e) {
      throw new AssertionError(e);
    }
  }

  /** The server's own database, for looking behind its back. */
  Connection database() throws SQLException {
    return DriverManager.getConnection(databaseUrl, "sa", "");
  }

  String root() {
    return server.url();
  }

  Api api() {
    return new Api(root() + "/api/v1");
  }

  /** A client with a token that may do everything. */
  Api asAdministrator() {
    return api().as(tokenOf(api()));
  }

  /** The secret of a new token of the administrator, for everything. */
  static String tokenOf(Api api) {
    Api browser = api.loggedIn(LOGIN, PASSWORD);
    List<String> permissions = new ArrayList<>();
    browser.get("/me").json().path("grants").fieldNames().forEachRemaining(permissions::add);
    String quoted = "\"" + String.join("\",\"", permissions) + "\"";
    String expires = java.time.Instant.now().plus(java.time.Duration.ofDays(30)).toString();
    Api.Response token =
        browser.post(
            "/tokens",
            "{\"name\":\"test\",\"permissions\":["
                + quoted
                + "],\"expiresAt\":\""
                + expires
                + "\"}");
    return token.json().path("secret").asText();
  }

  @Override
  public void close() {
    server.close();
  }
}
