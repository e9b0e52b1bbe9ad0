package dev.kith.crm.persistence;

import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.util.List;
import java.util.stream.Stream;

/** Databases that outlive a process, as arguments of its main method. */
public final class KilledDatabases {

  private KilledDatabases() {}

  /** A new one on H2, and a new one on PostgreSQL, with all tables. */
  public static Stream<List<String>> each() {
    DatabaseSettings postgres = Databases.postgresWithTables();
    return Stream.of(
        List.of(Databases.h2FileWithTables()),
        List.of(
            postgres.url(),
            String.valueOf(postgres.user()),
            String.valueOf(postgres.password()),
            String.valueOf(postgres.schema())));
  }

  public static DatabaseSettings settings(List<String> arguments) {
    return settings(arguments.toArray(String[]::new));
  }

  /** Address, and where there are any: user, password and schema. */
  public static DatabaseSettings settings(String... of) {
    DatabaseSettings settings = DatabaseSettings.of(of[0]).pooling(4);
    return of.length == 1 ? settings : settings.as(of[1], of[2]).inSchema(of[3]);
  }
}
