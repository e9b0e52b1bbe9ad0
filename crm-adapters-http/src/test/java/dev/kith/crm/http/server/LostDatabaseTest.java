package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL goes away under a running server, and comes back. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LostDatabaseTest {

  @Test
  void the_server_says_so_and_goes_on_by_itself(@TempDir Path folder) throws Exception {
    EmbeddedPostgres database = postgres(folder, 0);
    int port = database.getPort();
    try (OwnServer server =
        OwnServer.start(
            "--database-url=" + database.getJdbcUrl("postgres", "postgres"),
            "--database-user=postgres",
            "--database-password=postgres",
            "--database-pool=4")) {
      Api root = new Api(server.root());
      Api admin = server.asAdministrator();
      assertThat(root.get("/health/ready").status()).isEqualTo(200);
      assertThat(admin.post("/leads", "{\"familyName\":\"Byron\"}").status()).isEqualTo(201);

      database.close();
      Response unready = root.get("/health/ready");
      assertThat(List.of(unready.status(), String.valueOf(unready.header("Retry-After"))))
          .isEqualTo(List.of(503, "5"));
      Response refused = admin.get("/leads");
      assertThat(
              List.of(
                  refused.status(), refused.code(), String.valueOf(refused.header("Retry-After"))))
          .isEqualTo(List.of(503, "unavailable", "5"));
      assertThat(refused.text()).doesNotContain("jdbc:", "postgres");
      assertThat(root.get("/health/live").status()).isEqualTo(200);

      database = postgres(folder, port);
      assertThat(root.get("/health/ready").status()).isEqualTo(200);
      assertThat(admin.get("/leads?count=exact").json().path("total").asInt()).isEqualTo(1);
    } finally {
      database.close();
    }
  }

  /**
   * @param port 0: any that is free
   */
  private static EmbeddedPostgres postgres(Path folder, int port) throws Exception {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPGStartupWait(Duration.ofMinutes(1))
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }
}
