package dev.kith.crm.persistence.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/** The databases that a CRM can live in. */
public enum Vendor {
  H2("h2", SQLDialect.H2),
  POSTGRESQL("postgresql", SQLDialect.POSTGRES);

  private final String folder;
  private final SQLDialect dialect;

  Vendor(String folder, SQLDialect dialect) {
    this.folder = folder;
    this.dialect = dialect;
  }

  /** Where the migrations of this database stand, beside the common ones. */
  String folder() {
    return folder;
  }

  SQLDialect dialect() {
    return dialect;
  }

  static Vendor of(String url) {
    if (url.startsWith("jdbc:h2:")) {
      return H2;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    // Only how it begins: further on there may be a password.
    throw new IllegalArgumentException(
        "A database URL starts with jdbc:h2:mem:, jdbc:h2:file: or jdbc:postgresql:, not "
            + url.replaceAll("[/?;@].*", ""));
  }

  static Vendor of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
      return of("jdbc:" + product + ":");
    } catch (SQLException e) {
      throw Failures.unavailable(e);
    }
  }
}
