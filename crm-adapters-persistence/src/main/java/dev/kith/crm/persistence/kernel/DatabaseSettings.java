package dev.kith.crm.persistence.kernel;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database a CRM lives in.
 *
 * @param url {@code jdbc:h2:mem:NAME}, {@code jdbc:h2:file:PATH} or {@code
 *     jdbc:postgresql://HOST/DATABASE}
 * @param user null: {@code sa} on H2, the operating system's user on PostgreSQL
 * @param poolSize how many connections are held open; more than a few per processor do not make
 *     anything faster
 * @param schema on PostgreSQL the schema of this CRM, so that several can live in one database; it
 *     is made if it is missing. Null: the connection's usual one, {@code public}. On H2 it must be
 *     null: there, each CRM has a database.
 * @param migrates whether opening the storage brings the tables up to date. If not, it is refused
 *     unless they are.
 */
public record DatabaseSettings(
    String url,
    @Nullable String user,
    @Nullable String password,
    int poolSize,
    @Nullable String schema,
    boolean migrates) {

  public static final int USUAL_POOL_SIZE = 10;

  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public DatabaseSettings {
    if (poolSize < 1) {
      throw new IllegalArgumentException("a pool has at least one connection, not " + poolSize);
    }
    boolean h2 = Vendor.of(url) == Vendor.H2;
    if (schema != null && h2) {
      throw new IllegalArgumentException(
          "on H2 a CRM has a database of its own, so no schema can be named");
    }
    if (schema != null && !SCHEMA.matcher(schema).matches()) {
      throw new IllegalArgumentException("a schema is named with a-z, 0-9 and _, not " + schema);
    }
  }

  public static DatabaseSettings of(String url) {
    return new DatabaseSettings(url, null, null, USUAL_POOL_SIZE, null, true);
  }

  public DatabaseSettings as(String newUser, String newPassword) {
    return new DatabaseSettings(url, newUser, newPassword, poolSize, schema, migrates);
  }

  public DatabaseSettings pooling(int connections) {
    return new DatabaseSettings(url, user, password, connections, schema, migrates);
  }

  public DatabaseSettings inSchema(String name) {
    return new DatabaseSettings(url, user, password, poolSize, name, migrates);
  }

  /** The tables are not touched: somebody else brings them up to date. */
  public DatabaseSettings withoutMigrating() {
    return new DatabaseSettings(url, user, password, poolSize, schema, false);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url.replaceAll("(?i)(password=)[^;&]*", "$1***")
        + (schema == null ? "" : " (schema " + schema + ")");
  }
}
