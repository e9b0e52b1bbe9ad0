package dev.kith.crm.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifecycleSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Set<String> FIELDS = Set.of("industry", "owner");
  private static final Stage NEW = new Stage("NEW", "New", 1, StageCategory.PRE_SALE);
  private static final Stage WON = new Stage("WON", "Won", 2, StageCategory.ACTIVE);

  @Nested
  class The_usual_lifecycle {

    private final LifecycleTerms terms = Lifecycle.USUAL.terms();

    @Test
    void is_sound_and_nothing_in_it_is_out_of_reach() {
      assertThat(terms.sound(FIELDS)).isEqualTo(Outcome.done(terms));
      assertThat(terms.warnings()).isEmpty();
    }

    @Test
    void begins_with_a_prospect() {
      assertThat(terms.first().key()).isEqualTo("PROSPECT");
    }

    @Test
    void says_which_ways_lead_on_in_the_order_of_the_stages() {
      assertThat(terms.from("ENGAGED").stream().map(StageTransition::to))
          .containsExactly("TARGET", "CUSTOMER", "DISQUALIFIED");
    }

    @Test
    void asks_for_a_reason_on_every_way_to_a_bad_end() {
      assertThat(terms.transitions())
          .filteredOn(t -> terms.find(t.to()).orElseThrow().category() == StageCategory.ENDED)
          .allMatch(StageTransition::requiresReason);
    }
  }

  @Nested
  class A_draft {

    @Test
    void is_told_all_of_its_problems_at_once() {
      LifecycleTerms draft =
          new LifecycleTerms(
              List.of(
                  NEW,
                  new Stage("NEW", " new ", 1, StageCategory.ACTIVE),
                  new Stage("won", "", -1, StageCategory.ACTIVE)),
              List.of(
                  StageTransition.free("NEW", "GONE"),
                  StageTransition.free("NEW", "NEW"),
                  StageTransition.free("NEW", "won"),
                  new StageTransition(
                      "NEW", "won", false, List.of("shoeSize"), "x".repeat(2_001), Action.DELETE)));

      assertThat(
              draft.sound(FIELDS) instanceof Outcome.Refused<?>(var refusal)
                  ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code())
                  : null)
          .containsExactly(
              "/stages/1/key twice",
              "/stages/1/name twice",
              "/stages/1/order twice",
              "/stages/2/key key-syntax",
              "/stages/2/name required",
              "/stages/2/order out-of-range",
              "/transitions/0/to unknown-stage",
              "/transitions/1/to same",
              "/transitions/3/to twice",
              "/transitions/3/requiredFields unknown-field",
              "/transitions/3/permission not-a-choice",
              "/transitions/3/guard too-long");
    }

    @Test
    void needs_a_stage() {
      assertThat(new LifecycleTerms(List.of(), List.of()).sound(FIELDS))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void is_trimmed() {
      assertThat(
              new LifecycleTerms(
                      List.of(new Stage("NEW", " New ", 1, StageCategory.PRE_SALE)), List.of())
                  .sound(FIELDS))
          .isEqualTo(Outcome.done(new LifecycleTerms(List.of(NEW), List.of())));
    }

    @Test
    void is_warned_of_stages_that_no_way_leads_to() {
      LifecycleTerms draft =
          new LifecycleTerms(List.of(NEW, WON), List.of(StageTransition.free("WON", "NEW")));

      assertThat(draft.sound(FIELDS)).isEqualTo(Outcome.done(draft));
      assertThat(draft.warnings())
          .containsExactly(
              Violation.at("stages/1", "unreachable", "No way leads from the first stage to Won."));
    }
  }

  @Nested
  class The_time_in_a_stage {

    private static final Instant FRIDAY = Instant.parse("2026-11-06T15:00:00Z");
    private static final BusinessHours NINE_TO_FIVE =
        BusinessHours.workdays(ZoneOffset.UTC, new Shift(LocalTime.of(9, 0), LocalTime.of(17, 0)));

    @Test
    void is_whole_hours_and_ten_years_at_most() {
      for (String wrong : List.of("PT0S", "PT-1H", "PT90M", "PT87601H")) {
        assertThat(problems(new TimeInStage(Duration.parse(wrong), false)))
            .as(wrong)
            .containsExactly("/stages/0/slaInStage out-of-range");
      }
      assertThat(problems(TimeInStage.businessHours(1))).isEmpty();
      assertThat(problems(new TimeInStage(Duration.ofHours(87_600), false))).isEmpty();
    }

    @Test
    void counts_every_hour_or_those_of_business_alone() {
      assertThat(TimeInStage.days(2).upAfter(FRIDAY, NINE_TO_FIVE))
          .contains(Instant.parse("2026-11-08T15:00:00Z"));
      assertThat(TimeInStage.businessHours(4).upAfter(FRIDAY, NINE_TO_FIVE))
          .contains(Instant.parse("2026-11-09T11:00:00Z"));
    }

    @Test
    void is_never_up_where_business_is_never_open() {
      BusinessHours never = BusinessHours.workdays(ZoneOffset.UTC);
      assertThat(TimeInStage.businessHours(1).upAfter(FRIDAY, never)).isEmpty();
    }

    @Test
    void is_told_in_the_words_in_which_it_was_meant() {
      assertThat(TimeInStage.days(1).words()).isEqualTo("1 day");
      assertThat(new TimeInStage(Duration.ofHours(36), false).words()).isEqualTo("36 hours");
      assertThat(TimeInStage.businessHours(48).words()).isEqualTo("48 business hours");
    }

    private static List<String> problems(TimeInStage time) {
      return new LifecycleTerms(List.of(NEW.within(time)), List.of()).sound(FIELDS)
              instanceof Outcome.Refused<?>(var refusal)
          ? refusal.violations().stream().map(v -> v.pointer() + " " + v.code()).toList()
          : List.of();
    }
  }

  @Nested
  class Editing {

    @Test
    void makes_another_version() {
      LifecycleTerms other =
          new LifecycleTerms(List.of(NEW, WON), List.of(StageTransition.free("NEW", "WON")));

      Lifecycle edited = Lifecycle.USUAL.set(other, NOW).next();

      assertThat(edited.revision().version()).isEqualTo(2);
      assertThat(edited.facts())
          .isEqualTo(
              Map.of(
                  "stages",
                  "1 New (NEW, PRE_SALE)\n2 Won (WON, ACTIVE)",
                  "transitions",
                  "NEW → WON, for who may edit"));
    }

    @Test
    void to_the_same_changes_nothing() {
      assertThat(Lifecycle.USUAL.set(Lifecycle.USUAL.terms(), NOW))
          .isEqualTo(Change.none(Lifecycle.USUAL));
    }
  }
}
