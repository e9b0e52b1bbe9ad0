package dev.kith.crm.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Mover;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OlderDatabases;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of accounts by an upgrade from before their lifecycle. */
class AccountsOfOlderDatabasesTest {

  private static final String BEFORE = "128";
  private static final Instant BIRTH = Instant.parse("2025-05-05T05:05:05Z");
  private static final UUID VOGEL = new UUID(1, 2);
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  static Stream<DatabaseSettings> databases() {
    return Stream.of(
        DatabaseSettings.of("jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm")),
        Databases.postgresSettings().inSchema("older_accounts_" + SCHEMAS.incrementAndGet()));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void they_are_in_the_first_stage_of_the_usual_lifecycle_since_their_birth(
      DatabaseSettings settings) throws SQLException {
    try (Connection connection = OlderDatabases.of(settings, BEFORE);
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into account (id, version, created_at, updated_at, name, name_key,"
                    + " search_text) values (?, 3, ?, now(), 'Vogel', 'vogel', 'vogel')")) {
      insert.setObject(1, VOGEL);
      insert.setObject(2, OffsetDateTime.ofInstant(BIRTH, ZoneOffset.UTC));
      insert.executeUpdate();
    }
    AccountId id = new AccountId(VOGEL);
    AccountStage first =
        AccountStage.first(
            Lifecycle.USUAL.terms(),
            new Mover(Actor.SYSTEM.id(), Actor.SYSTEM.name(), null, null),
            Lifecycle.USUAL.revision().version(),
            BIRTH);

    try (JooqStorage storage = JooqStorage.open(settings)) {
      assertThat(storage.lifecycle().current()).isEqualTo(Lifecycle.USUAL);
      assertThat(storage.accounts().find(id).orElseThrow().stage()).isEqualTo(first);
      assertThat(storage.accounts().find(id).orElseThrow().revision().version()).isEqualTo(3);
      assertThat(storage.accountReads().stays(id)).containsExactly(first.stay());
      assertThat(storage.lifecycleReads().accountsIn()).isEqualTo(Map.of("PROSPECT", 1L));
    }
  }
}
