package dev.kith.crm.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.ProductContent;
import dev.kith.crm.persistence.JooqStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Brings a whole sales history in through the product, and holds what the product says of it
 * against the files: how many deals are in each stage, what each is made up of, and what was won in
 * each month, to the cent. {@code docs/import-of-deals.md} tells what the files must be.
 *
 * <p>Arguments: the folder of the files, and where the database is; a new one in memory without.
 */
public final class SalesHistory {

  private static final Set<String> LEFT_OUT =
      Set.of("account.annualRevenue", "account.revenueCurrency");

  private SalesHistory() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String url = arguments.length > 1 ? arguments[1] : "jdbc:h2:mem:" + UUID.randomUUID();
    try (JooqStorage storage = JooqStorage.open(url);
        Crm crm = Crm.on(storage).background(false).start()) {
      Workspace workspace =
          crm.as(Actor.external(new UUID(0, 7), "Sales history", Grants.everything()));
      sellers(workspace, folder.resolve("sales_teams.csv"));
      imported(
          crm,
          workspace,
          RecordKind.PRODUCT,
          Files.readAllBytes(folder.resolve("products.csv")),
          Map.of("currency", "USD"));
      accounts(crm, workspace, folder.resolve("accounts.csv"));
      Path deals = folder.resolve("sales_pipeline.csv");
      pipeline(workspace, deals);
      imported(
          crm,
          workspace,
          RecordKind.OPPORTUNITY,
          Files.readAllBytes(deals),
          Map.of("currency", "USD", "lostReason", "Not told", "pipeline", "Deals"));
      boolean same = compare(workspace, deals);
      System.out.println(same ? "The product says what the file says." : "They differ.");
      if (!same) {
        throw new IllegalStateException("the product says something else than the file");
      }
    }
  }

  private static void sellers(Workspace workspace, Path file) throws IOException {
    Map<String, TeamId> teams = new HashMap<>();
    int count = 0;
    for (NamedCsvRecord seller : records(file)) {
      String name = seller.getField("sales_agent");
      TeamId team =
          teams.computeIfAbsent(
              seller.getField("manager"),
              manager -> workspace.teams().found(manager).orElseThrow().id());
      workspace
          .users()
          .register(
              new User.Profile(
                  name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@sellers.example",
                  name,
                  Set.of(),
                  Set.of(team)),
              UUID.randomUUID().toString())
          .orElseThrow();
      count++;
    }
    System.out.println(count + " sellers in " + teams.size() + " teams");
  }

  /** As a person mends the file of errors: a slip of the pen, and a country that is not one. */
  private static final Map<String, String> MENDED =
      Map.of("Philipines", "Philippines", "Korea", "South Korea");

  /**
   * What failed is mended and sent again; an account can also belong to one that stands below it in
   * the file.
   */
  private static void accounts(Crm crm, Workspace workspace, Path file) throws IOException {
    ImportView first =
        imported(crm, workspace, RecordKind.ACCOUNT, Files.readAllBytes(file), Map.of());
    if (first.progress().failed() > 0) {
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      workspace.imports().errorsAsCsv(first.id(), errors).orElseThrow();
      String mended = errors.toString(UTF_8);
      for (Map.Entry<String, String> slip : MENDED.entrySet()) {
        mended = mended.replace("," + slip.getKey() + ",", "," + slip.getValue() + ",");
      }
      imported(crm, workspace, RecordKind.ACCOUNT, mended.getBytes(UTF_8), Map.of());
    }
  }

  /** The stages are those of the file: the decided ones by their names, the others as they come. */
  private static void pipeline(Workspace workspace, Path file) throws IOException {
    workspace
        .pipelines()
        .setUp(
            new PipelineTerms(
                "Deals",
                List.of(
                    Stage.open("prospecting", "Prospecting", 20),
                    Stage.open("engaging", "Engaging", 60),
                    Stage.won("won", "Won"),
                    Stage.lost("lost", "Lost"))))
        .orElseThrow();
    Set<String> accounts = new HashSet<>();
    records(file).forEach(deal -> accounts.add(deal.getField("account")));
    System.out.println((accounts.size() - 1) + " accounts are named by deals");
  }

  private static ImportView imported(
      Crm crm, Workspace workspace, RecordKind kind, byte[] file, Map<String, String> every) {
    ImportView uploaded =
        workspace
            .imports()
            .upload(
                kind.plural() + ".csv", new ByteArrayInputStream(file), Declared.NOTHING.of(kind))
            .orElseThrow();
    Map<Integer, ImportTarget> targets = new TreeMap<>(uploaded.mapping().targets());
    targets.values().removeIf(target -> LEFT_OUT.contains(target.code()));
    uploaded.columns().stream()
        .filter(column -> column.name().equals("office_location"))
        .forEach(column -> targets.put(column.number(), kind.target("billingCountry")));
    workspace
        .imports()
        .map(
            uploaded.id(),
            ImportMapping.of(
                new RecordMapping(kind, every), ImportMapping.HeaderRow.PRESENT, targets))
        .orElseThrow();
    workspace.imports().check(uploaded.id()).orElseThrow();
    long begun = System.nanoTime();
    crm.runDue();
    long checked = System.nanoTime();
    workspace.imports().start(uploaded.id()).orElseThrow();
    crm.runDue();
    long ended = System.nanoTime();
    ImportView done = view(workspace, uploaded.id());
    System.out.printf(
        Locale.ROOT,
        "%s: %d rows, %d created, %d left, %d errors; checked in %.1f s, imported in %.1f s"
            + " (%.0f rows/s)%n",
        kind.plural(),
        done.progress().rows(),
        done.progress().created(),
        done.progress().skipped() + done.progress().duplicate(),
        done.progress().failed(),
        (checked - begun) / 1e9,
        (ended - checked) / 1e9,
        done.progress().rows() * 1e9 / (ended - checked));
    workspace
        .imports()
        .errors(
            done.id(),
            problem -> System.out.println("  line " + problem.line() + ": " + problem.reason()))
        .orElseThrow();
    if (done.differsFromCheck()) {
      throw new IllegalStateException("the import did something else than the check said");
    }
    return done;
  }

  private static ImportView view(Workspace workspace, ImportId id) {
    return workspace.imports().get(id).orElseThrow();
  }

  private static boolean compare(Workspace workspace, Path file) throws IOException {
    Map<String, Long> stages = new TreeMap<>();
    Map<YearMonth, BigDecimal> won = new TreeMap<>();
    Map<String, String> products = new TreeMap<>();
    for (NamedCsvRecord deal : records(file)) {
      stages.merge(deal.getField("deal_stage"), 1L, Long::sum);
      products.put(
          deal.getField("opportunity_id"), ProductContent.formOf(deal.getField("product")));
      if (deal.getField("deal_stage").equals("Won")) {
        won.merge(
            YearMonth.parse(deal.getField("close_date").substring(0, 7)),
            new BigDecimal(deal.getField("close_value")),
            BigDecimal::add);
      }
    }
    Map<String, Long> saidStages = new TreeMap<>();
    Map<String, String> saidProducts = new TreeMap<>();
    Map<YearMonth, BigDecimal> saidWon = new TreeMap<>();
    ListQuery query = ListQuery.all(OpportunityFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT);
    Page<OpportunityView> page = workspace.opportunityQueries().list(query).orElseThrow();
    while (true) {
      for (OpportunityView deal : page.items()) {
        saidStages.merge(deal.where().stageName(), 1L, Long::sum);
        saidProducts.put(
            Objects.requireNonNull(deal.get(OpportunityField.EXTERNAL_ID)),
            workspace.opportunityLines().of(deal.id()).orElseThrow().lines().stream()
                .map(line -> ProductContent.formOf(line.name()))
                .collect(joining(" and ")));
        if (deal.status().equals("WON")) {
          saidWon.merge(
              YearMonth.from(deal.where().since().atOffset(ZoneOffset.UTC)),
              Objects.requireNonNull(deal.amount()).amount(),
              BigDecimal::add);
        }
      }
      if (page.next() == null) {
        break;
      }
      page =
          workspace
              .opportunityQueries()
              .list(query.after(Objects.requireNonNull(page.next())))
              .orElseThrow();
    }
    System.out.println("stages: file " + stages + ", product " + saidStages);
    for (YearMonth month : won.keySet()) {
      System.out.println(month + ": file " + won.get(month) + ", product " + saidWon.get(month));
    }
    System.out.println(
        products.size()
            + " deals, "
            + (products.equals(saidProducts) ? "each" : "not each")
            + " made up of the product that the file says");
    return stages.equals(saidStages)
        && products.equals(saidProducts)
        && won.keySet().equals(saidWon.keySet())
        && won.keySet().stream()
            .allMatch(month ->
                won.getOrDefault(month, BigDecimal.ZERO)
                        .compareTo(saidWon.getOrDefault(month, BigDecimal.ONE.negate()))
                    == 0);
  }

  private static List<NamedCsvRecord> records(Path file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      return reader.stream().toList();
    }
  }
}
