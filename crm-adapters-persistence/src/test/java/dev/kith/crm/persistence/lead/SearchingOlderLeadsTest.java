package dev.kith.crm.persistence.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OlderDatabases;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads that were kept by an older version are found by fragments after the upgrade. */
class SearchingOlderLeadsTest {

  private static final int LEADS = 1_003;

  /** Before there was an index, and after it came with leads in the table. */
  @ParameterizedTest
  @ValueSource(strings = {"001", "002"})
  void on_h2(String version) throws SQLException {
    assertFoundAfterUpgrade(
        DatabaseSettings.of("jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm")), version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"001", "002"})
  void on_postgresql(String version) throws SQLException {
    assertFoundAfterUpgrade(Databases.postgresSettings().inSchema("older_" + version), version);
  }

  private static void assertFoundAfterUpgrade(DatabaseSettings settings, String version)
      throws SQLException {
    try (Connection connection = OlderDatabases.of(settings, version);
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= LEADS; i++) {
        statement.addBatch(
            "insert into lead (id, version, created_at, updated_at, company, email_consent,"
                + " phone_consent, whatsapp_consent, status, status_since, name_key, search_text)"
                + " values ('00000000-0000-7000-8000-00000000%04d', 1, now(), now(), 'Kiln %d',"
                    .formatted(i, i)
                + " 'NOT_ASKED', 'NOT_ASKED', 'NOT_ASKED', 'NEW', now(), '', 'kiln%d')"
                    .formatted(i));
      }
      statement.executeBatch();
    }

    for (int start = 1; start <= 2; start++) {
      try (JooqStorage storage = JooqStorage.open(settings)) {
        assertThat(found(storage, "iln100"))
            .containsOnly("Kiln 100", "Kiln 1000", "Kiln 1001", "Kiln 1002", "Kiln 1003");
        assertThat(found(storage, "ilx")).isEmpty();
      }
    }
  }

  private static Set<String> found(JooqStorage storage, String text) {
    Set<String> companies = new HashSet<>();
    storage
        .leadReads()
        .each(
            ListQuery.all(LeadFields.CATALOGUE).searching(text),
            new Visibility.All(),
            lead -> companies.add(lead.values().get(LeadField.COMPANY)));
    return companies;
  }
}
