package dev.kith.crm.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * Imports of accounts, of contacts who work at them, and of opportunities with them, two thirds of
 * which are decided and bring their history; each beside what the database takes of the same rows
 * in plain batches, without any index or check.
 */
final class RecordImportBenchmark {

  private static final String PIPELINE = "Imported";
  private static final int WARM = 3_000;
  private static final int OWNERS = 20;

  private final Filled filled;
  private final Workspace crm;
  private final String own = UUID.randomUUID().toString().substring(0, 8);

  private RecordImportBenchmark(Filled filled) {
    this.filled = filled;
    this.crm = filled.crm.as(Actor.SYSTEM);
  }

  static List<Benchmarks.Figure> run(Filled filled, int rows) throws Exception {
    return new RecordImportBenchmark(filled).figures(rows);
  }

  private List<Benchmarks.Figure> figures(int rows) throws Exception {
    for (int i = 0; i < OWNERS; i++) {
      crm.users()
          .register(
              new User.Profile(owner(i) + "@sellers.example", owner(i), Set.of(), Set.of()),
              UUID.randomUUID().toString())
          .orElseThrow();
    }
    crm.pipelines()
        .setUp(
            new PipelineTerms(
                PIPELINE + own,
                List.of(
                    Stage.open("engaging", "Engaging", 60),
                    Stage.won("won", "Won"),
                    Stage.lost("lost", "Lost"))))
        .orElseThrow();
    List<Benchmarks.Figure> figures = new ArrayList<>();
    figures.add(
        figure(
            RecordKind.ACCOUNT,
            Map.of(),
            "name,domains,externalId,industry,billingCity,billingCountry,owner",
            this::account,
            rows,
            List.of("account", "account_domain", "account_stay")));
    figures.add(
        figure(
            RecordKind.CONTACT,
            Map.of(),
            "givenName,familyName,email,phone,title,account",
            this::contact,
            rows,
            List.of("contact", "contact_email", "contact_phone")));
    figures.add(
        figure(
            RecordKind.OPPORTUNITY,
            Map.of("currency", "EUR", "pipeline", PIPELINE + own, "lostReason", "Price"),
            "externalId,name,account,owner,stage,openedOn,closeDate,amount",
            this::opportunity,
            rows,
            List.of(
                "opportunity", "opportunity_stay", "opportunity_standing", "opportunity_move")));
    return figures;
  }

  private String owner(int i) {
    return "seller" + i + "-" + own;
  }

  private String account(int i) {
    return String.join(
        ",",
        "Company " + i + " " + own + " Ltd",
        "company-" + i + "-" + own + ".com",
        "A" + own + i,
        i % 2 == 0 ? "Retail" : "Software",
        "Town " + i % 500,
        "GB",
        owner(i % OWNERS));
  }

  private String contact(int i) {
    return String.join(
        ",",
        "Given" + i % 300,
        "Family" + i % 700,
        "person" + i + "@company-" + i + "-" + own + ".com",
        "+44 20 7946 " + String.format("%04d", i % 10_000),
        "Head of " + i % 40,
        "A" + own + i % WARM);
  }

  private String opportunity(int i) {
    LocalDate opened = LocalDate.of(2025, 1, 1).plusDays(i % 200);
    String stage = i % 3 == 0 ? "Engaging" : i % 3 == 1 ? "Won" : "Lost";
    return String.join(
        ",",
        "O" + own + i,
        "Deal " + i,
        "A" + own + i % WARM,
        owner(i % OWNERS),
        stage,
        opened.toString(),
        i % 3 == 0 ? "" : opened.plusDays(40).toString(),
        i % 9_000 + ".50");
  }

  private Benchmarks.Figure figure(
      RecordKind kind,
      Map<String, String> every,
      String header,
      IntFunction<String> row,
      int rows,
      List<String> tables)
      throws Exception {
    // Warm, as a server is when somebody imports a large file.
    imported(kind, every, header, row, 0, WARM);
    long begun = System.nanoTime();
    imported(kind, every, header, row, WARM, rows);
    double perSecond = Benchmarks.perSecond(rows, System.nanoTime() - begun);
    try (Connection connection = filled.connection()) {
      double limit = RawInsert.byBatches(connection, written(kind, tables), rows + WARM);
      return Benchmarks.Figure.of(
          filled.database
              + ": import of "
              + rows
              + " "
              + kind.plural()
              + "; limit: batched JDBC of "
              + String.join(", ", tables)
              + ", audit and event rows",
          "rows/s",
          perSecond,
          limit);
    }
  }

  private static Map<String, String> written(RecordKind kind, List<String> tables) {
    Map<String, String> written = new LinkedHashMap<>();
    tables.forEach(table -> written.put(table, "true"));
    written.put("audit_entry", "subject_type = '" + kind.singular() + "'");
    written.put("outbox_event", "subject_type = '" + kind.singular() + "'");
    return written;
  }

  private void imported(
      RecordKind kind,
      Map<String, String> every,
      String header,
      IntFunction<String> row,
      int from,
      int count) {
    StringBuilder file = new StringBuilder(header).append('\n');
    for (int i = from; i < from + count; i++) {
      file.append(row.apply(i)).append('\n');
    }
    ImportView uploaded =
        crm.imports()
            .upload(
                kind.plural() + ".csv",
                new ByteArrayInputStream(file.toString().getBytes(UTF_8)),
                Declared.NOTHING.of(kind))
            .orElseThrow();
    crm.imports()
        .map(
            uploaded.id(),
            ImportMapping.of(
                new RecordMapping(kind, every),
                ImportMapping.HeaderRow.PRESENT,
                uploaded.mapping().targets()))
        .orElseThrow();
    crm.imports().start(uploaded.id()).orElseThrow();
    filled.crm.runDue();
    ImportView done = crm.imports().get(uploaded.id()).orElseThrow();
    if (done.progress().created() != count) {
      throw new IllegalStateException(
          "not every row became a record: " + done.progress() + " of " + kind.plural());
    }
  }
}
