package dev.kith.crm.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The life of a rule. */
class RuleSpec {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final RuleId ID = new RuleId(new UUID(0, 1));

  private static final RuleContent CONTENT = content("", 0, null, null);
  private final Rule draft = Rule.write(ID, " Greet ", CONTENT, NOW).orElseThrow().next();
  private final Rule active = draft.activate(LATER).orElseThrow().next();

  @Nested
  class A_new_rule {

    @Test
    void is_a_draft_in_its_first_version() {
      assertThat(draft)
          .isEqualTo(
              new Rule(ID, Revision.first(NOW), "Greet", 1, CONTENT, new RuleStatus.Draft(NOW)));
      assertThat(draft.isActive()).isFalse();
    }

    @Test
    void needs_a_name_an_event_and_an_action_and_a_period_that_is_one() {
      RuleContent bad =
          new RuleContent(
              "lead",
              new Trigger.OnEvent(Set.of()),
              "x".repeat(RuleContent.LONGEST_CONDITION + 1),
              List.of(),
              Repeat.ALWAYS,
              RuleContent.HIGHEST_PRIORITY + 1,
              LATER,
              LATER);
      assertThat(problems(Rule.write(ID, " ", bad, NOW)))
          .containsExactly(
              "/name required",
              "/condition too-long",
              "/events required",
              "/then required",
              "/priority out-of-range",
              "/activeUntil not-after-start");
    }

    @Test
    void does_not_do_without_end() {
      RuleStep step = new RuleStep("x", Map.of());
      RuleContent endless =
          new RuleContent(
              "lead",
              CONTENT.when(),
              "",
              Collections.nCopies(RuleContent.MOST_STEPS + 1, step),
              Repeat.ALWAYS,
              0,
              null,
              null);
      assertThat(problems(Rule.write(ID, "Endless", endless, NOW)))
          .containsExactly("/then too-many");
    }
  }

  @Nested
  class Rewriting {

    @Test
    void makes_a_version_where_it_does_something_else_and_keeps_the_status() {
      RuleContent other = content("true", 0, null, null);
      Rule next = active.rewrite("Greet", other, LATER).orElseThrow().next();
      assertThat(next.number()).isEqualTo(2);
      assertThat(next.isActive()).isTrue();
      assertThat(next.revision().version()).isEqualTo(3);
    }

    @Test
    void is_no_version_where_only_the_name_is_another() {
      Rule next = active.rewrite("Hello", CONTENT, LATER).orElseThrow().next();
      assertThat(next.number()).isEqualTo(1);
      assertThat(next.name()).isEqualTo("Hello");
      assertThat(active.rewrite("Greet", CONTENT, LATER))
          .isEqualTo(Outcome.done(Change.none(active)));
    }
  }

  @Nested
  class Its_status {

    @Test
    void goes_from_draft_to_active_to_paused_and_back() {
      assertThat(draft.activate(LATER).orElseThrow().events())
          .containsExactly(new RuleEvent.Activated(ID, 1));
      Change<Rule> paused = active.pause(LATER).orElseThrow();
      assertThat(paused.events()).containsExactly(new RuleEvent.Paused(ID));
      assertThat(paused.next().status()).isEqualTo(new RuleStatus.Paused(LATER));
      assertThat(paused.next().activate(LATER).orElseThrow().next().isActive()).isTrue();
      assertThat(active.activate(LATER)).isEqualTo(Outcome.done(Change.none(active)));
    }

