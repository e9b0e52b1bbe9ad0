package dev.kith.crm.domain.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.scoring.model.Lessons.Rival;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Models;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfAModelSpec {

  private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");

  private final ScoringModel first = Models.aModel(1, 0.6);

  @Nested
  class A_draft {

    @Test
    void becomes_active_where_nothing_is() {
      Change<ScoringModel> change = first.activate(null, NOW).orElseThrow();
      assertThat(change.next().isActive()).isTrue();
      assertThat(change.next().predicts()).isTrue();
      assertThat(change.next().before()).isEmpty();
      assertThat(change.events())
          .containsExactly(new ScoringModelEvent.Activated(first.id(), 1, null));
    }

    @Test
    void can_predict_in_the_shadow_first() {
      ScoringModel shadow = first.shadow(NOW).orElseThrow().next();
      assertThat(shadow.isActive()).isFalse();
      assertThat(shadow.predicts()).isTrue();
      assertThat(shadow.shadow(NOW)).isEqualTo(Outcome.done(Change.none(shadow)));
      assertThat(shadow.activate(null, NOW).orElseThrow().next().isActive()).isTrue();
    }

    @Test
    void takes_the_place_of_the_active_one_if_it_was_better_on_the_newest_examples() {
      ScoringModel active = active(first);
      ScoringModel better = Models.aModel(2, 0.5, new Rival(first.id(), 0.51));
      assertThat(better.activate(active, NOW).orElseThrow().next().before()).contains(first.id());
    }

    @Test
    void is_refused_if_it_was_no_better() {
      ScoringModel active = active(first);
      ScoringModel equal = Models.aModel(2, 0.5, new Rival(first.id(), 0.5));
      assertThat(equal.activate(active, NOW))
          .isEqualTo(Outcome.refused(new ScoringModelRefusal.NotBetter(2, 0.5, 1, 0.5)));
    }

    @Test
    void is_refused_if_it_was_never_held_against_the_active_one() {
      ScoringModel other = Models.aModel(2, 0.1, new Rival(Models.aModel(9).id(), 0.5));
      assertThat(other.activate(active(first), NOW))
          .isEqualTo(Outcome.refused(new ScoringModelRefusal.NotCompared(2, 1)));
    }
  }

  @Nested
  class An_active_model {

    @Test
    void comes_back_when_the_one_that_took_its_place_is_given_up() {
      ScoringModel next = Models.aModel(2, 0.5, new Rival(first.id(), 0.51));
      ScoringModel retired = active(first).retire(NOW).orElseThrow().next();
      ScoringModel back = retired.comeBack(next, NOW).orElseThrow().next();
      assertThat(back.isActive()).isTrue();
      assertThat(back.before()).isEmpty();
    }

    @Test
    void remembers_whose_place_it_took_while_it_is_retired() {
      ScoringModel second =
          Models.aModel(2, 0.5, new Rival(first.id(), 0.51))
              .activate(active(first), NOW)
              .orElseThrow()
              .next();
      ScoringModel retired = second.retire(NOW).orElseThrow().next();
      assertThat(retired.comeBack(first, NOW).orElseThrow().next().before()).contains(first.id());
    }
  }

  @Nested
  class A_retired_model {

    @Test
    void stays_retired_if_it_never_was_active() {
      ScoringModel retired = first.retire(NOW).orElseThrow().next();
      InvalidTransition refusal =
          new InvalidTransition("scoring model", "RETIRED", "ACTIVE", List.of());
      assertThat(retired.comeBack(first, NOW)).isEqualTo(Outcome.refused(refusal));
      assertThat(retired.activate(null, NOW)).isEqualTo(Outcome.refused(refusal));
      assertThat(retired.retire(NOW)).isEqualTo(Outcome.done(Change.none(retired)));
    }
  }

  @Nested
  class Drift_of_the_world {

    @Test
    void is_told_once_when_it_gets_worse_and_not_when_it_gets_better() {
      Change<ScoringModel> some = first.drifted(Extent.SOME, NOW);
      assertThat(some.events())
          .containsExactly(new ScoringModelEvent.Drifted(first.id(), 1, Extent.SOME));
      assertThat(some.next().drifted(Extent.SOME, NOW).events()).isEmpty();
      Change<ScoringModel> none = some.next().drifted(Extent.NONE, NOW);
      assertThat(none.events()).isEmpty();
      assertThat(none.next().drift()).isEqualTo(Extent.NONE);
    }
  }

  private static ScoringModel active(ScoringModel model) {
    return model.activate(null, NOW).orElseThrow().next();
  }
}
