package dev.kith.crm.application.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.automation.Explanation.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Conditions of rules. */
class ConditionsSpec {

  private static final List<Fact> FACTS =
      List.of(
          Fact.of("lead.company", "Company", Fact.Type.TEXT),
          Fact.of("lead.score", "Score", Fact.Type.NUMBER),
          Fact.of("lead.createdAt", "Created", Fact.Type.INSTANT),
          new Fact("lead.status", "Status", Fact.Type.TEXT, List.of("NEW", "QUALIFIED")),
          Fact.of("now", "Now", Fact.Type.INSTANT),
          Fact.of("changed", "Changed", Fact.Type.TEXTS));

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Conditions conditions = new CelConditions();

  @Nested
  class A_good_condition {

    @Test
    void compares_texts_numbers_moments_and_lists() {
      Map<String, Object> facts =
          Map.of(
              "lead.company",
              "Acme",
              "lead.score",
              70L,
              "lead.createdAt",
              NOW.minusSeconds(90_000),
              "now",
              NOW,
              "changed",
              List.of("email"));
      assertThat(good("lead.company == 'Acme' && lead.score >= 50").holds(facts)).isTrue();
      assertThat(good("lead.company.startsWith(\"Ac\")").holds(facts)).isTrue();
      assertThat(good("lead.company.lower() == 'acme'").holds(facts)).isTrue();
      assertThat(good("now - lead.createdAt > duration('24h')").holds(facts)).isTrue();
      assertThat(good("now - lead.createdAt > duration('26h')").holds(facts)).isFalse();
      assertThat(good("'email' in changed").holds(facts)).isTrue();
      assertThat(good("changed.exists(f, f == 'phone')").holds(facts)).isFalse();
      assertThat(good("lead.company.matches('^A.*e$')").holds(facts)).isTrue();
    }

    @Test
    void that_is_empty_always_holds() {
      assertThat(good("").holds(Map.of())).isTrue();
      assertThat(good(" \n").holds(Map.of())).isTrue();
    }

    @Test
    void names_the_facts_that_it_asks_for() {
      assertThat(good("has(lead.score) && lead.company != ''").names())
          .containsExactlyInAnyOrder("lead.score", "lead.company");
    }
  }

  @Nested
  class What_is_not_known {

    @Test
    void is_an_empty_text() {
      assertThat(good("lead.company == ''").holds(Map.of())).isTrue();
      assertThat(good("lead.company != 'Acme'").holds(Map.of())).isTrue();
    }

    @Test
    void is_no_number_and_no_moment_so_that_nothing_said_of_it_holds() {
      assertThat(good("lead.score > 50").holds(Map.of())).isFalse();
      assertThat(good("lead.score <= 50").holds(Map.of())).isFalse();
      assertThat(good("!(lead.score > 50)").holds(Map.of())).isFalse();
      assertThat(good("lead.createdAt < now").holds(Map.of("now", NOW))).isFalse();
    }

    @Test
    void does_not_matter_where_the_rest_decides() {
      Map<String, Object> acme = Map.of("lead.company", "Acme");
      assertThat(good("lead.score > 50 || lead.company == 'Acme'").holds(acme)).isTrue();
      assertThat(good("!(lead.score > 50 && lead.company == 'Other')").holds(acme)).isTrue();
    }

    @Test
    void can_be_asked_for() {
      assertThat(good("has(lead.score)").holds(Map.of("lead.score", 0L))).isTrue();
      assertThat(good("!has(lead.score)").holds(Map.of())).isTrue();
      assertThat(good("has(lead.company)").holds(Map.of())).isFalse();
      assertThat(good("has(lead.score) ? lead.score > 1 : true").holds(Map.of())).isTrue();
    }
  }

  @Nested
  class A_bad_condition {

