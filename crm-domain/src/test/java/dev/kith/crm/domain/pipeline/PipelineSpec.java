package dev.kith.crm.domain.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Opportunities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PipelineSpec {

  private static final Instant NOW = Opportunities.CREATED.plus(Duration.ofHours(3));
  private static final Stage OPEN = Stage.open("open", "Open", 20);
  private static final Stage WON = Stage.won("won", "Won");
  private static final Stage LOST = Stage.lost("lost", "Lost");

  private final Pipeline usual = Opportunities.aPipeline();

  @Nested
  class The_stages_of_a_pipeline {

    @Test
    void are_at_least_one_that_is_open_one_for_what_is_won_and_one_for_what_is_lost() {
      assertThat(problems(List.of(OPEN, WON, LOST))).isEmpty();
      assertThat(problems(List.of(OPEN, WON)))
          .containsExactly("/stages out-of-range", "/stages type-missing");
      assertThat(problems(List.of(WON, LOST, Stage.lost("no", "No"))))
          .containsExactly("/stages type-missing");
    }

    @Test
    void have_keys_and_names_of_their_own() {
      assertThat(
              problems(
                  List.of(OPEN, Stage.open("open", " oPEN ", 30), WON, Stage.lost("Lost!", ""))))
          .containsExactly(
              "/stages/1/key not-unique",
              "/stages/1/name not-unique",
              "/stages/3/key key-syntax",
              "/stages/3/name required");
    }

    @Test
    void are_won_with_certainty_once_they_are_won_and_with_none_once_they_are_lost() {
      Stage strict = new Stage("a", "A", StageType.OPEN, 10, null, Set.of(), Set.of(), null, true);
      assertThat(
              new PipelineTerms("x", List.of(strict, Stage.won("w", "W"), Stage.lost("l", "L")))
                  .read())
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "stages/0/wipHard", "limit-missing", "Say how many are too many."))));
      assertThat(Stage.open("a", "A", 1).limitedStrictlyTo(2).isFull(2)).isTrue();
      assertThat(Stage.open("a", "A", 1).limitedStrictlyTo(2).isFull(1)).isFalse();
      assertThat(Stage.open("a", "A", 1).limitedTo(2).isFull(3)).isFalse();
      Stage half = new Stage("won", "Won", StageType.WON, 99, 5, Set.of(), Set.of(), null);
      assertThat(problems(List.of(OPEN, half, LOST)))
          .containsExactly("/stages/1/probability out-of-range", "/stages/1/rotDays open-only");
      assertThat(problems(List.of(Stage.open("open", "Open", 101), WON, LOST)))
          .containsExactly("/stages/0/probability out-of-range");
    }

    @Test
    void are_followed_by_others_that_there_are() {
      assertThat(
              problems(List.of(OPEN.followedBy("open", "nowhere"), WON.followedBy("open"), LOST)))
          .containsExactlyInAnyOrder(
              "/stages/0/allowedNext unknown-stage",
              "/stages/0/allowedNext unknown-stage",
              "/stages/1/allowedNext open-only");
      Pipeline narrow = Opportunities.pipeline(List.of(OPEN.followedBy("won"), WON, LOST));
      assertThat(narrow.nextOf(narrow.stages().getFirst())).containsExactly(WON);
      assertThat(usual.nextOf(usual.first(StageType.OPEN))).hasSize(5);
    }

    @Test
    void rot_after_the_days_that_they_say() {
      Stage rotting = OPEN.rottingAfter(14);
      Instant since = Instant.parse("2026-11-02T10:00:00Z");
      assertThat(rotting.isRotten(since, since.plus(Duration.ofDays(14)).minusMillis(1))).isFalse();
      assertThat(rotting.isRotten(since, since.plus(Duration.ofDays(14)))).isTrue();
      assertThat(OPEN.isRotten(since, NOW.plus(Duration.ofDays(1_000)))).isFalse();
    }
  }

  @Nested
  class Merging_a_stage {

    @Test
    void puts_another_of_its_type_in_its_place() {
      List<Stage> stages = new ArrayList<>(usual.stages());
      stages.set(0, stages.getFirst().followedBy("proposal", "negotiation"));
      Pipeline before = Opportunities.pipeline(stages);

      Change<Pipeline> merged = before.merge("proposal", "negotiation", NOW).orElseThrow();

      assertThat(merged.events())
          .containsExactly(new PipelineEvent.StageMerged(before.id(), "proposal", "negotiation"));
      assertThat(merged.next().stages())
          .extracting(Stage::key)
          .containsExactly("prospecting", "qualification", "negotiation", "won", "lost");
      assertThat(merged.next().stages().getFirst().allowedNext()).containsExactly("negotiation");
    }

    @Test
    void is_refused_into_one_that_means_something_else_or_is_not_there() {
      assertThat(pointers(usual.merge("proposal", "won", NOW))).containsExactly("/into other-type");
      assertThat(pointers(usual.merge("proposal", "x", NOW)))
          .containsExactly("/into unknown-stage");
      assertThat(pointers(usual.merge("x", "won", NOW))).containsExactly("/stage unknown-stage");
      assertThat(pointers(usual.merge("won", "won", NOW))).containsExactly("/into unknown-stage");
    }

    @Test
    void leaves_a_stage_of_each_type() {
      Pipeline small = Opportunities.pipeline(List.of(OPEN, Stage.open("b", "B", 1), WON, LOST));
      assertThat(small.merge("b", "open", NOW)).isInstanceOf(Outcome.Done.class);
    }
  }

  @Nested
  class Changing_a_pipeline {

    @Test
    void to_what_it_is_already_changes_nothing() {
      assertThat(usual.change(usual.terms(), NOW)).isEqualTo(Outcome.done(Change.none(usual)));
    }

    @Test
    void tells_what_its_stages_are() {
      assertThat(usual.facts())
          .containsEntry(
              "stage 3",
              "Proposal (proposal), OPEN, 50 %, rots after 14 days, requires amount closeDate");
      assertThat(usual.delete(NOW).next().stages()).isEmpty();
    }
  }

  private static List<String> problems(List<Stage> stages) {
    return pointers(new PipelineTerms("Sales", stages).read());
  }

  private static List<String> pointers(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(PipelineSpec::told).toList()
        : List.of();
  }

  private static String told(Violation violation) {
    return violation.pointer() + " " + violation.code();
  }
}
