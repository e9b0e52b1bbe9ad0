package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.Predictor;
import dev.kith.crm.domain.scoring.prediction.Trained;
import dev.kith.crm.domain.scoring.prediction.Training;
import dev.kith.crm.domain.scoring.prediction.TrainingSettings;
import dev.kith.crm.domain.scoring.prediction.example.BlankWords;
import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well the outcome of leads and of customers is predicted: by five folds, each predicted from
 * the other four, and later leads from earlier ones; and which columns are found to give it away.
 */
final class Scoring implements Part {

  /** In the leads, what a drop-down list shows that nobody has touched. */
  private static final TrainingSettings SETTINGS =
      TrainingSettings.usual().withBlanks(BlankWords.USUAL.and(Set.of("Select")));

  @Override
  public String name() {
    return "scoring";
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    ScoringData leads = ScoringData.strictLeads(data);
    ScoringData telco = ScoringData.telco(data).without("telco", Set.of("customerID"));
    List<Figure> figures = new ArrayList<>();
    figures.addAll(folds(leads, "0.865 / 0.437 / 0.139 / 0.020 / 2.48"));
    figures.addAll(inTime(leads, "0.865 / 0.451 / 0.145 / 0.035 / 2.29"));
    ScoringData fewer = leads.without("leads, no answers", ScoringData.ENQUIRY_ANSWERS);
    figures.addAll(folds(fewer, ""));
    figures.addAll(inTime(fewer, ""));
    figures.addAll(folds(telco, "0.835 / 0.426 / 0.138 / 0.020 / 2.77"));
    ScoringData deals = ScoringData.opportunities(data);
    ScoringData early = deals.without("opportunities", ScoringData.AFTER_THE_DEAL);
    figures.addAll(folds(early, "log loss ≤ 0.658"));
    figures.addAll(inTime(early, "log loss ≤ 0.664"));
    figures.addAll(leaks(ScoringData.leads(data)));
    figures.addAll(leaks(ScoringData.telco(data)));
    figures.addAll(leaks(deals));
    figures.addAll(ScoringSpeed.figures());
    return figures;
  }

  private static List<Figure> folds(ScoringData data, String aim) {
    List<Figure> figures = new ArrayList<>();
    for (Way way : Way.values()) {
      double[] predicted = new double[data.examples().size()];
      for (int fold = 0; fold < 5; fold++) {
        int left = fold;
        predict(data, way, i -> data.folds().get(i) == left, predicted);
      }
      figures.add(
          figure(data.name() + ", folds", way, Quality.of(predicted, data.outcomes()), aim));
    }
    return figures;
  }

  private static List<Figure> inTime(ScoringData data, String aim) {
    int[] later =
        IntStream.range(0, data.examples().size()).filter(i -> !data.older().get(i)).toArray();
    List<Figure> figures = new ArrayList<>();
    for (Way way : Way.values()) {
      double[] predicted = new double[data.examples().size()];
      predict(data, way, i -> !data.older().get(i), predicted);
      double[] some = new double[later.length];
      boolean[] outcomes = new boolean[later.length];
      for (int i = 0; i < later.length; i++) {
        some[i] = predicted[later[i]];
        outcomes[i] = data.examples().rows().get(later[i]).won();
      }
      figures.add(figure(data.name() + ", time", way, Quality.of(some, outcomes), aim));
    }
    return figures;
  }

  private static void predict(ScoringData data, Way way, IntPredicate left, double[] predicted) {
    List<Example> rows = data.examples().rows();
    List<Example> known =
        IntStream.range(0, rows.size()).filter(left.negate()).mapToObj(rows::get).toList();
    ToDoubleFunction<Example> model =
        way.learner.apply(new Examples(data.examples().columns(), known));
    IntStream.range(0, rows.size())
        .filter(left)
        .forEach(i -> predicted[i] = model.applyAsDouble(rows.get(i)));
  }

  private static Figure figure(String data, Way way, Quality quality, String aim) {
    String value =
        String.format(
            Locale.ROOT,
            "%.3f ± %.3f / %.3f / %.3f / %.3f / %.2f",
            quality.auc(),
            quality.aucMargin(),
            quality.logLoss(),
            quality.brier(),
            quality.calibrationError(),
            quality.topLift());
    return new Figure(data, way.title, value, way == Way.PRODUCT ? aim : "");
  }

  private static List<Figure> leaks(ScoringData data) {
    Trained trained = Training.on(data.examples(), SETTINGS.by());
    return trained.findings().stream()
        .map((LeakFinding f) -> new Figure(data.name(), f.text(), f.severity().name(), ""))
        .toList();
  }

  /** How is predicted. */
  private enum Way {
    FREQUENCIES(
        "product of frequencies",
        examples -> {
          FrequencyProduct product = new FrequencyProduct(examples);
          return example -> product.probability(example.values());
        }),
    LOGISTIC("logistic regression", learner(SETTINGS.by(Method.LOGISTIC))),
    ADDITIVE("additive", learner(SETTINGS.by(Method.ADDITIVE))),
    PRODUCT("best by its own judgement", learner(SETTINGS));

    private final String title;
    private final Function<Examples, ToDoubleFunction<Example>> learner;

    Way(String title, Function<Examples, ToDoubleFunction<Example>> learner) {
      this.title = title;
      this.learner = learner;
    }

    private static Function<Examples, ToDoubleFunction<Example>> learner(
        TrainingSettings settings) {
      return examples -> {
        Predictor predictor = Training.on(examples, settings).model().over(examples.columns());
        return example -> predictor.probability(example.values(), example.at());
      };
    }
  }
}
