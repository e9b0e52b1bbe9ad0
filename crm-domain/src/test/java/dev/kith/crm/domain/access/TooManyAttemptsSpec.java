package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TooManyAttemptsSpec {

  @Test
  void say_how_long_to_wait_in_words_that_fit_the_number() {
    assertThat(List.of(told(1), told(2), told(900)))
        .containsExactly(
            "Too many failed attempts; try again in 1 second.",
            "Too many failed attempts; try again in 2 seconds.",
            "Too many failed attempts; try again in 900 seconds.");
  }

  private static String told(long seconds) {
    return new AccessRefusal.TooManyAttempts(seconds).detail();
  }
}
