package dev.kith.crm.application.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.login.LoginAttempts.Count;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private final Throttle throttle = new Throttle(5);

  @Test
  void the_first_failures_cost_nothing() {
    assertThat(waitAfter(0)).isZero();
    assertThat(waitAfter(4)).isZero();
  }

  @Test
  void each_further_one_doubles_the_wait_up_to_a_quarter_of_an_hour() {
    assertThat(waitAfter(5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(waitAfter(6)).isEqualTo(Duration.ofSeconds(2));
    assertThat(waitAfter(14)).isEqualTo(Duration.ofSeconds(512));
    assertThat(waitAfter(15)).isEqualTo(Duration.ofMinutes(15));
    assertThat(waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void the_wait_runs_from_the_last_attempt() {
    Count count = new Count(7, NOW);

    assertThat(throttle.waitAt(count, NOW.plusSeconds(3))).isEqualTo(Duration.ofSeconds(1));
    assertThat(throttle.waitAt(count, NOW.plusSeconds(4))).isZero();
  }

  @Test
  void failures_are_forgotten_after_an_hour_without_any() {
    Count old = new Count(30, NOW.minus(Throttle.MEMORY));

    assertThat(throttle.waitAt(old, NOW)).isZero();
    assertThat(Throttle.failed(old, NOW)).isEqualTo(new Count(1, NOW));
    assertThat(Throttle.failed(new Count(30, NOW.minusSeconds(1)), NOW))
        .isEqualTo(new Count(31, NOW));
  }

  @Test
  void an_attempt_that_succeeded_was_no_failure() {
    assertThat(Throttle.refunded(new Count(3, NOW))).isEqualTo(new Count(2, NOW));
    assertThat(Throttle.refunded(new Count(0, NOW))).isEqualTo(new Count(0, NOW));
  }

  private Duration waitAfter(int failures) {
    return throttle.waitAt(new Count(failures, NOW), NOW);
  }
}
