package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.LeadDesk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL goes away under a running CRM, and comes back. */
class LostConnectionTest {

  @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

  @Test
  void a_connection_lost_in_mid_run_undoes_the_run_and_the_next_one_succeeds() {
    JooqStorage storage = DATABASE.storage();
    Leads leads = LeadDesk.on(storage).leads();

    assertThatThrownBy(() ->
            storage
                .transactions()
                .run(() -> {
                  Outcome<Lead> captured = capture(leads, "Lost");
                  terminateOthers();
                  storage.leads().find(captured.orElseThrow().id());
                  return captured;
                }))
        .isInstanceOf(StorageUnavailableException.class);

    assertThat(capture(leads, "Kept")).isInstanceOf(Outcome.Done.class);
    storage.check();
    assertThat(storage.leads().versions(null, 10)).hasSize(1);
  }

  @Test
  void while_the_server_is_away_calls_say_so_and_when_it_is_back_they_work() throws Exception {
    Path data = Databases.temporaryFolder().resolve("data");
    EmbeddedPostgres server =
        Databases.patientPostgres().setDataDirectory(data).setCleanDataDirectory(false).start();
    int port = server.getPort();
    try (JooqStorage storage =
        JooqStorage.open(
            DatabaseSettings.of(server.getJdbcUrl("postgres", "postgres"))
                .as("postgres", "postgres")
                .pooling(2))) {
      Leads leads = LeadDesk.on(storage).leads();
      Lead before = capture(leads, "Before").orElseThrow();

      server.close();
      assertThatThrownBy(() -> capture(leads, "Meanwhile"))
          .isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(storage::check).isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(() -> storage.leads().find(before.id()))
          .isInstanceOf(StorageUnavailableException.class);

      server =
          Databases.patientPostgres()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .start();
      storage.check();
      assertThat(storage.leads().find(before.id())).contains(before);
      assertThat(capture(leads, "After")).isInstanceOf(Outcome.Done.class);
    } finally {
      server.close();
    }
  }

  private static Outcome<Lead> capture(Leads leads, String name) {
    return leads.capture(new Leads.Capture(LeadDraft.named("Lead", name)));
  }

  /** Ends every connection of the storage, as a failing network or an administrator would. */
  private static void terminateOthers() {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'kith' and pid <> pg_backend_pid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
