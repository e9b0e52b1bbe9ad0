package dev.kith.crm.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OutcomeSpec {

  private static final Refusal NO = new NotFound("lead", "7");

  @Nested
  class What_was_done {

    @Test
    void is_carried_on_to_the_next_step() {
      assertThat(Outcome.done(2).map(n -> n + 1)).isEqualTo(Outcome.done(3));
      assertThat(Outcome.done(2).then(n -> Outcome.done("n" + n))).isEqualTo(Outcome.done("n2"));
      assertThat(Outcome.done(2).orElseThrow()).isEqualTo(2);
    }

    @Test
    void counts_whatever_else_there_could_be() {
      assertThat(Outcome.done(2).orElse(3)).isEqualTo(2);
      assertThat(Outcome.done(2).orNull()).isEqualTo(2);
      assertThat(Outcome.done(2).violations()).isEmpty();
      assertThat(Outcome.found(Optional.of(2), () -> NO)).isEqualTo(Outcome.done(2));
    }

    @Test
    void can_still_be_refused_by_the_next_step() {
      assertThat(Outcome.done(2).then(n -> Outcome.<Integer>refused(NO)))
          .isEqualTo(Outcome.refused(NO));
    }
  }

  @Nested
  class What_was_refused {

    @Test
    void stays_refused_and_no_further_step_is_taken() {
      Outcome<Integer> refused = Outcome.refused(NO);
      assertThat(
              refused.map(n -> {
                throw new AssertionError("taken");
              }))
          .isEqualTo(Outcome.refused(NO));
      assertThat(
              refused.then(n -> {
                throw new AssertionError("taken");
              }))
          .isEqualTo(Outcome.refused(NO));
    }

    @Test
    void leaves_its_place_to_something_else_and_tells_its_problems() {
      Violation problem = Violation.at("name", "required", "A name is needed.");
      Outcome<Integer> refused = Outcome.refused(Invalid.of(problem));
      assertThat(refused.orElse(3)).isEqualTo(3);
      assertThat(refused.orNull()).isNull();
      assertThat(refused.violations()).containsExactly(problem);
      assertThat(Outcome.found(Optional.empty(), () -> NO)).isEqualTo(Outcome.refused(NO));
    }

    @Test
    void is_a_bug_where_nothing_can_be_refused() {
      assertThatThrownBy(() -> Outcome.refused(NO).orElseThrow())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("refused: not-found: There is no lead 7 that you can see.");
    }
  }
}