    @Test
    void is_told_with_the_place_and_what_was_meant() {
      assertThat(bad("lead.compny == 'Acme'"))
          .containsExactly(
              new ConditionProblem(
                  1, 1, "There is no fact lead.compny. Did you mean lead.company?"));
      assertThat(bad("lead.score > 5 &&\n  lead.skore < 9"))
          .containsExactly(
              new ConditionProblem(2, 3, "There is no fact lead.skore. Did you mean lead.score?"));
      assertThat(bad("has(lead.skore)"))
          .containsExactly(
              new ConditionProblem(1, 4, "There is no fact lead.skore. Did you mean lead.score?"));
      assertThat(bad("size(x) > 1"))
          .containsExactly(new ConditionProblem(1, 6, "There is no fact x."));
    }

    @Test
    void compares_what_cannot_be_compared() {
      assertThat(bad("lead.company > 5"))
          .containsExactly(
              new ConditionProblem(1, 14, "\">\" does not work on text and whole number."));
      assertThat(bad("lead.score == '5'"))
          .containsExactly(
              new ConditionProblem(1, 12, "\"==\" does not work on whole number and text."));
    }

    @Test
    void is_no_yes_or_no() {
      assertThat(bad("lead.score"))
          .containsExactly(
              new ConditionProblem(
                  1, 5, "A condition must be true or false; this is a whole number."));
    }

    @Test
    void names_a_choice_that_there_is_not() {
      assertThat(bad("lead.status == 'QUALIFED'"))
          .containsExactly(
              new ConditionProblem(
                  1,
                  16,
                  "lead.status is never \"QUALIFED\"; it is one of NEW, QUALIFIED. Did you mean"
                      + " QUALIFIED?"));
      assertThat(bad("lead.status in ['NEW', 'OLD']"))
          .containsExactly(
              new ConditionProblem(
                  1, 24, "lead.status is never \"OLD\"; it is one of NEW, QUALIFIED."));
      assertThat(good("lead.status == 'NEW' || lead.status != ''").holds(Map.of())).isFalse();
    }

    @Test
    void does_not_end_or_is_too_long() {
      assertThat(bad("lead.score >")).hasSize(1);
      assertThat(bad("(lead.score > 1")).hasSize(1);
      assertThat(bad("'" + "x".repeat(5_000) + "' == ''")).hasSize(1);
      assertThat(bad("(".repeat(500) + "true" + ")".repeat(500))).isNotEmpty();
      assertThat(bad("!".repeat(3_000) + "x")).isNotEmpty();
    }
  }

  @Nested
  class An_explanation {

    @Test
    void says_which_parts_are_to_blame_with_their_values() {
      Explanation why =
          good("lead.company == 'Acme' && (lead.score > 50 || lead.status == 'QUALIFIED')")
              .explain(Map.of("lead.company", "Acme", "lead.score", 7L, "lead.status", "NEW"));
      assertThat(why.holds()).isFalse();
      assertThat(why.parts()).hasSize(2);
      assertThat(why.culprits())
          .containsExactly(
              new Explanation(
                  "lead.score > 50", Verdict.FALSE, Map.of("lead.score", "7"), List.of()),
              new Explanation(
                  "lead.status == \"QUALIFIED\"",
                  Verdict.FALSE,
                  Map.of("lead.status", "NEW"),
                  List.of()));
    }

    @Test
    void says_what_is_not_known_and_what_is_negated() {
      assertThat(good("lead.score > 50 && true").explain(Map.of()).culprits())
          .containsExactly(
              new Explanation(
                  "lead.score > 50", Verdict.UNKNOWN, Map.of("lead.score", ""), List.of()));
      assertThat(
              good("!(lead.company == 'Acme')")
                  .explain(Map.of("lead.company", "Acme"))
                  .culprits()
                  .map(Explanation::text))
          .containsExactly("!(lead.company == \"Acme\")");
    }
  }

  private Conditions.Explained good(String text) {
    return ((Conditions.Good) conditions.compile(text, FACTS)).condition();
  }

  private List<ConditionProblem> bad(String text) {
    return ((Conditions.Bad) conditions.compile(text, FACTS)).problems();
  }
}
