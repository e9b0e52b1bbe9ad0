package dev.kith.crm.application.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BreakerTest {

  private final SettableClock clock = SettableClock.atStart();
  private final Breaker breaker = new Breaker();

  @Test
  void one_success_forgives_all_failures() {
    fail(4);
    breaker.learn(true, clock.instant());
    fail(4);

    assertThat(breaker.lets(clock.instant())).isTrue();
  }

  @Test
  void after_the_pause_one_question_finds_out_for_all() {
    fail(5);
    assertThat(breaker.lets(clock.advance(Breaker.PAUSE.minusNanos(1_000)))).isFalse();

    clock.advance(Duration.ofNanos(1_000));
    assertThat(breaker.lets(clock.instant())).isTrue();
    assertThat(breaker.lets(clock.instant())).isFalse();

    breaker.learn(true, clock.instant());
    assertThat(breaker.lets(clock.instant())).isTrue();
  }

  @Test
  void a_failed_try_begins_another_pause() {
    fail(5);
    clock.advance(Breaker.PAUSE);
    assertThat(breaker.lets(clock.instant())).isTrue();
    clock.advance(Duration.ofSeconds(1));
    fail(1);

    assertThat(breaker.lets(clock.advance(Breaker.PAUSE.minusNanos(1_000)))).isFalse();
    assertThat(breaker.lets(clock.advance(Duration.ofNanos(1_000)))).isTrue();
  }

  private void fail(int times) {
    IntStream.range(0, times).forEach(i -> breaker.learn(false, clock.instant()));
  }
}
