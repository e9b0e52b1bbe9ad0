package dev.kith.crm.persistence.intake.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What leads said before there was a ledger stands in it after the upgrade. */
class ConsentOfOlderLeadsTest {

  private static final String MIGRATIONS = "classpath:dev/kith/crm/persistence/migration/";
  private static final LeadId ASKED = id(1);
  private static final LeadId REFUSING = id(2);
  private static final LeadId NOT_ASKED = id(3);

  @Test
  void on_h2() throws SQLException {
    assertKeptAfterUpgrade(
        DatabaseSettings.of("jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm")), "h2");
  }

  @Test
  void on_postgresql() throws SQLException {
    assertKeptAfterUpgrade(Databases.postgresSettings().inSchema("older_consents"), "postgresql");
  }

  private static void assertKeptAfterUpgrade(DatabaseSettings settings, String vendor)
      throws SQLException {
    String user = settings.user() == null ? "sa" : settings.user();
    String password = settings.password() == null ? "" : settings.password();
    String schema = settings.schema() == null ? "PUBLIC" : settings.schema();
    Flyway.configure()
        .dataSource(settings.url(), user, password)
        .schemas(schema)
        .locations(MIGRATIONS + "common", MIGRATIONS + vendor)
        .table("kith_schema_history")
        .target("056")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(settings.url(), user, password);
        Statement statement = connection.createStatement()) {
      connection.setSchema(schema);
      statement.execute(lead(ASKED, "GRANTED", "DENIED", "GRANTED"));
      statement.execute(lead(REFUSING, "NOT_ASKED", "WITHDRAWN", "NOT_ASKED"));
      statement.execute(lead(NOT_ASKED, "NOT_ASKED", "NOT_ASKED", "NOT_ASKED"));
    }

    try (JooqStorage storage = JooqStorage.open(settings)) {
      assertThat(storage.consents().of(List.of(ASKED, REFUSING, NOT_ASKED))).hasSize(4);
      for (LeadId id : List.of(ASKED, REFUSING, NOT_ASKED)) {
        Lead lead = storage.leads().find(id).orElseThrow();
        ConsentLedger ledger =
            new ConsentLedger(storage.consents().of(id).stream().map(Consent::entry).toList());
        assertThat(lead.content().consent()).isEqualTo(ledger.summary(lead.revision().updatedAt()));
      }
      assertThat(storage.leads().find(ASKED).orElseThrow().content().consent().evidence())
          .isEqualTo("Audit trail of the lead");
    }
  }

  private static String lead(LeadId id, String email, String phone, String whatsApp) {
    return "insert into lead (id, version, created_at, updated_at, company, email_consent,"
        + " phone_consent, whatsapp_consent, status, status_since, name_key, search_text)"
        + " values ('%s', 1, now(), now(), 'Kiln', '%s', '%s', '%s', 'NEW', now(), '', 'kiln')"
            .formatted(id, email, phone, whatsApp);
  }

  private static LeadId id(int number) {
    return new LeadId(UUID.fromString("00000000-0000-7000-8000-00000000000" + number));
  }
}
