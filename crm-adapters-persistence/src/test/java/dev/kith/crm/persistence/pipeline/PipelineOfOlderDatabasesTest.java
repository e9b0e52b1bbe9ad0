package dev.kith.crm.persistence.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OlderDatabases;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which pipeline there is after an upgrade from before pipelines, and after a first start. */
class PipelineOfOlderDatabasesTest {

  private static final String BEFORE = "128";
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  static Stream<DatabaseSettings> databases() {
    return Stream.of(
        DatabaseSettings.of("jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm")),
        Databases.postgresSettings().inSchema("older_pipeline_" + SCHEMAS.incrementAndGet()));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void a_database_with_users_gets_the_usual_one(DatabaseSettings settings) throws SQLException {
    try (Connection connection = OlderDatabases.of(settings, BEFORE);
        Statement insert = connection.createStatement()) {
      insert.executeUpdate(
          "insert into app_user (id, version, created_at, updated_at, login, login_key, name,"
              + " active, password_changed_at, name_sort, login_sort) values ('"
              + UUID.randomUUID()
              + "', 1, now(), now(), 'ada', 'ada', 'Ada', true, now(), 'ada', 'ada')");
      try (JooqStorage storage = JooqStorage.open(settings)) {
        assertThat(pipelines(Crm.on(storage).background(false).start()))
            .extracting(Pipeline::terms)
            .containsExactly(PipelineTerms.usual());
      }
    }
  }

  @Test
  void a_new_one_gets_it_at_its_first_start() {
    try (JooqStorage storage = JooqStorage.open("jdbc:h2:mem:" + UUID.randomUUID())) {
      Crm crm = Crm.on(storage).background(false).start();
      assertThat(pipelines(crm)).isEmpty();
      crm.firstStart()
          .administrator("ada@example.com", "Ada", "a long enough password")
          .orElseThrow();
      assertThat(pipelines(crm)).extracting(Pipeline::terms).containsExactly(PipelineTerms.usual());
    }
  }

  private static List<Pipeline> pipelines(Crm crm) {
    return crm.as(Actor.SYSTEM).pipelines().list().orElseThrow();
  }
}
