package dev.kith.crm.persistence.competitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OlderDatabases;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of those who got opportunities, when they were written in free words. */
class CompetitorsOfOlderDatabasesTest {

  private static final String BEFORE = "248";
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  static Stream<DatabaseSettings> databases() {
    return Stream.of(
        DatabaseSettings.of("jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm")),
        Databases.postgresSettings().inSchema("older_competitor_" + SCHEMAS.incrementAndGet()));
  }

  @ParameterizedTest
  @MethodSource("databases")
  void each_becomes_one_competitor_whatever_the_spelling_and_keeps_its_opportunities(
      DatabaseSettings settings) throws SQLException {
    UUID undone = UUID.randomUUID();
    try (Connection connection = OlderDatabases.of(settings, BEFORE);
        Statement insert = connection.createStatement()) {
      UUID pipeline = UUID.randomUUID();
      insert.executeUpdate(
          "insert into pipeline (id, version, created_at, updated_at, name, live_name_key) values"
              + (" ('" + pipeline + "', 1, now(), now(), 'Sales', 'sales')"));
      insert.executeUpdate(
          "insert into pipeline_stage (pipeline_id, stage_key, type, place, name, probability,"
              + " required, allowed_next, wip_hard) values"
              + (" ('" + pipeline + "', 'open', 'OPEN', 0, 'Open', 10, '', '', false),")
              + (" ('" + pipeline + "', 'won', 'WON', 1, 'Won', 100, '', '', false),")
              + (" ('" + pipeline + "', 'lost', 'LOST', 2, 'Lost', 0, '', '', false)"));
      lost(connection, pipeline, UUID.randomUUID(), "a", "Électro Nord");
      lost(connection, pipeline, UUID.randomUUID(), "b", "Électro Nord ");
      lost(connection, pipeline, UUID.randomUUID(), "c", "ELECTRO-NORD");
      lost(connection, pipeline, UUID.randomUUID(), "d", "???");
      lost(connection, pipeline, UUID.randomUUID(), "e", " ");
      lost(connection, pipeline, UUID.randomUUID(), "f", null);
      lost(connection, pipeline, undone, "g", "Norwind");
      insert.executeUpdate(
          "insert into opportunity_move (opportunity_id, version, moved_by, moved_at, pipeline_id,"
              + " stage_key, stage_since, status, decided_from, lost_reason, lost_competitor,"
              + " rank_key) values ('"
              + (undone + "', 1, '" + UUID.randomUUID() + "', now(), '" + pipeline)
              + "', 'lost', now(), 'LOST', 'open', 'Price', 'Ostwind', 'x')");
    }

    try (JooqStorage storage = JooqStorage.open(settings)) {
      Workspace crm = Crm.on(storage).background(false).start().as(Actor.SYSTEM);
      assertThat(
              crm.competitors().list(ListQuery.all(CompetitorView.CATALOGUE)).orElseThrow().items())
          .extracting(CompetitorView::name)
          .containsExactlyInAnyOrder("???", "Norwind", "Ostwind", "Électro Nord");
      assertThat(deals(crm))
          .containsExactlyInAnyOrder(
              "a Électro Nord",
              "b Électro Nord",
              "c Électro Nord",
              "d ???",
              "e null",
              "f null",
              "g Norwind");
      assertThat(storage.competitors().named(List.of("electro nord", "NORWIND"))).hasSize(2);
    }
  }

  private static List<String> deals(Workspace crm) {
    return crm
        .opportunityQueries()
        .list(ListQuery.all(OpportunityFields.CATALOGUE))
        .orElseThrow()
        .items()
        .stream()
        .map((OpportunityView deal) ->
            deal.get(OpportunityField.NAME) + " " + deal.loss().competitor())
        .toList();
  }

  private static void lost(
      Connection connection, UUID pipeline, UUID id, String name, @Nullable String competitor)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into opportunity (id, version, created_at, updated_at, name, pipeline_id,"
                + " stage_key, stage_since, status, decided_from, lost_reason, lost_competitor,"
                + " rank_key, name_key, search_text) values (?, 1, now(), now(), ?, ?, 'lost',"
                + " now(), 'LOST', 'open', 'Price', ?, ?, ?, ?)")) {
      insert.setObject(1, id);
      insert.setString(2, name);
      insert.setObject(3, pipeline);
      insert.setString(4, competitor);
      insert.setString(5, name);
      insert.setString(6, name);
      insert.setString(7, name);
      insert.executeUpdate();
    }
  }
}
