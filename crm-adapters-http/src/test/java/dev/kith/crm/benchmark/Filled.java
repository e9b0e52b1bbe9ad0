package dev.kith.crm.benchmark;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.sample.SampleLeads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CRM on a database, filled by importing a file of sample leads; the import is itself a figure.
 */
final class Filled implements AutoCloseable {

  private static final long SEED = 2026;

  final String database;
  final DatabaseSettings settings;
  final Crm crm;
  final int leads;
  private final double importedPerSecond;

  private Filled(
      String database, DatabaseSettings settings, Crm crm, int leads, double importedPerSecond) {
    this.database = database;
    this.settings = settings;
    this.crm = crm;
    this.leads = leads;
    this.importedPerSecond = importedPerSecond;
  }

  static Filled by(String database, DatabaseSettings settings, int leads) throws IOException {
    Crm crm =
        Crm.on(JooqStorage.open(settings)).homeCountry(new Country("DE")).background(false).start();
    if (isFilled(settings, leads)) {
      return new Filled(database, settings, crm, leads, Double.NaN);
    }
    // A first small import warms up the JVM, as a server is warm when somebody imports a large
    // file.
    Iterator<LeadDraft> drafts = SampleLeads.drafts(SEED).iterator();
    imported(crm, file(drafts, Math.min(20_000, leads)));
    Path file = file(drafts, leads);
    long begun = System.nanoTime();
    ImportView done = imported(crm, file);
    double perSecond = Benchmarks.perSecond(leads, System.nanoTime() - begun);
    if (done.progress().created() != leads) {
      throw new IllegalStateException("not every row became a lead: " + done.progress());
    }
    return new Filled(database, settings, crm, leads, perSecond);
  }

  /** By a run before, which kept its database. */
  private static boolean isFilled(DatabaseSettings settings, int leads) {
    try (Connection connection = connection(settings);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from lead")) {
      return count.next() && count.getLong(1) >= leads;
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not tell how many leads it has", e);
    }
  }

  Connection connection() throws SQLException {
    return connection(settings);
  }

  private static Connection connection(DatabaseSettings settings) throws SQLException {
    return settings.user() == null
        ? DriverManager.getConnection(settings.url())
        : DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  /**
   * The import beside what the database takes at most: the same leads, audit entries and events,
   * ready-made.
   */
  List<Benchmarks.Figure> importFigures() throws Exception {
    if (Double.isNaN(importedPerSecond)) {
      return List.of();
    }
    List<Benchmarks.Figure> figures = new ArrayList<>();
    try (Connection connection = connection()) {
      boolean copies = settings.url().startsWith("jdbc:postgresql:");
      double leadsAlone = RawInsert.perSecond(connection, copies, List.of("lead"), leads);
      double all =
          RawInsert.perSecond(
              connection, copies, List.of("lead", "audit_entry", "outbox_event"), leads);
      String limit = copies ? "COPY" : "batched JDBC";
      figures.add(
          Benchmarks.Figure.of(
              database
                  + ": import of "
                  + leads
                  + " leads from CSV; limit: "
                  + limit
                  + " of the lead rows",
              "leads/s",
              importedPerSecond,
              leadsAlone));
      figures.add(
          Benchmarks.Figure.of(
              "the same; limit: " + limit + " of lead, audit and event rows",
              "leads/s",
              importedPerSecond,
              all));
    }
    return figures;
  }

  @Override
  public void close() {
    crm.close();
  }

  private static ImportView imported(Crm crm, Path file) throws IOException {
    try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
      var imports = crm.as(Actor.SYSTEM).imports();
      ImportView uploaded = imports.upload("leads.csv", content).orElseThrow();
      imports.start(uploaded.id()).orElseThrow();
      crm.runDue();
      return imports.get(uploaded.id()).orElseThrow();
    } finally {
      Files.delete(file);
    }
  }

  private static Path file(Iterator<LeadDraft> drafts, int rows) throws IOException {
    Path file = Files.createTempFile("leads", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(row(Stream.of(LeadField.values()).map(LeadField::code)));
      for (int i = 0; i < rows; i++) {
        LeadDraft draft = drafts.next();
        out.write(row(Stream.of(LeadField.values()).map(f -> draft.values().getOrDefault(f, ""))));
      }
    }
    return file;
  }

  private static String row(Stream<String> cells) {
    return cells
        .map(c -> '"' + c.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
