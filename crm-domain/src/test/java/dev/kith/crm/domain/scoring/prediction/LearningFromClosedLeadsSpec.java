package dev.kith.crm.domain.scoring.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.measure.Drift;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LearningFromClosedLeadsSpec {

  private static final TrainingSettings USUAL = TrainingSettings.usual();
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  @Nested
  class A_prediction {

    @Test
    void is_the_bias_and_the_contributions_added_up() {
      for (Method method : List.of(Method.LOGISTIC, Method.ADDITIVE, Method.BLEND)) {
        Seeded.cases(
            3,
            random -> {
              Examples examples = Worlds.of(random, 600).examples();
              PredictiveModel model = Training.on(examples, USUAL.by(method)).model();
              assertThat(model.method()).isEqualTo(method);
              Predictor predictor = model.over(examples.columns());
              for (int i = 0; i < 200; i++) {
                List<String> values = anything(random);
                Prediction prediction = predictor.explain(values, NOW);
                double sum =
                    prediction.contributions().stream().mapToDouble(Contribution::logOdds).sum();
                assertThat(prediction.bias() + sum).isCloseTo(prediction.logOdds(), within(1e-9));
                assertThat(prediction.probability())
                    .isCloseTo(predictor.probability(values, NOW), within(1e-12))
                    .isStrictlyBetween(0.0, 1.0);
              }
            });
      }
    }

    @Test
    void is_never_surer_than_1_to_9999_and_still_adds_up() {
      List<Example> rows = new ArrayList<>();
      for (int i = 0; i < 4000; i++) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < 12; column++) {
          values.add(i % 2 == 0 ? "yes" : i % 50 == 1 ? "yes" : "no");
        }
        rows.add(new Example(values, i % 2 == 0, NOW.plusSeconds(i)));
      }
      List<String> columns = IntStream.range(0, 12).mapToObj(i -> "c" + i).toList();
      Trained trained = Training.on(new Examples(columns, rows), USUAL.trusting(columns));
      Predictor predictor = trained.model().over(columns);

      for (String value : List.of("yes", "no", "")) {
        Prediction prediction = predictor.explain(Collections.nCopies(12, value), NOW);
        assertThat(prediction.probability()).isBetween(0.0001 - 1e-12, 0.9999 + 1e-12);
        assertThat(
                prediction.bias()
                    + prediction.contributions().stream().mapToDouble(Contribution::logOdds).sum())
            .isCloseTo(prediction.logOdds(), within(1e-9));
      }
    }

    @Test
    void names_first_what_speaks_most_for_or_against() {
      Examples examples = Worlds.of(Seeded.of(4), 3000).examples();
      Prediction prediction =
          Training.on(examples, USUAL)
              .model()
              .over(examples.columns())
              .explain(List.of("advert", "90", "6", "no", "a"), NOW);

      Contribution first = prediction.contributions().getFirst();
      assertThat(first.columns()).containsExactly("source");
      assertThat(first.values()).containsExactly("advert");
      assertThat(first.logOdds()).isNegative();
      assertThat(prediction.contributions())
          .isSortedAccordingTo(
              (a, b) -> Double.compare(Math.abs(b.logOdds()), Math.abs(a.logOdds())));
    }

    @Test
    void of_a_value_never_seen_before_is_that_of_rare_ones() {
      Examples examples = Worlds.of(Seeded.of(5), 1000).examples();
      Predictor predictor = Training.on(examples, USUAL).model().over(examples.columns());
      assertThat(predictor.probability(List.of("billboard", "no number", "1e999", "?", "x"), NOW))
          .isStrictlyBetween(0.05, 0.95);
    }

    @Test
    void takes_a_column_that_is_not_there_for_blank_and_passes_over_others() {
      Examples examples = Worlds.of(Seeded.of(6), 1000).examples();
      PredictiveModel model = Training.on(examples, USUAL).model();
      assertThat(
              model
                  .over(List.of("unheard of", "visits", "source"))
                  .probability(List.of("x", "3", "web"), NOW))
          .isEqualTo(model.over(Worlds.COLUMNS).probability(List.of("web", "", "3", "", ""), NOW));
    }

    private List<String> anything(Seeded random) {
      return List.of(
          random.oneOf("web", "fair", "referral", "advert", "", "other"),
          random.oneOf("", "-1e300", "12", "40", "99.5", "1e300", "none"),
          random.oneOf("", "0", "5", "11", "1000000"),
          random.oneOf("yes", "no", "", "maybe"),
          random.oneOf("a", "f", "", "z"));
    }
  }

  @Nested
  class The_same_examples {

    @Test
    void make_the_same_model() {
      Examples examples = Worlds.of(Seeded.of(7), 800).examples();
      assertThat(Training.on(examples, USUAL.withSeed(3)))
          .isEqualTo(Training.on(examples, USUAL.withSeed(3)));
    }

    @Test
    void make_the_same_model_in_any_order_of_rows_and_columns() {
      Seeded random = Seeded.of(8);
      Examples examples = Worlds.of(random, 800).examples();
      Examples shuffled =
          new Examples(examples.columns(), random.shuffled(examples.rows()))
              .only(random.shuffled(examples.columns()));
      assertThat(Training.on(shuffled, USUAL)).isEqualTo(Training.on(examples, USUAL));
    }
  }

  @Nested
  class A_world_whose_odds_are_known {

    private final Worlds.World known = Worlds.of(Seeded.of(11), 6000);
    private final Worlds.World later = Worlds.of(Seeded.of(12), 6000);
    private final boolean[] outcomes = outcomes(later.examples());
    private final Quality best = Quality.of(later.truth(), outcomes);

    @Test
    void is_predicted_nearly_as_well_as_by_who_knows_the_odds() {
      Trained trained = Training.on(known.examples(), USUAL);
      Quality quality = Trial.quality(trained.model(), later.examples());

      assertThat(quality.auc()).isGreaterThan(best.auc() - 0.01);
      assertThat(quality.logLoss()).isLessThan(best.logLoss() + 0.01);
      assertThat(quality.calibrationError()).isLessThan(0.03);
    }

    @Test
    void is_predicted_better_by_bends_and_pairs_than_by_straight_lines() {
      Quality straight =
          Trial.quality(
              Training.on(known.examples(), USUAL.by(Method.LOGISTIC)).model(), later.examples());
      PredictiveModel bent = Training.on(known.examples(), USUAL.by(Method.ADDITIVE)).model();

      assertThat(Trial.quality(bent, later.examples()).logLoss())
          .isLessThan(straight.logLoss() - 0.01);
      assertThat(bent.effects())
          .filteredOn(Effect.Pair.class::isInstance)
          .extracting(e -> columns(bent, (Effect.Pair) e))
          .contains(Set.of("source", "partner"));
    }

    @Test
    void gives_its_weights_away() {
      Predictor predictor = Training.on(known.examples(), USUAL).model().over(Worlds.COLUMNS);
      double referral = own(predictor, "source", "referral", "70", "6", "no", "a");
      double advert = own(predictor, "source", "advert", "70", "6", "no", "a");
      double peak = own(predictor, "employees", "web", "40", "6", "no", "a");
      double edge = own(predictor, "employees", "web", "95", "6", "no", "a");
      double many = own(predictor, "visits", "web", "70", "11", "no", "a");
      double few = own(predictor, "visits", "web", "70", "0", "no", "a");

      // A third of a unit for what shrinks, for what a pair takes over, and for chance.
      assertThat(peak - edge).isCloseTo(1.5, within(0.35));
      assertThat(many - few).isCloseTo(1.65, within(0.35));
      assertThat(referral - advert).isBetween(2.2, 3.6);
    }

    private double own(Predictor predictor, String column, String... values) {
      return predictor.explain(List.of(values), NOW).contributions().stream()
          .filter(c -> c.columns().equals(List.of(column)))
          .mapToDouble(Contribution::logOdds)
          .sum();
    }

    private Set<String> columns(PredictiveModel model, Effect.Pair pair) {
      return Set.of(model.columns().get(pair.first()), model.columns().get(pair.second()));
    }
  }

  @Nested
  class Columns_that_tell_nothing {

    /** Nats by which records may be predicted worse than by the base rate, at the very worst. */
    private static final double AT_WORST = 0.1;

    /** And on the average of such worlds. */
    private static final double ON_AVERAGE = 0.01;

    @Test
    void are_not_read_for_more_than_the_base_rate() {
      List<Double> excesses = new ArrayList<>();
      Seeded.cases(
          16,
          random -> {
            int size = random.oneOf(100, 400, 1500);
            Examples noise = Worlds.noise(random, size, 10, random.oneOf(10, 30, 50));
            PredictiveModel model = Training.on(noise, USUAL).model();
            Examples later = Worlds.noise(random, 2000, 10, 30);
            Predictor predictor = model.over(later.columns());
            double base = LogOdds.of(model.baseRate().mean());
            double excess =
                later.rows().stream()
                    .mapToDouble(row -> {
                      double logOdds = LogOdds.of(predictor.probability(row.values(), NOW));
                      double truth = LogOdds.probability(base);
                      return truth * (LogOdds.loss(logOdds, true) - LogOdds.loss(base, true))
                          + (1 - truth)
                              * (LogOdds.loss(logOdds, false) - LogOdds.loss(base, false));
                    })
                    .average()
                    .orElseThrow();
            assertThat(excess).as("of %s examples", size).isLessThan(AT_WORST);
            excesses.add(excess);
          });
      assertThat(excesses.stream().mapToDouble(e -> e).average().orElseThrow())
          .isLessThan(ON_AVERAGE);
    }

    @Test
    void of_ten_thousand_different_words_do_no_harm() {
      Seeded random = Seeded.of(20);
      Worlds.World world = Worlds.of(random, 4000);
      Worlds.World later = Worlds.of(random, 4000);
      double alone = logLoss(world.examples(), later.examples());
      double with = logLoss(withWord(random, world.examples()), withWord(random, later.examples()));
      assertThat(with).isLessThan(alone + 0.005);
    }

    private Examples withWord(Seeded random, Examples examples) {
      List<String> columns = new ArrayList<>(examples.columns());
      columns.add("town");
      List<Example> rows = new ArrayList<>();
      for (Example row : examples.rows()) {
        List<String> values = new ArrayList<>(row.values());
        int town = random.nextInt(10_000);
        values.add("town " + (random.percent(60) ? town % 100 : town));
        rows.add(new Example(values, row.won(), row.at()));
      }
      return new Examples(columns, rows);
    }

    private double logLoss(Examples examples, Examples later) {
      return Trial.quality(Training.on(examples, USUAL).model(), later).logLoss();
    }
  }

  @Nested
  class Too_little_to_learn_from {

    @Test
    void without_any_closed_lead_is_answered_with_even_odds_and_a_wide_interval() {
      PredictiveModel model = Training.on(new Examples(Worlds.COLUMNS, List.of()), USUAL).model();

      assertThat(model.method()).isEqualTo(Method.BASE_RATE);
      Prediction prediction =
          model.over(Worlds.COLUMNS).explain(List.of("web", "1", "2", "yes", "a"), NOW);
      assertThat(prediction).isEqualTo(new Prediction(0.5, 0, List.of()));
      assertThat(model.baseRate().interval().low()).isLessThan(0.01);
      assertThat(model.baseRate().interval().high()).isGreaterThan(0.99);
    }

    @Test
    void with_one_outcome_only_is_answered_with_the_base_rate() {
      Examples won = Worlds.of(Seeded.of(30), 400).examples().where(Example::won);
      Trained trained = Training.on(won, USUAL);

      assertThat(trained.model().method()).isEqualTo(Method.BASE_RATE);
      assertThat(trained.attempts()).isEmpty();
      double probability =
          trained.model().over(won.columns()).probability(won.rows().get(0).values(), NOW);
      assertThat(probability).isCloseTo((won.size() + 0.5) / (won.size() + 1), within(1e-12));
    }

    @Test
    void with_fewer_than_ten_won_is_answered_with_the_base_rate() {
      Examples examples = Worlds.of(Seeded.of(32), 400).examples();
      List<Example> won = examples.rows().stream().filter(Example::won).limit(9).toList();
      List<Example> rows =
          Stream.concat(won.stream(), examples.rows().stream().filter(row -> !row.won())).toList();
      assertThat(Training.on(new Examples(Worlds.COLUMNS, rows), USUAL).model().method())
          .isEqualTo(Method.BASE_RATE);
    }

    @Test
    void without_any_column_that_tells_is_answered_with_the_base_rate() {
      List<Example> rows = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        rows.add(new Example(List.of("same", "", "n/a"), i % 4 == 0, NOW.plusSeconds(i)));
      }
      Examples examples = new Examples(List.of("constant", "empty", "blank"), rows);
      PredictiveModel model = Training.on(examples, USUAL).model();

      assertThat(model.inputs()).isEmpty();
      assertThat(model.over(examples.columns()).probability(List.of("x", "y", "z"), NOW))
          .isCloseTo(50.5 / 201, within(1e-12));
    }

    @Test
    void is_what_everything_missing_everywhere_is_as_well() {
      Examples examples = Worlds.of(Seeded.of(31), 300).examples();
      List<Example> blanks =
          examples.rows().stream()
              .map(row -> new Example(Collections.nCopies(5, ""), row.won(), row.at()))
              .toList();
      assertThat(Training.on(new Examples(Worlds.COLUMNS, blanks), USUAL).model().method())
          .isEqualTo(Method.BASE_RATE);
    }
  }

  @Nested
  class A_trial {

    private final Examples examples = Worlds.of(Seeded.of(40), 2000).examples();

    @Test
    void learns_from_the_older_and_is_measured_on_the_newest_fifth() {
      Trial trial = Trial.of(examples, USUAL);

      assertThat(trial.newest().rows()).hasSize(400);
      assertThat(trial.newest().rows())
          .containsExactlyInAnyOrderElementsOf(examples.rows().subList(1600, 2000));
      assertThat(trial.trained())
          .isEqualTo(
              Training.on(
                  new Examples(examples.columns(), examples.rows().subList(0, 1600)), USUAL));
      assertThat(trial.quality()).isEqualTo(Trial.quality(trial.trained().model(), trial.newest()));
    }

    @Test
    void beats_a_model_only_by_a_lower_log_loss_on_the_same_examples() {
      Trial trial = Trial.of(examples, USUAL);
      PredictiveModel plain =
          PredictiveModel.ofBaseRate(trial.trained().model().baseRate(), USUAL.blanks());

      assertThat(trial.isBetterThan(plain)).isTrue();
      assertThat(trial.isBetterThan(trial.trained().model())).isFalse();
    }

    @Test
    void of_no_examples_beats_nothing() {
      Trial trial = Trial.of(new Examples(Worlds.COLUMNS, List.of()), USUAL);
      assertThat(trial.isBetterThan(trial.trained().model())).isFalse();
      assertThat(trial.quality().size()).isZero();
    }
  }

  @Nested
  class Later_records {

    private final Trained trained = Training.on(Worlds.of(Seeded.of(50), 3000).examples(), USUAL);

    @Test
    void show_no_drift_where_nothing_has_moved() {
      DriftReport report = DriftReport.of(trained, Worlds.of(Seeded.of(51), 1000).examples());
      assertThat(report.worst()).isEqualTo(Drift.Extent.NONE);
      assertThat(report.inputs()).extracting(i -> i.column()).containsAll(Worlds.COLUMNS);
    }

    @Test
    void show_drift_in_the_column_that_has_moved() {
      Examples later =
          Worlds.of(Seeded.of(51), 3000)
              .examples()
              .where(row -> !row.values().get(0).equals("web"));
      DriftReport report = DriftReport.of(trained, later);
      assertThat(report.inputs())
          .filteredOn(i -> i.drift().extent() == Drift.Extent.MUCH)
          .extracting(i -> i.column())
          .containsExactly("source");
      assertThat(report.inputs().getFirst().column()).isEqualTo("source");
      assertThat(report.worst()).isEqualTo(Drift.Extent.MUCH);
    }

    @Test
    void show_that_fewer_are_won_than_were() {
      Examples later = fewerWon(Worlds.of(Seeded.of(52), 3000).examples(), 5);
      DriftReport report = DriftReport.of(trained, later);
      assertThat(report.ofBaseRate()).isEqualTo(Drift.Extent.SOME);
      assertThat(report.shift()).isBetween(-0.5, -0.25);
      assertThat(DriftReport.of(trained, fewerWon(later, 2)).ofBaseRate())
          .isEqualTo(Drift.Extent.MUCH);
    }

    @Test
    void too_few_to_tell_show_no_drift_of_the_base_rate() {
      Examples some = Worlds.of(Seeded.of(53), 12).examples().where(row -> !row.won());
      assertThat(DriftReport.of(trained, some).shift()).isLessThan(-1);
      assertThat(
              DriftReport.of(trained, new Examples(some.columns(), some.rows().subList(0, 2)))
                  .ofBaseRate())
          .isEqualTo(Drift.Extent.NONE);
    }

    /** Every so manieth won lead was lost after all. */
    private Examples fewerWon(Examples examples, int nth) {
      List<Example> rows = new ArrayList<>();
      int won = 0;
      for (Example row : examples.rows()) {
        won += row.won() ? 1 : 0;
        rows.add(new Example(row.values(), row.won() && won % nth != 0, row.at()));
      }
      return new Examples(examples.columns(), rows);
    }
  }

  private static boolean[] outcomes(Examples examples) {
    boolean[] outcomes = new boolean[examples.size()];
    Arrays.fill(outcomes, false);
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = examples.rows().get(i).won();
    }
    return outcomes;
  }
}