    @Test
    void is_suspended_only_while_it_acts_and_ends_when_somebody_activates_it() {
      Change<Rule> suspended = active.suspend("circle", LATER);
      assertThat(suspended.next().status()).isEqualTo(new RuleStatus.Suspended(LATER, "circle"));
      assertThat(suspended.events()).containsExactly(new RuleEvent.Suspended(ID, "circle"));
      assertThat(draft.suspend("circle", LATER)).isEqualTo(Change.none(draft));
      assertThat(suspended.next().pause(LATER))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition(
                      "rule", "SUSPENDED", "PAUSED", List.of("ACTIVE", "SHADOW"))));
      assertThat(suspended.next().activate(LATER).orElseThrow().next().isActive()).isTrue();
    }

    @Test
    void does_not_matter_once_it_is_deleted() {
      Rule gone = active.delete(LATER).next();
      assertThat(gone.isActive()).isFalse();
      assertThat(gone.delete(LATER)).isEqualTo(Change.none(gone));
    }
  }

  @Nested
  class In_shadow {

    private final Rule watched = draft.shadow(null, LATER).orElseThrow().next();

    @Test
    void it_looks_and_does_not_act_until_somebody_activates_or_pauses_it() {
      assertThat(draft.shadow(null, LATER).orElseThrow().events())
          .containsExactly(new RuleEvent.Shadowed(ID, 1));
      assertThat(watched.status()).isEqualTo(new RuleStatus.Shadow(LATER, null));
      assertThat(watched.isActive()).isFalse();
      assertThat(watched.isLooking()).isTrue();
      assertThat(watched.activate(LATER).orElseThrow().next().isActive()).isTrue();
      assertThat(watched.pause(LATER).orElseThrow().next().isLooking()).isFalse();
      assertThat(active.shadow(null, LATER).orElseThrow().next().isActive()).isFalse();
      assertThat(watched.delete(LATER).next().isLooking()).isFalse();
      assertThat(watched.suspend("circle", LATER)).isEqualTo(Change.none(watched));
    }

    @Test
    void it_looks_at_nothing_from_its_end_on_and_the_end_can_be_moved() {
      Instant end = LATER.plusSeconds(60);
      Rule ending = watched.shadow(end, LATER).orElseThrow().next();
      assertThat(ending.status()).isEqualTo(new RuleStatus.Shadow(LATER, end));
      assertThat(ending.looksAt(end.minusSeconds(1))).isTrue();
      assertThat(ending.looksAt(end)).isFalse();
      assertThat(ending.shadow(end, LATER)).isEqualTo(Outcome.done(Change.none(ending)));
      assertThat(problems(draft.shadow(LATER, LATER))).containsExactly("/until not-in-future");
    }

    @Test
    void it_is_watched_anew_when_it_does_something_else() {
      Instant then = LATER.plusSeconds(30);
      Rule ending = watched.shadow(then, LATER).orElseThrow().next();
      RuleContent other = content("true", 0, null, null);
      assertThat(watched.rewrite("Greet", other, then).orElseThrow().next().status())
          .isEqualTo(new RuleStatus.Shadow(then, null));
      assertThat(ending.rewrite("Greet", other, then).orElseThrow().next().status())
          .as("its end was over")
          .isEqualTo(new RuleStatus.Shadow(then, null));
      assertThat(watched.rewrite("Hello", CONTENT, then).orElseThrow().next().status())
          .isEqualTo(watched.status());
    }
  }

  @Nested
  class It_looks {

    @Test
    void at_what_happens_from_its_beginning_until_before_its_end() {
      RuleContent dated = content("", 0, NOW, LATER);
      assertThat(dated.isActiveAt(NOW.minusNanos(1_000))).isFalse();
      assertThat(dated.isActiveAt(NOW)).isTrue();
      assertThat(dated.isActiveAt(LATER)).isFalse();
      assertThat(CONTENT.isActiveAt(Instant.EPOCH)).isTrue();
    }
  }

  @Nested
  class A_circle {

    @Test
    void is_a_chain_of_eight_steps_or_twenty_firings_on_one_record() {
      assertThat(Rule.circle(7, 19)).isEmpty();
      assertThat(Rule.circle(8, 0))
          .contains("Rules set each other off: the event is the end of a chain of 8 steps.");
      assertThat(Rule.circle(0, 20))
          .contains("The rule acted on one record 20 times within 60 minutes.");
    }
  }

  private static List<String> problems(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome)
        .refusal().violations().stream()
            .map((Violation v) -> v.pointer() + " " + v.code())
            .toList();
  }

  private static RuleContent content(
      String condition, int priority, @Nullable Instant from, @Nullable Instant until) {
    return new RuleContent(
        "lead",
        new Trigger.OnEvent(Set.of("lead.captured.v1")),
        condition,
        List.of(new RuleStep("lead.qualify", Map.of())),
        Repeat.ALWAYS,
        priority,
        from,
        until);
  }
}
