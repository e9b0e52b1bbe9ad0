package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD_QUALITY_FILL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Leads that were kept by an older version have their quality after the next start. */
class OlderLeadsTest {

  private static final int LEADS = 4_100;

  @Test
  void on_h2() throws SQLException {
    assertTakenUp(DatabaseSettings.of(Databases.h2FileWithTables()));
  }

  @Test
  void on_postgresql() throws SQLException {
    assertTakenUp(Databases.postgresWithTables());
  }

  private static void assertTakenUp(DatabaseSettings settings) throws SQLException {
    List<Lead> leads =
        IntStream.range(0, LEADS)
            .mapToObj(i -> Leads.from(LeadDrafts.complete("older" + i)))
            .toList();
    try (JooqStorage storage = JooqStorage.open(settings)) {
      storage
          .transactions()
          .always(() -> {
            storage.leads().addAll(leads);
            return true;
          });
    }
    beforeQualityWasKept(settings);

    try (JooqStorage storage = JooqStorage.open(settings)) {
      List<LeadView> found = new ArrayList<>();
      storage
          .leadReads()
          .each(
              ListQuery.all(LeadFields.CATALOGUE)
                  .where(FilterParser.parse(LeadFields.CATALOGUE, "quality eq 100").orElseThrow()),
              new Visibility.All(),
              found::add);
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              leads.stream().map(lead -> LeadView.of(lead, null)).toList());
    }
  }

  private static void beforeQualityWasKept(DatabaseSettings settings) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                settings.url(),
                settings.user() == null ? "sa" : settings.user(),
                settings.password() == null ? "" : settings.password());
        Statement statement = connection.createStatement()) {
      connection.setSchema(settings.schema() == null ? "PUBLIC" : settings.schema());
      statement.execute("update lead set quality = null, quality_missed = null");
      statement.execute("insert into " + LEAD_QUALITY_FILL.getName() + " values (null)");
    }
  }
}
