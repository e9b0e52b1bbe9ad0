package dev.kith.crm.persistence.kernel;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens pools of connections, set up as the stores need them. */
final class Pools {

  /** How long a statement waits for a lock before its run is repeated. */
  private static final Duration LOCK_WAIT = Duration.ofSeconds(5);

  /**
   * No statement of the CRM is meant to take this long; one that does must not hold the others up.
   */
  private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(2);

  /**
   * How long a caller waits for a connection before it is told that the database cannot be used.
   */
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(5);

  private Pools() {}

  static HikariDataSource open(DatabaseSettings settings) {
    HikariConfig config = common(settings);
    switch (Vendor.of(settings.url())) {
      case H2 -> h2(config, settings);
      case POSTGRESQL -> postgresql(config, settings);
    }
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw Failures.unavailable(e);
    }
  }

  /**
   * Lets go of all connections that are at rest, and of the others when they come back: after a
   * failure they may all be lost, and each would fail one more call. A database in memory would be
   * gone with its connections, and cannot be lost.
   */
  static Runnable distrusting(HikariDataSource pool) {
    return pool.getJdbcUrl().startsWith("jdbc:h2:mem:")
        ? () -> {}
        : () -> pool.getHikariPoolMXBean().softEvictConnections();
  }

  /** One connection at a time, without limits on how long a statement may take: for migrations. */
  static HikariDataSource forMigrating(DatabaseSettings settings) {
    HikariConfig config = common(settings);
    config.setMaximumPoolSize(2);
    config.setPoolName("kith-migrations");
    config.setUsername(settings.user());
    config.addDataSourceProperty("ApplicationName", "kith-migrations");
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw Failures.unavailable(e);
    }
  }

  private static HikariConfig common(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setPoolName("kith");
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    return config;
  }

  /**
   * Where the URL does not say otherwise: statements wait for locks, and the database is closed by
   * the CRM and not, under its hands, by H2's own shutdown hook. H2 compares in full on conflicts,
   * so no other setting is needed.
   */
  private static void h2(HikariConfig config, DatabaseSettings settings) {
    String url = settings.url();
    if (url.equals("jdbc:h2:mem:")) {
      // Without a name every connection would get a database of its own.
      url += "kith-" + UUID.randomUUID();
    }
    url = with(url, "LOCK_TIMEOUT", Long.toString(LOCK_WAIT.toMillis()));
    url = with(url, "DB_CLOSE_ON_EXIT", "FALSE");
    config.setJdbcUrl(url);
    config.setUsername(settings.user() == null ? "sa" : settings.user());
    config.setPassword(settings.password() == null ? "" : settings.password());
    config.setMinimumIdle(1);
    // An in-memory database lives as long as it has a connection: none is ever retired.
    config.setMaxLifetime(0);
  }

  private static void postgresql(HikariConfig config, DatabaseSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "kith");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", Long.toString(CONNECTION_WAIT.toSeconds()));
    // Longer than any statement may take: it finds servers that vanished without a word.
    properties.setProperty(
        "socketTimeout", Long.toString(LONGEST_STATEMENT.plusSeconds(30).toSeconds()));
    config.setDataSourceProperties(properties);
    config.setConnectionInitSql(
        "set lock_timeout = '"
            + LOCK_WAIT.toMillis()
            + "ms'; "
            + "set statement_timeout = '"
            + LONGEST_STATEMENT.toMillis()
            + "ms'; "
            + "set idle_in_transaction_session_timeout = '15min'"
            + searchPath(settings.schema()));
  }

  /**
   * Functions and operators of extensions are found in public, wherever the CRM's own tables are.
   */
  private static String searchPath(@Nullable String schema) {
    return schema == null ? "" : "; set search_path = " + schema + ", public";
  }

  private static String with(String url, String setting, String value) {
    return url.toUpperCase(Locale.ROOT).contains(";" + setting + "=")
        ? url
        : url + ";" + setting + "=" + value;
  }
}
