package dev.kith.crm.domain.scoring.prediction.leak;

import static dev.kith.crm.domain.scoring.prediction.leak.LeakFinding.Severity.EXCLUDED;
import static dev.kith.crm.domain.scoring.prediction.leak.LeakFinding.Severity.WARNED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.scoring.prediction.Training;
import dev.kith.crm.domain.scoring.prediction.TrainingSettings;
import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ColumnsThatGiveTheOutcomeAwaySpec {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-01-01");

  /** What stands in a column, given how the record ended. */
  private interface Column {
    String cell(Seeded random, int row, boolean won);
  }

  @Nested
  class Left_out_is {

    @Test
    void what_predicts_the_outcome_all_by_itself() {
      LeakFinding finding =
          only("answer", (random, row, won) -> won == !random.percent(4) ? "A" : "B");
      assertThat(finding.severity()).isEqualTo(EXCLUDED);
      assertThat(finding.signs()).hasAtLeastOneElementOfType(LeakSign.Answer.class);
      assertThat(finding.text()).startsWith("answer predicts the outcome all by itself");
    }

    @Test
    void an_amount_that_only_won_records_have() {
      assertThat(
              only("amount", (random, row, won) -> won ? "" + random.between(1, 900) : "0")
                  .severity())
          .isEqualTo(EXCLUDED);
    }

    @Test
    void what_is_no_longer_its_usual_number_for_lost_ones_only() {
      LeakFinding finding =
          only(
              "cost",
              (random, row, won) -> won || random.percent(80) ? "0" : "" + random.nextInt(1, 500));
      assertThat(finding.severity()).isEqualTo(EXCLUDED);
      assertThat(finding.signs())
          .singleElement()
          .isInstanceOfSatisfying(
              LeakSign.Departure.class,
              departure -> {
                assertThat(departure.usual()).isZero();
                assertThat(departure.wonElsewhere()).isZero();
                assertThat(departure.wonWhereUsual()).isBetween(0.35, 0.55);
              });
      assertThat(finding.text())
          .startsWith("cost leaves no doubt where it is not 0: 0.0 % are won there, and ");
    }

    @Test
    void what_is_filled_in_for_lost_ones_only() {
      LeakFinding finding =
          only("remark", (random, row, won) -> won || random.percent(70) ? "" : "r " + row);
      assertThat(finding.severity()).isEqualTo(EXCLUDED);
      assertThat(finding.signs())
          .first()
          .isInstanceOfSatisfying(
              LeakSign.Presence.class,
              presence -> {
                assertThat(presence.without()).isTrue();
                assertThat(presence.wonWhereFilled()).isZero();
              });
    }

    @Test
    void what_has_values_that_leave_no_doubt_for_a_fifth_of_all_records() {
      LeakFinding finding =
          only(
              "state",
              (random, row, won) ->
                  !won && random.percent(40) ? "gone" : random.oneOf("new", "open", "hot"));
      assertThat(finding.severity()).isEqualTo(EXCLUDED);
      assertThat(finding.signs())
          .hasAtLeastOneElementOfType(LeakSign.Certain.class)
          .noneMatch(LeakSign.Answer.class::isInstance);
    }

    @Test
    void what_is_different_for_every_record() {
      for (Column column :
          List.<Column>of(
              (random, row, won) -> random.uuid().toString(),
              (random, row, won) -> "K-" + row,
              (random, row, won) -> "" + (570_000 + 3 * row))) {
        assertThat(only("key", column))
            .isEqualTo(new LeakFinding("key", EXCLUDED, List.of(new LeakSign.Identifier())));
      }
    }

    @Test
    void what_holds_dates_after_the_moment() {
      LeakFinding finding =
          only(
              "day",
              (random, row, won) ->
                  FIRST_DAY.plusDays(row / 24 + random.between(-30, 3)).toString());
      assertThat(finding.severity()).isEqualTo(EXCLUDED);
      assertThat(finding.signs()).hasAtLeastOneElementOfType(LeakSign.Afterwards.class);
    }

    @Test
    void what_sounds_like_a_judgement_and_tells_by_being_filled_in() {
      LeakFinding finding = only("Deal rating", ColumnsThatGiveTheOutcomeAwaySpec::judged);
      assertThat(finding.severity()).isEqualTo(EXCLUDED);
      assertThat(finding.signs())
          .hasAtLeastOneElementOfType(LeakSign.Presence.class)
          .contains(new LeakSign.Named("rating", LeakSign.Named.Hint.JUDGEMENT));
    }
  }

  @Nested
  class Only_warned_of_is {

    @Test
    void what_tells_by_being_filled_in_but_has_an_innocent_name() {
      assertThat(only("occupation", ColumnsThatGiveTheOutcomeAwaySpec::judged).severity())
          .isEqualTo(WARNED);
    }

    @Test
    void what_has_a_suspicious_name_and_tells_something() {
      Column some = (random, row, won) -> won == random.percent(65) ? "x" : "y";
      assertThat(only("LastContact", some).signs())
          .containsExactly(new LeakSign.Named("last", LeakSign.Named.Hint.STATE));
      assertThat(only("total_visits", some))
          .isEqualTo(
              new LeakFinding("total_visits", WARNED, List.of(new LeakSign.RunningTotal("total"))));
    }

    @Test
    void what_is_filled_in_with_age_and_tells_something() {
      LeakFinding finding =
          only(
              "interest",
              (random, row, won) ->
                  random.percent(row < 1000 ? 80 : 30)
                      ? won == random.percent(75) ? "x" : "y"
                      : "");
      assertThat(finding.severity()).isEqualTo(WARNED);
      assertThat(finding.signs()).hasAtLeastOneElementOfType(LeakSign.Age.class);
    }
  }

  @Nested
  class Nothing_is_said_against {

    @Test
    void a_strong_column_that_is_honest() {
      assertThat(
              findings(
                  "contract",
                  (random, row, won) ->
                      random.percent(won ? 65 : 15) ? "monthly" : random.oneOf("year", "two")))
          .isEmpty();
      assertThat(
              findings(
                  "income", (random, row, won) -> "" + (random.nextGaussian() + (won ? 1 : 0))))
          .isEmpty();
    }

    @Test
    void a_number_that_is_mostly_zero_and_tells_something_where_it_is_not() {
      assertThat(
              findings(
                  "gain",
                  (random, row, won) ->
                      random.percent(won ? 12 : 4) ? "" + random.nextInt(1, 500) : "0"))
          .isEmpty();
    }

    @Test
    void a_suspicious_name_of_a_column_that_tells_nothing() {
      assertThat(findings("status", (random, row, won) -> random.oneOf("a", "b", "c"))).isEmpty();
    }

    @Test
    void a_name_that_tells_of_earlier_times() {
      assertThat(
              findings(
                  "previous outcome", (random, row, won) -> won == random.percent(65) ? "x" : "y"))
          .isEmpty();
    }

    @Test
    void a_column_with_numbers_that_are_all_different() {
      assertThat(findings("revenue", (random, row, won) -> "" + random.nextInt(1_000_000_000)))
          .isEmpty();
      assertThat(findings("share", (random, row, won) -> "" + random.nextDouble())).isEmpty();
    }

    @Test
    void dates_before_the_moment() {
      assertThat(
              findings(
                  "founded",
                  (random, row, won) ->
                      FIRST_DAY.plusDays(row / 24 - random.nextInt(900)).toString()))
          .isEmpty();
    }

    @Test
    void columns_by_chance() {
      Seeded.cases(
          20,
          seed ->
              assertThat(
                      findings(
                          seed.nextInt(),
                          seed.between(50, 400),
                          "c",
                          (random, row, won) ->
                              random.percent(30) ? "" : random.word().substring(0, 1)))
                  .isEmpty());
    }

    @Test
    void anything_where_there_are_too_few_records() {
      assertThat(findings(1, 49, "answer", (random, row, won) -> won ? "A" : "B")).isEmpty();
    }
  }

  @Nested
  class A_column_that_was_left_out {

    private final Examples examples =
        examples(1, 2000, "answer", (random, row, won) -> won ? "A" : "B");

    @Test
    void is_not_learned_from() {
      assertThat(Training.on(examples, TrainingSettings.usual()).model().columns())
          .containsExactly("honest");
    }

    @Test
    void is_learned_from_if_somebody_trusts_it() {
      TrainingSettings trusting = TrainingSettings.usual().trusting(Set.of("answer"));
      assertThat(Training.on(examples, trusting).model().columns())
          .containsExactly("answer", "honest");
    }
  }

  @Nested
  class Names {

    @Test
    void are_read_word_by_word() {
      Map<String, Optional<String>> words =
          Map.of(
              "Lead Quality", Optional.of("quality"),
              "lost_reasons", Optional.of("lost"),
              "closedAt", Optional.of("closed"),
              "Tags", Optional.of("tag"),
              "Enclosed", Optional.empty(),
              "marital-status", Optional.empty());
      words.forEach((name, word) ->
          assertThat(
                  LeakWords.ENGLISH
                      .in(name)
                      .map(sign -> sign instanceof LeakSign.Named named ? named.word() : "?"))
              .as(name)
              .isEqualTo(word));
    }
  }

  /** A person fills it in after a talk, which there is more often with those who are won. */
  private static String judged(Seeded random, int row, boolean won) {
    return random.percent(won ? 70 : 30) ? random.oneOf("low", "middle", "high") : "";
  }

  private static LeakFinding only(String name, Column column) {
    List<LeakFinding> findings = findings(name, column);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static List<LeakFinding> findings(String name, Column column) {
    return findings(1, 2000, name, column);
  }

  private static List<LeakFinding> findings(long seed, int size, String name, Column column) {
    return Training.on(examples(seed, size, name, column), TrainingSettings.usual().by())
        .findings();
  }

  private static Examples examples(long seed, int size, String name, Column column) {
    Seeded random = Seeded.of(seed);
    List<Example> rows = new ArrayList<>();
    for (int row = 0; row < size; row++) {
      double honest = random.nextGaussian();
      boolean won = random.nextDouble() < LogOdds.probability(honest - 0.6);
      rows.add(
          new Example(
              List.of(column.cell(random, row, won), "" + honest),
              won,
              START.plus(row, ChronoUnit.HOURS)));
    }
    return new Examples(List.of(name, "honest"), rows);
  }
}
