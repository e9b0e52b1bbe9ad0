package dev.kith.crm.persistence;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.persistence.kernel.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Databases for tests: each test class gets one of its own, emptied before each test. A contract
 * runs on one like this:
 *
 * <pre>
 * class LeadStoreOnPostgresTest implements LeadStoreContract {
 *   &#64;RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();
 *
 *   &#64;Override public Storage storage() {
 *     return DATABASE.storage();
 *   }
 * }
 * </pre>
 */
public final class Databases {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Databases() {}

  public static Fresh h2Memory() {
    return new Fresh(DatabaseSettings.of("jdbc:h2:mem:test-" + COUNT.incrementAndGet()));
  }

  public static Fresh h2File() {
    return new Fresh(DatabaseSettings.of(h2FileWithTables()));
  }

  /** The address of a new database in a file, on which all migrations ran. */
  public static String h2FileWithTables() {
    Path folder = temporaryFolder();
    FileTemplate.copyTo(folder);
    return h2FileIn(folder);
  }

  private static String h2FileIn(Path folder) {
    return "jdbc:h2:file:" + folder.resolve("crm");
  }

  /** A schema in a database of its own, on a real PostgreSQL, which all test classes share. */
  public static Fresh postgres() {
    return new Fresh(postgresWithTables());
  }

  /** A new database on the shared PostgreSQL, on which all migrations ran. */
  public static DatabaseSettings postgresWithTables() {
    String name = "test_" + COUNT.incrementAndGet();
    Template.copyTo(name);
    return postgresSettings(name).inSchema(Template.SCHEMA);
  }

  /** The usual database of the shared PostgreSQL; name a schema before using it. */
  public static DatabaseSettings postgresSettings() {
    return postgresSettings("postgres");
  }

  private static DatabaseSettings postgresSettings(String database) {
    return DatabaseSettings.of(Server.SHARED.getJdbcUrl("postgres", database))
        .as("postgres", "postgres");
  }

  /** A PostgreSQL of a test's own, which may take its time to start where much else is done. */
  public static EmbeddedPostgres.Builder patientPostgres() {
    return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1));
  }

  public static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("kith-test");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started when first asked for; it ends with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres SHARED = start();

    private static EmbeddedPostgres start() {
      try {
        return patientPostgres().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A database on which all migrations ran: to copy it takes less time than to run them. */
  private static final class Template {
    static final String SCHEMA = "kith";
    private static final String NAME = "template_kith";

    static {
      order("create database " + NAME);
      JooqStorage.open(postgresSettings(NAME).inSchema(SCHEMA).pooling(1)).close();
    }

    static void copyTo(String name) {
      order("create database " + name + " template " + NAME);
    }

    private static void order(String sql) {
      DatabaseSettings server = postgresSettings();
      try (Connection connection =
              DriverManager.getConnection(server.url(), server.user(), server.password());
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }

  /** The same in a file of H2. */
  private static final class FileTemplate {
    private static final Path FOLDER = temporaryFolder();

    static {
      JooqStorage.open(DatabaseSettings.of(h2FileIn(FOLDER))).close();
    }

    static void copyTo(Path folder) {
      try (Stream<Path> files = Files.list(FOLDER)) {
        for (Path file : files.toList()) {
          Files.copy(file, folder.resolve(file.getFileName()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** One database, and a storage on it. */
  public static final class Fresh implements BeforeEachCallback, AfterAllCallback {

    private final DatabaseSettings settings;
    private @Nullable JooqStorage storage;

    private Fresh(DatabaseSettings settings) {
      this.settings = settings.pooling(8);
    }

    public DatabaseSettings settings() {
      return settings;
    }

    public JooqStorage storage() {
      JooqStorage open = storage;
      if (open == null) {
        open = JooqStorage.open(settings);
        storage = open;
      }
      return open;
    }

    /** A connection past the storage, to look at the tables or to harm them. */
    public Connection connect() throws SQLException {
      storage();
      String user = settings.user();
      Connection connection =
          DriverManager.getConnection(
              settings.url(), user == null ? "sa" : user, user == null ? "" : settings.password());
      if (settings.schema() != null) {
        connection.setSchema(settings.schema());
      }
      return connection;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        List<String> tables = tables(connection);
        if (settings.url().startsWith("jdbc:h2:")) {
          statement.execute("set referential_integrity false");
          for (String table : tables) {
            statement.execute("truncate table " + table + " restart identity");
          }
          statement.execute("set referential_integrity true");
        } else {
          List<String> filled = filled(statement, tables);
          if (!filled.isEmpty()) {
            statement.execute(
                "truncate table " + String.join(", ", filled) + " restart identity cascade");
          }
        }
      }
    }

    /** These are there from the beginning; a test that changes them puts them back. */
    private static final Set<String> FILLED_BY_MIGRATIONS =
        Set.of("kith_schema_history", "lifecycle_stage", "contact_role");

    /** PostgreSQL takes longer to empty a table than to see that there is nothing in it. */
    private static List<String> filled(Statement statement, List<String> tables)
        throws SQLException {
      List<String> filled = new ArrayList<>();
      String asked =
          tables.stream()
              .map(table -> "select '" + table + "' where exists (select 1 from " + table + ")")
              .collect(joining(" union all "));
      try (ResultSet found = statement.executeQuery(asked)) {
        while (found.next()) {
          filled.add(found.getString(1));
        }
      }
      return filled;
    }

    private static List<String> tables(Connection connection) throws SQLException {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
        while (found.next()) {
          String table = found.getString("TABLE_NAME");
          if (!FILLED_BY_MIGRATIONS.contains(table.toLowerCase(Locale.ROOT))) {
            tables.add(table);
          }
        }
      }
      return tables;
    }

    @Override
    public void afterAll(ExtensionContext context) {
      if (storage != null) {
        storage.close();
        storage = null;
      }
    }
  }
}
