package dev.kith.crm.persistence.kernel;

import com.zaxxer.hikari.HikariDataSource;
import dev.kith.crm.application.kernel.Transactions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The database as the stores use it: {@link #dsl} for statements, which take part in the thread's
 * run, and {@link #transactions} for runs.
 */
public final class Database implements AutoCloseable {

  private static final ExecuteListenerProvider[] NO_LISTENERS = {};

  private final Vendor vendor;
  private final String schema;
  private final DSLContext dsl;
  private final Transactions transactions;
  private final BooleanSupplier running;
  private final Predicate<Runnable> afterEnd;
  private final Supplier<Connection> connections;
  private final Runnable distrust;
  private final Runnable closing;
  private final DSLContext planned;
  private final RecordJson json = new RecordJson();

  private Database(
      Vendor vendor,
      @Nullable String schema,
      ConnectionProvider provider,
      ExecuteListenerProvider[] listeners,
      Transactions transactions,
      BooleanSupplier running,
      Predicate<Runnable> afterEnd,
      Supplier<Connection> connections,
      Runnable distrust,
      Runnable closing) {
    this.vendor = vendor;
    this.schema = schema == null ? "" : schema;
    this.distrust = distrust;
    this.dsl = DSL.using(configuration().set(provider).deriveAppending(listeners));
    this.planned = DSL.using(dsl.configuration().deriveAppending(new PlannedStatements()));
    this.transactions = transactions;
    this.running = running;
    this.afterEnd = afterEnd;
    this.connections = connections;
    this.closing = closing;
  }

  /** A database with a pool of its own. */
  public static Database open(DatabaseSettings settings) {
    Vendor vendor = Vendor.of(settings.url());
    HikariDataSource pool = Pools.open(settings);
    try {
      bringUpToDate(settings, vendor, pool);
      Runnable distrust = Pools.distrusting(pool);
      Durability durability = Durability.of(vendor, settings.url(), pool, distrust);
      JooqTransactions runs = new JooqTransactions(pool, durability, distrust);
      return new Database(
          vendor,
          settings.schema(),
          runs,
          durability.gate().stream().toArray(ExecuteListenerProvider[]::new),
          runs,
          runs::isRunning,
          runs::afterEnd,
          runs::connect,
          distrust,
          pool::close);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** A database whose connections come from somewhere else. */
  public static Database on(DataSource source, boolean migrates) {
    Vendor vendor = Vendor.of(source);
    bringUpToDate(source, vendor, migrates);
    JooqTransactions runs = new JooqTransactions(source, Durability.none(), () -> {});
    return new Database(
        vendor,
        null,
        runs,
        NO_LISTENERS,
        runs,
        runs::isRunning,
        runs::afterEnd,
        runs::connect,
        () -> {},
        () -> {});
  }

  /**
   * A database whose transactions are somebody else's as well; the source gives the connection of
   * the thread's transaction.
   */
  public static Database joining(DataSource source, Transactions theirs, boolean migrates) {
    Vendor vendor = Vendor.of(source);
    bringUpToDate(source, vendor, migrates);
    return new Database(
        vendor,
        null,
        new DataSourceConnectionProvider(source),
        NO_LISTENERS,
        theirs,
        () -> true,
        action -> false,
        () -> {
          throw new IllegalStateException("connections are the embedding application's");
        },
        () -> {},
        () -> {});
  }

  private static void bringUpToDate(DatabaseSettings settings, Vendor vendor, DataSource pool) {
    switch (vendor) {
      // A second pool would be a second database if this one is in memory.
      case H2 -> bringUpToDate(pool, vendor, settings.migrates());
      case POSTGRESQL -> {
        try (HikariDataSource unlimited = Pools.forMigrating(settings)) {
          migrate(new Migrations(unlimited, vendor, settings.schema()), settings.migrates());
        }
      }
    }
  }

  private static void bringUpToDate(DataSource source, Vendor vendor, boolean migrates) {
    if (vendor == Vendor.H2) {
      H2Store.prepare(source);
    }
    migrate(new Migrations(source, vendor, null), migrates);
  }

  private static void migrate(Migrations migrations, boolean migrates) {
    if (migrates) {
      migrations.migrate();
    } else {
      migrations.validate();
    }
  }

  /**
   * Statements; within a run they take part in it, outside each commits by itself. Build each anew,
   * keep none.
   */
  public DSLContext dsl() {
    return dsl;
  }

  /** Something done with a connection in plain JDBC. */
  @FunctionalInterface
  interface Jdbc<T> {
    T on(Connection connection) throws SQLException, IOException;
  }

  /**
   * Plain JDBC, for what jOOQ would do too slowly. It takes part in the thread's run, and fails as
   * statements of {@link #dsl} do.
   *
   * @param what it is, for the message of the exception
   */
  <T> T jdbc(String what, Jdbc<T> work) {
    return dsl.connectionResult(connection -> {
      try {
        return work.on(connection);
      } catch (SQLException e) {
        throw Failures.thrownFor(e, what, distrust);
      }
    });
  }

  public Transactions transactions() {
    return transactions;
  }

  /**
   * Has something done when the thread's outermost run has been kept or undone.
   *
   * @return false, and it will not be done, if there is no run or its end is somebody else's
   */
  public boolean afterEnd(Runnable action) {
    return afterEnd.test(action);
  }

  public Vendor vendor() {
    return vendor;
  }

  public RecordJson json() {
    return json;
  }

  /**
   * As {@link #dsl}, but a statement is planned for its values each time, where it matters what is
   * looked for.
   */
  public DSLContext planned() {
    return planned;
  }

  /**
   * The text in lower case, in whatever language; neither depends on how the database was set up.
   */
  public Field<String> lower(Field<String> text) {
    return switch (vendor) {
      case H2 -> DSL.lower(text);
      case POSTGRESQL -> DSL.field("lower({0} collate pg_unicode_fast)", String.class, text);
    };
  }

  /** The schema that was named; empty for the usual one. */
  public String schema() {
    return schema;
  }

  /**
   * Gives every record of one query to the consumer, a part at a time, so that any number of them
   * fits into memory. The query sees one state of the data. Outside a run it holds a connection of
   * its own, so that the consumer may write meanwhile.
   */
  public <R extends Record> void stream(ResultQuery<R> query, int atOnce, Consumer<R> consumer) {
    if (running.getAsBoolean()) {
      query.attach(dsl.configuration());
      streamOn(query, atOnce, consumer);
      return;
    }
    try (Connection connection = connections.get()) {
      // PostgreSQL hands out parts only within a transaction.
      connection.setAutoCommit(false);
      try {
        query.attach(configuration().set(connection));
        streamOn(query, atOnce, consumer);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      RuntimeException translated = Failures.translated(e);
      throw translated == null ? new IllegalStateException(e) : translated;
    }
  }

  private static <R extends Record> void streamOn(
      ResultQuery<R> query, int atOnce, Consumer<R> consumer) {
    try (var cursor = query.fetchSize(atOnce).fetchLazy()) {
      for (R record : cursor) {
        consumer.accept(record);
      }
    }
  }

  private Configuration configuration() {
    return new DefaultConfiguration()
        .set(vendor.dialect())
        .set(
            new Settings()
                .withRenderQuotedNames(RenderQuotedNames.NEVER)
                .withRenderNameCase(RenderNameCase.LOWER)
                .withRenderSchema(false))
        .set(Failures.listener(distrust));
  }

  @Override
  public void close() {
    closing.run();
  }
}
