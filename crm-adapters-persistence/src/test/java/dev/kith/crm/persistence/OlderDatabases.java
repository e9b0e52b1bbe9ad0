package dev.kith.crm.persistence;

import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/** Databases as older versions left them. */
public final class OlderDatabases {

  private static final String MIGRATIONS = "classpath:dev/kith/crm/persistence/migration/";

  private OlderDatabases() {}

  /**
   * Makes the tables of a version.
   *
   * @param version number of its last migration
   * @return a connection, to fill them
   */
  public static Connection of(DatabaseSettings settings, String version) throws SQLException {
    String user = settings.user() == null ? "sa" : settings.user();
    String password = settings.password() == null ? "" : settings.password();
    String schema = settings.schema() == null ? "PUBLIC" : settings.schema();
    String vendor = settings.url().startsWith("jdbc:h2:") ? "h2" : "postgresql";
    Flyway.configure()
        .dataSource(settings.url(), user, password)
        .schemas(schema)
        .locations(MIGRATIONS + "common", MIGRATIONS + vendor)
        .table("kith_schema_history")
        .target(version)
        .load()
        .migrate();
    Connection connection = DriverManager.getConnection(settings.url(), user, password);
    connection.setSchema(schema);
    return connection;
  }
}
