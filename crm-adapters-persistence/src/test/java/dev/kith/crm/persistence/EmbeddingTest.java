package dev.kith.crm.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;

/** A CRM in somebody else's database. */
class EmbeddingTest {

  @Test
  void two_crms_in_two_schemas_of_one_database_know_nothing_of_each_other() {
    try (JooqStorage one =
            JooqStorage.open(Databases.postgresSettings().inSchema("embedding_one"));
        JooqStorage two =
            JooqStorage.open(Databases.postgresSettings().inSchema("embedding_two"))) {
      capture(one);

      assertThat(one.leads().versions(null, 10)).hasSize(1);
      assertThat(two.leads().versions(null, 10)).isEmpty();
      assertThat(one.signingKey()).isNotEqualTo(two.signingKey());
    }
  }

  @Test
  void somebody_elses_pool_is_used_and_left_open() throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:h2:mem:embedding-pool");
      try (JooqStorage storage = JooqStorage.on(pool, true)) {
        capture(storage);
        assertThat(storage.leads().versions(null, 10)).hasSize(1);
      }
      try (var connection = pool.getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void tables_that_are_not_to_be_touched_must_be_up_to_date() {
    assertThatThrownBy(() ->
            JooqStorage.open(DatabaseSettings.of("jdbc:h2:mem:embedding-empty").withoutMigrating()))
        .isInstanceOf(FlywayValidateException.class);
  }

  private static void capture(JooqStorage storage) {
    LeadDesk.on(storage)
        .leads()
        .capture(new Leads.Capture(LeadDraft.named("Ada", "Lovelace")))
        .orElseThrow();
  }
}
