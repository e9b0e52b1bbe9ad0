package dev.kith.crm.benchmark.quality;

import static java.util.stream.Collectors.toMap;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import dev.kith.crm.persistence.JooqStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How well leads are predicted by what users have: their file goes through the import with every
 * column as a custom field, the outcomes of the older leads are declared one by one, a model is
 * trained and activated, and the predictions of the leads that are still open are held against what
 * became of them.
 */
final class ScoringByTheProduct implements Part {

  private static final String NUMBER = "Lead Number";
  private static final String NAME = "Prospect ID";
  private static final String OUTCOME = "Converted";

  @Override
  public String name() {
    return "scoring-by-the-product";
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    Path file = data.resolve("leads-x-education").resolve("leads.csv");
    ScoringData leads = ScoringData.leads(data);
    List<Figure> figures = new ArrayList<>();
    double[] byFold = new double[leads.examples().size()];
    for (int fold = 0; fold < 5; fold++) {
      int left = fold;
      predict(file, leads, i -> leads.folds().get(i) == left, byFold);
    }
    figures.add(
        figure(
            "folds", Quality.of(byFold, leads.outcomes()), "0.865 / 0.437 / 0.139 / 0.020 / 2.48"));
    double[] inTime = new double[leads.examples().size()];
    predict(file, leads, i -> !leads.older().get(i), inTime);
    int[] later = IntStream.range(0, inTime.length).filter(i -> !leads.older().get(i)).toArray();
    double[] some = new double[later.length];
    boolean[] outcomes = new boolean[later.length];
    for (int i = 0; i < later.length; i++) {
      some[i] = inTime[later[i]];
      outcomes[i] = leads.outcomes()[later[i]];
    }
    figures.add(figure("time", Quality.of(some, outcomes), "0.865 / 0.451 / 0.145 / 0.035 / 2.29"));
    figures.addAll(leaks(file, leads));
    return figures;
  }

  private static Figure figure(String way, Quality quality, String aim) {
    return new Figure(
        "leads, strict, " + way,
        "imported, trained, activated",
        String.format(
            Locale.ROOT,
            "%.3f ± %.3f / %.3f / %.3f / %.3f / %.2f",
            quality.auc(),
            quality.aucMargin(),
            quality.logLoss(),
            quality.brier(),
            quality.calibrationError(),
            quality.topLift()),
        aim);
  }

  private static void predict(Path file, ScoringData leads, IntPredicate left, double[] predicted)
      throws IOException {
    try (JooqStorage storage = storage();
        Crm crm = Crm.on(storage).background(false).start()) {
      Workspace workspace = workspace(crm);
      List<LeadId> ids = imported(crm, workspace, file, leads);
      close(workspace, leads, ids, left.negate());
      ScoringModel model =
          trained(crm, workspace, ScoringData.LEAKS_OF_LEADS.stream().sorted().toList());
      workspace.scoringModels().activate(model.id()).orElseThrow();
      crm.runDue();
      Map<LeadId, Double> stored =
          storage
              .predictions()
              .probabilities(
                  IntStream.range(0, ids.size()).filter(left).mapToObj(ids::get).toList());
      IntStream.range(0, ids.size())
          .filter(left)
          .forEach(i -> predicted[i] = stored.get(ids.get(i)));
    }
  }

  private static List<Figure> leaks(Path file, ScoringData leads) throws IOException {
    try (JooqStorage storage = storage();
        Crm crm = Crm.on(storage).background(false).start()) {
      Workspace workspace = workspace(crm);
      close(workspace, leads, imported(crm, workspace, file, leads), i -> true);
      ScoringModel model = trained(crm, workspace, List.of());
      return workspace
          .scoringModels()
          .get(model.id())
          .orElseThrow()
          .document()
          .trained()
          .findings()
          .stream()
          .map((LeakFinding f) ->
              new Figure("leads, all columns", f.text(), f.severity().name(), ""))
          .toList();
    }
  }

  private static JooqStorage storage() {
    return JooqStorage.open("jdbc:h2:mem:" + UUID.randomUUID());
  }

  private static Workspace workspace(Crm crm) {
    return crm.as(Actor.external(new UUID(0, 7), "Figures", Grants.everything()));
  }

  /** The ids of the leads, in the order of the file. */
  private static List<LeadId> imported(Crm crm, Workspace workspace, Path file, ScoringData leads)
      throws IOException {
    ImportId id;
    try (InputStream in = Files.newInputStream(file)) {
      id = workspace.imports().upload("leads.csv", in).orElseThrow().id();
    }
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    List<String> columns = Table.headings(file);
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (!column.equals(OUTCOME)) {
        targets.put(i + 1, target(column));
      }
    }
    workspace.imports().map(id, new ImportMapping(HeaderRow.PRESENT, targets)).orElseThrow();
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    int number = columns.indexOf(NUMBER);
    Map<String, LeadId> byNumber = byNumber(workspace);
    List<LeadId> ids = new ArrayList<>();
    for (List<String> row : Table.rows(file)) {
      ids.add(byNumber.get(row.get(number)));
    }
    if (ids.size() != leads.examples().size() || ids.contains(null)) {
      throw new IllegalStateException("not every row became a lead");
    }
    return ids;
  }

  /** Somebody must be told from others; all else has no field that would say the same. */
  private static ImportTarget target(String column) {
    return switch (column) {
      case NUMBER -> ImportTarget.of(LeadField.EXTERNAL_ID);
      case NAME -> ImportTarget.of(LeadField.FAMILY_NAME);
      default -> ImportTarget.custom(column).orElseThrow();
    };
  }

  private static Map<String, LeadId> byNumber(Workspace workspace) {
    List<Map.Entry<String, LeadId>> found = new ArrayList<>();
    workspace
        .leadQueries()
        .export(
            ListQuery.all(workspace.leadQueries().fields()),
            lead ->
                found.add(Map.entry(String.valueOf(lead.get(LeadField.EXTERNAL_ID)), lead.id())))
        .orElseThrow();
    return found.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** In the order of the file, which is that of time. */
  private static void close(
      Workspace workspace, ScoringData leads, List<LeadId> ids, IntPredicate which) {
    List<Example> rows = leads.examples().rows();
    IntStream.range(0, ids.size())
        .filter(which)
        .forEach(i -> {
          if (rows.get(i).won()) {
            workspace.leads().qualify(ids.get(i)).orElseThrow();
          } else {
            workspace.leads().disqualify(ids.get(i), LeadStatus.Reason.NO_NEED, null).orElseThrow();
          }
        });
  }

  private static ScoringModel trained(Crm crm, Workspace workspace, Collection<String> leftOut) {
    ScoringModels models = workspace.scoringModels();
    Set<String> custom = Set.of(NUMBER, NAME);
    models
        .train(
            new Wish(
                1,
                leftOut.stream()
                    .filter(column -> !custom.contains(column))
                    .map(column -> ImportTarget.CUSTOM + column)
                    .toList(),
                List.of()))
        .orElseThrow();
    crm.runDue();
    return models.list().orElseThrow().getFirst();
  }
}
