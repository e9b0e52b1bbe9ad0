package dev.kith.crm.benchmark;

import com.google.common.hash.Hashing;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.application.sample.SampleLeads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checking drafts for duplicates through the port with many clients at once, beside the statement
 * that finds the candidates, in plain JDBC; and scanning all leads.
 */
final class DuplicateBenchmark {

  private static final int CLIENTS = 16;
  private static final int DRAFTS = 500;

  private static final long SEED = 2026;

  private DuplicateBenchmark() {}

  static List<Benchmarks.Figure> run(Filled filled, int seconds) throws Exception {
    List<LeadDraft> drafts =
        SampleLeads.drafts(SEED)
            .limit(DRAFTS)
            // Somebody who is there already, with another address.
            .map(draft -> draft.with(LeadField.EMAIL, null))
            .toList();
    List<long[]> keys = drafts.stream().map(DuplicateBenchmark::keys).toList();
    var duplicates = filled.crm.as(Actor.SYSTEM).duplicates();
    Load.Measured checks =
        Load.run(
            CLIENTS,
            Duration.ofSeconds(seconds),
            client -> {
              int[] next = {client * DRAFTS / CLIENTS};
              return () -> duplicates.check(drafts.get(next[0]++ % DRAFTS)).orElseThrow();
            });
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        connections.add(filled.connection());
      }
      Load.Measured statements =
          Load.run(
              CLIENTS,
              Duration.ofSeconds(seconds),
              client -> statement(connections.get(client), keys, client * DRAFTS / CLIENTS));
      return List.of(
          Benchmarks.Figure.of(
              filled.database
                  + ": duplicate check among "
                  + filled.leads
                  + " leads, "
                  + CLIENTS
                  + " clients; limit: its statement",
              checks,
              statements));
    } finally {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  /** All leads compared with all that look alike, beside reading the leads and their keys once. */
  static Benchmarks.Figure scan(Filled filled) throws SQLException {
    DuplicateScans scans = filled.crm.as(Actor.SYSTEM).duplicateScans();
    long begun = System.nanoTime();
    scans.start(MergeKind.LEAD).orElseThrow();
    filled.crm.runDue();
    double perSecond = Benchmarks.perSecond(filled.leads, System.nanoTime() - begun);
    ScanView done = scans.shown(MergeKind.LEAD).orElseThrow().orElseThrow();
    if (done.findings().records() < filled.leads) {
      throw new IllegalStateException("the scan did not look at every lead: " + done);
    }
    double read;
    try (Connection connection = filled.connection()) {
      long readingBegun = System.nanoTime();
      read(connection, "select * from lead where deleted_at is null order by id");
      read(connection, "select blocking_key, lead_id from lead_blocking_key order by blocking_key");
      read = Benchmarks.perSecond(filled.leads, System.nanoTime() - readingBegun);
    }
    return Benchmarks.Figure.of(
        filled.database
            + ": scan of "
            + filled.leads
            + " leads for duplicates ("
            + done.findings().compared()
            + " pairs compared, "
            + done.findings().clusters()
            + " clusters); limit: reading leads and keys once",
        "leads/s",
        perSecond,
        read);
  }

  private static void read(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(5_000);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          rows.getObject(2);
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Load.Call statement(Connection connection, List<long[]> keys, int first) {
    Map<Integer, PreparedStatement> prepared = new HashMap<>();
    int[] next = {first};
    return () -> {
      long[] asked = keys.get(next[0]++ % keys.size());
      PreparedStatement select = prepared.get(asked.length);
      if (select == null) {
        select = connection.prepareStatement(sql(asked.length));
        prepared.put(asked.length, select);
      }
      for (int i = 0; i < asked.length; i++) {
        select.setLong(i + 1, asked[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          rows.getString(1);
        }
      }
    };
  }

  private static String sql(int keys) {
    String hits =
        IntStream.range(0, keys)
            .mapToObj(i ->
                "select blocking_key, lead_id from (select blocking_key, lead_id from"
                    + " lead_blocking_key where blocking_key = ? limit "
                    + (BlockingKeys.COMMON + 1)
                    + ") k"
                    + i)
            .collect(Collectors.joining(" union all "));
    return "select given_name, family_name, company, email, phone, street, postal_code, city,"
        + " region, country, l.id, owner_id from (select lead_id, count(*) shared from (select"
        + " lead_id, count(*) over (partition by blocking_key) sharers from ("
        + hits
        + ") h) c where sharers <= "
        + BlockingKeys.COMMON
        + " group by lead_id order by count(*) desc, lead_id limit 60) r join lead l on l.id ="
        + " r.lead_id where deleted_at is null order by shared desc, l.id";
  }

  private static long[] keys(LeadDraft draft) {
    return Fingerprint.of(Candidate.subject(draft.values())).blockingKeys().stream()
        .mapToLong(
            key -> Hashing.farmHashFingerprint64().hashString(key, StandardCharsets.UTF_8).asLong())
        .toArray();
  }
}
