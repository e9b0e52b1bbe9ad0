package dev.kith.crm.persistence.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database from before keys were kept, which the migration has marked as such. */
class TakingUpOlderLeadsTest {

  @Nested
  class On_h2 extends Older {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }

    @Test
    void a_lead_that_was_changed_before_its_turn_has_each_key_once_whatever_the_segment()
        throws SQLException {
      older();
      try (Connection connection = DATABASE.connect();
          Statement statement = connection.createStatement()) {
        Crm crm = start();
        var lead = crm.as(Actor.SYSTEM).leads().capture(new Capture(ASKED.email("a@b.example")));
        // Now a segment begins behind the one in which its keys stand.
        statement.execute(
            "insert into lead_blocking_key (blocking_key, lead_id) values (%d, '%s')"
                .formatted((1L << 48) + 5, lead.orElseThrow().id()));
        crm.runDue();
        try (ResultSet doubled =
            statement.executeQuery(
                "select count(*) - count(distinct bitand(blocking_key, %d)), count(*)"
                        .formatted((1L << 48) - 1)
                    + " from lead_blocking_key where lead_id = '"
                    + lead.orElseThrow().id()
                    + "'")) {
          assertThat(doubled.next()).isTrue();
          assertThat(doubled.getLong(1)).isZero();
          assertThat(doubled.getLong(2)).isPositive();
        }
      }
    }
  }

  @Nested
  class On_postgresql extends Older {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    Databases.Fresh database() {
      return DATABASE;
    }
  }

  abstract static class Older {

    static final LeadDraft ASKED = LeadDraft.named("Pat", "Nr7").company("Nr7 Ltd");

    abstract Databases.Fresh database();

    @Test
    void leads_get_their_keys_by_a_job_after_the_start() throws SQLException {
      older();
      Crm crm = start();
      assertThat(found(crm)).isFalse();
      crm.runDue();
      assertThat(found(crm)).isTrue();
      assertThat(database().storage().blockingKeys().isComplete()).isTrue();
    }

    @Test
    void what_was_taken_up_before_the_process_died_is_not_taken_up_again() throws SQLException {
      older();
      assertThat(taken()).isEqualTo(4);
      assertThat(taken()).isEqualTo(4);
      assertThat(taken()).isEqualTo(2);
      assertThat(database().storage().blockingKeys().isComplete()).isFalse();
      assertThat(taken()).isZero();
      assertThat(database().storage().blockingKeys().isComplete()).isTrue();
    }

    @Test
    void a_lead_that_is_changed_meanwhile_has_its_new_keys() throws SQLException {
      older();
      Crm crm = start();
      var lead = crm.as(Actor.SYSTEM).leads().capture(new Capture(ASKED.email("a@b.example")));
      crm.as(Actor.SYSTEM).leads().delete(lead.orElseThrow().id()).orElseThrow();
      crm.as(Actor.SYSTEM).leads().restore(lead.orElseThrow().id()).orElseThrow();
      crm.runDue();
      assertThat(crm.as(Actor.SYSTEM).duplicates().check(ASKED).orElseThrow().matches()).hasSize(2);
    }

    private int taken() {
      return database()
          .storage()
          .transactions()
          .always(() -> database().storage().blockingKeys().complete(4));
    }

    Crm start() {
      return Crm.on(database().storage()).background(false).start();
    }

    void older() throws SQLException {
      Crm crm = start();
      IntStream.range(0, 10)
          .forEach(i ->
              assertThat(
                      crm.as(Actor.SYSTEM)
                          .leads()
                          .capture(
                              new Capture(
                                  LeadDraft.named("Pat", "Nr" + i).company("Nr" + i + " Ltd"))))
                  .isInstanceOf(Outcome.Done.class));
      try (Connection connection = database().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("delete from lead_blocking_key");
        statement.execute("insert into lead_blocking_fill values (null)");
      }
    }

    private static boolean found(Crm crm) {
      return !crm.as(Actor.SYSTEM).duplicates().check(ASKED).orElseThrow().matches().isEmpty();
    }
  }
}
