package dev.kith.crm.persistence.kernel;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Brings the tables up to date: the common migrations and those of the vendor, in one order. */
final class Migrations {

  private static final String FOLDER = "classpath:dev/kith/crm/persistence/migration/";
  private static final String HISTORY = "kith_schema_history";

  private final Flyway flyway;

  Migrations(DataSource source, Vendor vendor, @Nullable String schema) {
    FluentConfiguration configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(source)
            .locations(FOLDER + "common", FOLDER + vendor.folder())
            .table(HISTORY)
            // Each feature has a range of numbers of its own, so that a new one may be lower than
            // one already applied.
            .outOfOrder(true)
            // An embedder's tables may be in the same schema: ours are told by our history table.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .validateMigrationNaming(true);
    flyway = (schema == null ? configuration : configuration.schemas(schema)).load();
  }

  void migrate() {
    flyway.migrate();
  }

  /**
   * @throws org.flywaydb.core.api.exception.FlywayValidateException if the tables are not up to
   *     date; it says how they differ
   */
  void validate() {
    flyway.validate();
  }
}
