package dev.kith.crm.persistence.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.testkit.BlockingKeysContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyPlacesTest {

  private static final long SEGMENT = 1L << 48;

  /** Puts the keys of each lead into one of four segments. */
  public static final class Scattering implements Trigger {
    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
      int segment = Math.floorMod(((UUID) after[1]).hashCode(), 4);
      after[0] = (long) after[0] % SEGMENT + segment * SEGMENT;
    }
  }

  @Nested
  class Leads_whose_keys_stand_in_several_segments implements BlockingKeysContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @BeforeEach
    void scatter() throws SQLException {
      try (Connection connection = DATABASE.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "create trigger if not exists scatter before insert on lead_blocking_key for each row"
                + " call '"
                + Scattering.class.getName()
                + "'");
      }
    }

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_h2 {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Test
    void a_segment_that_is_full_is_followed_by_the_next() throws SQLException {
      try (Database database = Database.open(DATABASE.settings())) {
        KeyPlaces places = new KeyPlaces(database, 10);
        assertThat(places.roomFor(6)).isZero();
        assertThat(places.roomFor(4)).isZero();
        assertThat(places.roomFor(1)).isEqualTo(SEGMENT);
        // Too many for any segment have one of their own.
        assertThat(places.roomFor(25)).isEqualTo(2 * SEGMENT);
        assertThat(places.roomFor(1)).isEqualTo(3 * SEGMENT);
      }
    }

    @Test
    void what_is_there_at_the_start_counts_and_so_does_what_others_add() throws SQLException {
      try (Database database = Database.open(DATABASE.settings())) {
        add(SEGMENT + 5, SEGMENT + 6);
        KeyPlaces places = new KeyPlaces(database, 10);
        assertThat(places.lastSegment()).isEqualTo(1);
        assertThat(places.roomFor(8)).isEqualTo(SEGMENT);
        assertThat(places.roomFor(1)).isEqualTo(2 * SEGMENT);
        add(4 * SEGMENT + 7);
        assertThat(places.roomFor(9)).isEqualTo(4 * SEGMENT);
        assertThat(places.roomFor(1)).isEqualTo(5 * SEGMENT);
        assertThat(places.of(List.of(7L)))
            .containsExactly(7L, SEGMENT + 7, 2 * SEGMENT + 7, 3 * SEGMENT + 7, 4 * SEGMENT + 7);
      }
    }

    private static void add(long... places) throws SQLException {
      try (Connection connection = DATABASE.connect();
          Statement statement = connection.createStatement()) {
        for (long place : places) {
          statement.execute("insert into lead_blocking_key values (" + place + ", random_uuid())");
        }
      }
    }
  }

  @Nested
  class On_postgresql {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Test
    void a_key_stands_at_its_own_number() {
      try (Database database = Database.open(DATABASE.settings())) {
        KeyPlaces places = new KeyPlaces(database, 10);
        long room = places.roomFor(100);
        assertThat(places.at(room, -5L)).isEqualTo(-5L);
        assertThat(places.of(List.of(-5L))).containsExactly(-5L);
        assertThat(places.lastSegment()).isZero();
      }
    }
  }
}
