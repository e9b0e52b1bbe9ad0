package dev.kith.crm.benchmark;

import dev.kith.crm.application.conversion.batch.BatchView;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Converting many leads by a batch, each into an account and a contact in a transaction of its own,
 * beside writing the same rows, ready-made, into copies of the tables in plain JDBC, by as many
 * connections and with as many transactions. On PostgreSQL only.
 */
final class ConversionBenchmark {

  private static final int CONNECTIONS = 4;

  /** What a conversion writes: the table, and by which of its columns the rows are found. */
  private enum Written {
    ACCOUNT("account", "id", "account_id"),
    ACCOUNT_DOMAIN("account_domain", "account_id", "account_id"),
    ACCOUNT_AUDIT("audit_entry", "subject_id", "account_id"),
    ACCOUNT_EVENT("outbox_event", "subject_id", "account_id"),
    CONTACT("contact", "id", "contact_id"),
    CONTACT_EMAIL("contact_email", "contact_id", "contact_id"),
    CONTACT_PHONE("contact_phone", "contact_id", "contact_id"),
    CONTACT_AUDIT("audit_entry", "subject_id", "contact_id"),
    CONTACT_EVENT("outbox_event", "subject_id", "contact_id"),
    CONVERSION("conversion", "id", "id"),
    CONVERSION_AUDIT("audit_entry", "subject_id", "id"),
    LEAD("lead", "id", "lead_id");

    private final String table;
    private final String column;
    private final String ofConversion;

    Written(String table, String column, String ofConversion) {
      this.table = table;
      this.column = column;
      this.ofConversion = ofConversion;
    }

    private String copying() {
      return "insert into raw_" + table + " select * from " + ready() + " where " + column + " = ?";
    }

    /** Where its rows are found at once. */
    private String ready() {
      return "ready_" + name().toLowerCase(Locale.ROOT);
    }

    private List<String> preparing() {
      return List.of(
          "drop table if exists raw_" + table,
          "create table raw_" + table + " (like " + table + " including all)",
          "drop table if exists " + ready(),
          "create table " + ready() + " as select * from " + table,
          "create index on " + ready() + " (" + column + ")",
          "analyze " + ready());
    }
  }

  /** The keys of what one conversion made, in the order of {@link Written}. */
  private record Made(List<UUID> keys) {}

  private ConversionBenchmark() {}

  /**
   * @param count how many leads; as many are converted before, to warm up
   */
  static List<Benchmarks.Figure> run(Filled filled, int count) throws Exception {
    converted(filled, count);
    double measured = converted(filled, count);
    return List.of(
        Benchmarks.Figure.of(
            filled.database
                + ": conversion of "
                + count
                + " leads in a batch; limit: writing the same rows, ready-made, with as many"
                + " commits",
            "leads/s",
            measured,
            written(filled, count)));
  }

  private static double converted(Filled filled, int count) throws SQLException {
    List<LeadId> leads = qualified(filled, count);
    var batches = filled.crm.as(Actor.SYSTEM).conversionBatches();
    BatchView begun =
        batches
            .start(Start.of(leads).with(Settings.USUAL.onDuplicates(DuplicatePolicy.CREATE)))
            .orElseThrow();
    long from = System.nanoTime();
    filled.crm.runDue();
    double perSecond = Benchmarks.perSecond(leads.size(), System.nanoTime() - from);
    BatchView done = batches.get(begun.batch().id()).orElseThrow();
    if (done.state() != JobState.SUCCEEDED || done.count(Fate.CONVERTED) < leads.size() * 0.9) {
      throw new IllegalStateException("not every lead was converted: " + done.counts());
    }
    return perSecond;
  }

  /** Leads that were not converted yet, all qualified at once. */
  private static List<LeadId> qualified(Filled filled, int count) throws SQLException {
    List<LeadId> leads = new ArrayList<>();
    try (Connection connection = filled.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update lead set status = 'QUALIFIED' where id in (select id from lead where status ="
              + " 'NEW' and company is not null and deleted_at is null order by id limit "
              + count
              + ")");
      try (ResultSet rows =
          statement.executeQuery("select id from lead where status = 'QUALIFIED'")) {
        while (rows.next()) {
          leads.add(new LeadId(rows.getObject(1, UUID.class)));
        }
      }
      statement.execute("analyze");
    }
    return leads;
  }

  private static double written(Filled filled, int count) throws Exception {
    List<Made> made = new ArrayList<>();
    try (Connection connection = filled.connection();
        Statement statement = connection.createStatement()) {
      for (Written written : Written.values()) {
        for (String preparation : written.preparing()) {
          statement.execute(preparation);
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "select id, account_id, contact_id, lead_id from conversion where account_how ="
                  + " 'CREATED' and contact_how = 'CREATED' order by id desc limit "
                  + count)) {
        while (rows.next()) {
          List<UUID> keys = new ArrayList<>();
          for (Written written : Written.values()) {
            keys.add(rows.getObject(written.ofConversion, UUID.class));
          }
          made.add(new Made(keys));
        }
      }
    }
    long from = System.nanoTime();
    write(filled, made);
    return Benchmarks.perSecond(made.size(), System.nanoTime() - from);
  }

  private static void write(Filled filled, List<Made> made) throws Exception {
    Queue<Made> waiting = new ConcurrentLinkedQueue<>(made);
    try (ExecutorService writers = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        running.add(
            writers.submit(() -> {
              try (Connection connection = filled.connection()) {
                write(connection, waiting);
              }
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static void write(Connection connection, Queue<Made> waiting) throws SQLException {
    connection.setAutoCommit(false);
    List<PreparedStatement> statements = new ArrayList<>();
    try {
      for (Written written : Written.values()) {
        statements.add(connection.prepareStatement(written.copying()));
      }
      for (Made made = waiting.poll(); made != null; made = waiting.poll()) {
        for (int i = 0; i < statements.size(); i++) {
          statements.get(i).setObject(1, made.keys().get(i));
          statements.get(i).executeUpdate();
        }
        connection.commit();
      }
    } finally {
      for (PreparedStatement statement : statements) {
        statement.close();
      }
    }
  }
}
