package dev.kith.crm.domain.scoring.prediction.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.domain.scoring.prediction.measure.Quality.CalibrationBin;
import dev.kith.crm.domain.scoring.prediction.measure.Quality.Decile;
import dev.kith.crm.domain.testkit.Seeded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MeasuringPredictionsSpec {

  @Nested
  class The_area_under_the_curve {

    @Test
    void is_1_for_the_right_order_and_0_for_the_wrong_one() {
      assertThat(auc(new double[] {0.1, 0.2, 0.3, 0.4}, false, false, true, true)).isEqualTo(1);
      assertThat(auc(new double[] {0.4, 0.3, 0.2, 0.1}, false, false, true, true)).isEqualTo(0);
    }

    @Test
    void counts_ties_half() {
      assertThat(auc(new double[] {0.5, 0.5, 0.5, 0.5}, false, true, false, true)).isEqualTo(0.5);
      assertThat(auc(new double[] {0.2, 0.5, 0.5, 0.9}, false, true, false, true)).isEqualTo(0.875);
    }

    @Test
    void is_one_half_where_all_ended_alike() {
      assertThat(Quality.of(new double[] {0.1, 0.9}, new boolean[] {true, true}).auc())
          .isEqualTo(0.5);
    }

    @Test
    void is_the_share_of_pairs_in_the_right_order() {
      Seeded.cases(
          50,
          random -> {
            int size = random.between(2, 60);
            double[] scores = new double[size];
            boolean[] won = new boolean[size];
            for (int i = 0; i < size; i++) {
              scores[i] = random.nextInt(10) / 10.0;
              won[i] = i == 0 || (i > 1 && random.nextBoolean());
            }
            assertThat(RocCurve.of(scores, won).area())
                .isCloseTo(byPairs(scores, won), within(1e-12));
          });
    }

    @Test
    void holds_within_its_margin_in_nineteen_of_twenty_cases() {
      Seeded random = Seeded.of(3);
      int within = 0;
      for (int trial = 0; trial < 500; trial++) {
        double[] scores = new double[200];
        boolean[] won = new boolean[200];
        for (int i = 0; i < 200; i++) {
          won[i] = random.percent(30);
          scores[i] = random.nextGaussian() + (won[i] ? 1 : 0);
        }
        RocCurve curve = RocCurve.of(scores, won);
        // Normal curves a unit apart: the area is Φ(1/√2).
        within += Math.abs(curve.area() - 0.760250) <= curve.margin() ? 1 : 0;
      }
      assertThat(within / 500.0).isBetween(0.92, 0.98);
    }

    private double byPairs(double[] scores, boolean[] won) {
      double right = 0;
      double all = 0;
      for (int i = 0; i < won.length; i++) {
        for (int j = 0; j < won.length; j++) {
          if (won[i] && !won[j]) {
            all++;
            right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          }
        }
      }
      return right / all;
    }

    private double auc(double[] scores, boolean... won) {
      return RocCurve.of(scores, won).area();
    }
  }

  @Nested
  class Predictions {

    private final Quality quality =
        Quality.of(
            new double[] {0.05, 0.15, 0.15, 0.62, 0.68, 1},
            new boolean[] {false, false, true, true, true, true});

    @Test
    void lose_by_what_they_gave_to_what_happened() {
      assertThat(quality.logLoss())
          .isCloseTo(
              -(Math.log(0.95)
                      + Math.log(0.85)
                      + Math.log(0.15)
                      + Math.log(0.62)
                      + Math.log(0.68)
                      + Math.log(0.9999))
                  / 6,
              within(1e-12));
      assertThat(quality.brier())
          .isCloseTo(
              (0.05 * 0.05 + 0.15 * 0.15 + 0.85 * 0.85 + 0.38 * 0.38 + 0.32 * 0.32 + 1e-8) / 6,
              within(1e-12));
    }

    @Test
    void are_held_against_what_came_of_them_in_ten_bins() {
      assertThat(quality.calibration())
          .extracting(CalibrationBin::from, CalibrationBin::size, CalibrationBin::share)
          .containsExactly(
              tuple(0.0, 1, 0.0), tuple(0.1, 2, 0.5), tuple(0.6, 2, 1.0), tuple(0.9, 1, 1.0));
      assertThat(quality.calibrationError())
          .isCloseTo((0.05 + 2 * 0.35 + 2 * 0.35 + 0.0001) / 6, within(1e-12));
    }

    @Test
    void lift_by_how_much_oftener_than_all_their_highest_tenth_was_won() {
      assertThat(quality.topLift()).isCloseTo(1.5, within(1e-12));
      assertThat(quality.deciles()).extracting(Decile::size).allMatch(size -> size == 1);
      assertThat(quality.deciles().stream().mapToInt(Decile::won).sum()).isEqualTo(4);
    }

    @Test
    void that_are_not_as_many_as_outcomes_are_refused() {
      assertThatThrownBy(() -> Quality.of(new double[1], new boolean[2]))
          .hasMessage("1 predictions for 2 outcomes");
    }

    @Test
    void of_nothing_have_no_quality_but_do_no_harm() {
      Quality none = Quality.of(new double[0], new boolean[0]);
      assertThat(none.logLoss()).isZero();
      assertThat(none.topLift()).isZero();
      assertThat(none.calibration()).isEmpty();
    }

    @Test
    void that_are_the_truth_have_no_calibration_error_but_for_chance() {
      Seeded random = Seeded.of(9);
      double[] probabilities = new double[50_000];
      boolean[] won = new boolean[50_000];
      for (int i = 0; i < won.length; i++) {
        probabilities[i] = random.nextDouble();
        won[i] = random.nextDouble() < probabilities[i];
      }
      Quality truth = Quality.of(probabilities, won);
      assertThat(truth.calibrationError()).isLessThan(0.01);
      assertThat(truth.auc()).isCloseTo(5.0 / 6, within(0.01));
      assertThat(truth.logLoss()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void have_deciles_that_hold_every_record_once() {
      Seeded.cases(
          30,
          random -> {
            int size = random.between(1, 300);
            double[] probabilities = new double[size];
            boolean[] won = new boolean[size];
            for (int i = 0; i < size; i++) {
              probabilities[i] = random.nextDouble();
              won[i] = random.nextBoolean();
            }
            Quality some = Quality.of(probabilities, won);
            assertThat(some.deciles().stream().mapToInt(Decile::size).sum()).isEqualTo(size);
            assertThat(some.deciles().stream().mapToInt(Decile::won).sum()).isEqualTo(some.won());
            assertThat(some.deciles().getFirst().size()).isEqualTo((size + 9) / 10);
          });
    }
  }

  @Nested
  class Log_odds {

    @Test
    void and_probabilities_are_one_anothers_reverse() {
      for (double p : new double[] {1e-9, 0.01, 0.5, 0.77, 0.9999}) {
        assertThat(LogOdds.probability(LogOdds.of(p))).isCloseTo(p, within(1e-15));
      }
    }

    @Test
    void lose_what_their_probability_does_also_where_it_rounds_to_nothing() {
      assertThat(LogOdds.loss(0.3, true))
          .isCloseTo(-Math.log(LogOdds.probability(0.3)), within(1e-15));
      assertThat(LogOdds.loss(0.3, false))
          .isCloseTo(-Math.log(1 - LogOdds.probability(0.3)), within(1e-15));
      assertThat(LogOdds.loss(-800, true)).isEqualTo(800);
      assertThat(LogOdds.loss(800, true)).isZero();
    }
  }

  @Nested
  class A_drift {

    @Test
    void is_nothing_where_shares_are_the_same() {
      Drift drift = Drift.between(new long[] {100, 200, 700}, new long[] {10, 20, 70});
      assertThat(drift.index()).isLessThan(0.001);
      assertThat(drift.extent()).isEqualTo(Drift.Extent.NONE);
    }

    @Test
    void is_the_sum_over_groups_of_differences_times_logarithms_of_ratios() {
      Drift drift = Drift.between(new long[] {500_000, 500_000}, new long[] {800_000, 200_000});
      assertThat(drift.index()).isCloseTo(0.3 * Math.log(1.6) - 0.3 * Math.log(0.4), within(1e-5));
      assertThat(drift.extent()).isEqualTo(Drift.Extent.MUCH);
    }

    @Test
    void of_few_records_is_not_taken_for_one() {
      Drift drift = Drift.between(new long[] {500, 500}, new long[] {2, 5});
      assertThat(drift.index()).isGreaterThan(0.1);
      assertThat(drift.extent()).isEqualTo(Drift.Extent.NONE);
    }

    @Test
    void comes_about_by_chance_in_one_of_a_thousand_cases() {
      Seeded random = Seeded.of(2);
      int beyond = 0;
      for (int trial = 0; trial < 2000; trial++) {
        long[] then = new long[8];
        long[] now = new long[8];
        for (int i = 0; i < 2000; i++) {
          then[random.nextInt(8)]++;
          now[random.nextInt(8)]++;
        }
        Drift drift = Drift.between(then, now);
        beyond += drift.index() > drift.chance() ? 1 : 0;
      }
      assertThat(beyond).isLessThanOrEqualTo(8);
    }

    @Test
    void without_records_is_none() {
      assertThat(Drift.between(new long[] {1, 2}, new long[] {0, 0})).isEqualTo(new Drift(0, 0));
    }

    @Test
    void needs_the_same_groups_on_both_sides() {
      assertThatThrownBy(() -> Drift.between(new long[1], new long[2]))
          .hasMessage("1 groups against 2");
    }
  }
}
