package dev.kith.crm.domain.scoring.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.domain.scoring.prediction.BaseRate.Prior;
import dev.kith.crm.domain.testkit.Seeded;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BaseRateSpec {

  @Test
  void without_records_is_one_half_and_may_be_nearly_anything() {
    BaseRate rate = new BaseRate(0, 0, Prior.JEFFREYS);

    assertThat(rate.mean()).isEqualTo(0.5);
    // The quantiles of the arcsine distribution have a closed form.
    assertThat(rate.interval().low())
        .isCloseTo(Math.pow(Math.sin(Math.PI / 2 * 0.025), 2), within(1e-9));
    assertThat(rate.interval().high())
        .isCloseTo(Math.pow(Math.sin(Math.PI / 2 * 0.975), 2), within(1e-9));
  }

  @Test
  void has_intervals_that_are_exact_where_they_have_a_closed_form() {
    BaseRate.Interval interval = new BaseRate(4, 0, new Prior(1, 1)).interval();
    assertThat(interval.low()).isCloseTo(Math.pow(0.025, 0.2), within(1e-9));
    assertThat(interval.high()).isCloseTo(Math.pow(0.975, 0.2), within(1e-9));
  }

  @Test
  void is_the_surer_the_more_records_there_are() {
    double width = 1;
    for (int n = 1; n <= 1_000_000; n *= 10) {
      BaseRate.Interval interval = new BaseRate(3 * n, 7 * n, Prior.JEFFREYS).interval();
      assertThat(interval.low()).isLessThan(0.3);
      assertThat(interval.high()).isGreaterThan(0.3);
      assertThat(interval.high() - interval.low()).isLessThan(width);
      width = interval.high() - interval.low();
    }
    assertThat(width).isCloseTo(2 * 1.96 * Math.sqrt(0.21 / 10_000_000), within(1e-6));
  }

  @Test
  void is_in_its_interval_about_as_often_as_that_says() {
    Seeded random = Seeded.of(1);
    int inside = 0;
    for (int i = 0; i < 2000; i++) {
      double truth = random.nextDouble(0.05, 0.95);
      int won = 0;
      for (int lead = 0; lead < 40; lead++) {
        won += random.nextDouble() < truth ? 1 : 0;
      }
      BaseRate.Interval interval = new BaseRate(won, 40 - won, Prior.JEFFREYS).interval();
      inside += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    assertThat(inside / 2000.0).isBetween(0.93, 0.97);
  }

  @Test
  void needs_a_prior_that_holds_both_outcomes_for_possible() {
    assertThatThrownBy(() -> new Prior(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Prior(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
