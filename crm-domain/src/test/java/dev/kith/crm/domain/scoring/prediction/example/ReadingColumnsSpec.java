package dev.kith.crm.domain.scoring.prediction.example;

import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.CATEGORY;
import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.CONSTANT;
import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.DATE;
import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.EMPTY;
import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.FLAG;
import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.NUMBER;
import static dev.kith.crm.domain.scoring.prediction.example.ColumnKind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingColumnsSpec {

  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  @Nested
  class A_column {

    @Test
    void of_numbers_is_one_of_numbers_even_if_some_words_got_in() {
      assertThat(profile(200, i -> i % 20 == 0 ? "unknown to us" : i % 7 == 0 ? "" : "" + i))
          .isEqualTo(new ColumnProfile("c", NUMBER, 200, 173, 164, 10));
    }

    @Test
    void of_numbers_and_as_many_words_is_one_of_words() {
      assertThat(kind(200, i -> i % 2 == 0 ? "none" : "" + i % 10)).isEqualTo(CATEGORY);
    }

    @Test
    void of_what_only_a_programmer_takes_for_numbers_is_one_of_words() {
      assertThat(kind(90, i -> List.of("1d", "0x1p3", "NaN2").get(i % 3))).isEqualTo(CATEGORY);
    }

    @Test
    void of_dates_is_one_of_dates() {
      assertThat(kind(60, i -> "2026-0" + (1 + i % 9) + "-1" + i % 7)).isEqualTo(DATE);
      assertThat(kind(60, i -> "2026-0" + (1 + i % 9) + "-17T08:30:00Z")).isEqualTo(DATE);
      assertThat(kind(60, i -> "2026-13-4" + i % 7)).isEqualTo(CATEGORY);
    }

    @Test
    void of_two_values_is_a_flag_and_so_is_one_that_is_filled_in_or_not() {
      assertThat(kind(60, i -> i % 3 == 0 ? "yes" : "no")).isEqualTo(FLAG);
      assertThat(kind(60, i -> "" + i % 2)).isEqualTo(FLAG);
      assertThat(kind(60, i -> i % 3 == 0 ? "yes" : "")).isEqualTo(FLAG);
    }

    @Test
    void that_is_always_the_same_or_always_blank_tells_nothing() {
      assertThat(kind(60, i -> "no")).isEqualTo(CONSTANT);
      assertThat(kind(60, i -> "  ")).isEqualTo(EMPTY);
      assertThat(profile(60, i -> "no").tells()).isFalse();
      assertThat(profile(60, i -> "").tells()).isFalse();
    }

    @Test
    void of_words_that_hardly_come_again_is_text_and_tells_only_by_being_filled_in() {
      assertThat(kind(200, i -> "remark no. " + i)).isEqualTo(TEXT);
      assertThat(profile(200, i -> "remark no. " + i).tells()).isFalse();
      assertThat(profile(200, i -> i % 2 == 0 ? "remark no. " + i : "").tells()).isTrue();
    }

    @Test
    void of_ten_thousand_words_is_a_category_if_they_come_again() {
      assertThat(kind(30_000, i -> "word " + i % 10_000)).isEqualTo(CATEGORY);
    }

    private ColumnKind kind(int rows, IntFunction<String> cell) {
      return profile(rows, cell).kind();
    }

    private ColumnProfile profile(int rows, IntFunction<String> cell) {
      return Input.profiles(sheet(rows, cell)).getFirst();
    }
  }

  @Nested
  class Words {

    @Test
    void have_a_bin_each_if_they_come_five_times_and_share_one_otherwise() {
      Input input =
          input(
              64,
              i ->
                  i < 30
                      ? "often"
                      : i < 50 ? "sometimes" : i < 54 ? "rarely" : i < 59 ? "five" : "");

      assertThat(input).isEqualTo(WordInput.of("c", List.of("often", "sometimes", "five")));
      assertThat(bin(input, "rarely")).isEqualTo(Input.OTHER);
      assertThat(bin(input, "never seen")).isEqualTo(Input.OTHER);
      assertThat(bin(input, "")).isEqualTo(Input.BLANK);
      assertThat(input.label(bin(input, "sometimes"))).isEqualTo("sometimes");
    }

    @Test
    void beyond_the_thousand_most_frequent_share_a_bin() {
      Input input = input(30_000, i -> "word " + i % 1500);
      assertThat(input.bins()).isEqualTo(1002);
    }
  }

  @Nested
  class Numbers {

    @Test
    void fall_into_bins_that_rise_with_them() {
      Seeded.cases(
          50,
          random -> {
            List<String> cells =
                IntStream.range(0, 500)
                    .mapToObj(i -> "" + random.nextInt(random.oneOf(5, 50, 100_000)))
                    .toList();
            Input input = input(500, cells::get);
            double low = random.nextDouble(-10, 110_000);
            double high = low + random.nextDouble(0, 1000);
            assertThat(bin(input, "" + low)).isLessThanOrEqualTo(bin(input, "" + high));
            assertThat(bin(input, "" + high)).isLessThan(input.bins());
            assertThat(bin(input, "" + low)).isGreaterThanOrEqualTo(2);
          });
    }

    @Test
    void that_are_frequent_have_a_bin_of_their_own() {
      Input input = input(1000, i -> i % 2 == 0 ? "0" : "" + i);
      assertThat(bin(input, "0")).isNotEqualTo(bin(input, "1"));
      assertThat(bin(input, "0")).isNotEqualTo(bin(input, "3"));
    }

    @Test
    void are_told_from_blanks_and_from_words() {
      Input input = input(1000, i -> "" + i);
      assertThat(bin(input, "")).isEqualTo(Input.BLANK);
      assertThat(bin(input, "many")).isEqualTo(Input.OTHER);
      assertThat(bin(input, "1e999")).isEqualTo(Input.OTHER);
      assertThat(bin(input, "-1e300")).isEqualTo(2);
      assertThat(bin(input, "1e300")).isEqualTo(input.bins() - 1);
    }

    @Test
    void are_read_with_marks_of_currencies_and_thousands() {
      Input input = input(1000, i -> "" + i);
      Map<String, Double> numbers =
          Map.ofEntries(
              Map.entry("-12.50", -12.5),
              Map.entry("+3e2", 300.0),
              Map.entry("1E-2", 0.01),
              Map.entry(".5", 0.5),
              Map.entry("5.", 5.0),
              Map.entry("€ 1,250.00", 1250.0),
              Map.entry("$12", 12.0),
              Map.entry("1,234,567", 1_234_567.0),
              Map.entry("12,5", 12.5),
              Map.entry("40 %", 40.0));
      numbers.forEach(
          (text, number) -> assertThat(input.number(text, NOW)).as(text).isEqualTo(number));
    }

    @Test
    void are_no_other_texts() {
      Input input = input(1000, i -> "" + i);
      for (String text :
          List.of(
              "1d",
              "0x1p3",
              "NaN",
              "Infinity",
              "1e999",
              "-",
              "+.",
              ".",
              "e5",
              "1e",
              "1e+",
              "%",
              "€",
              "€%",
              "1,2,3",
              "1,2.3",
              "2026-11-20",
              "1 2",
              "--1",
              "1".repeat(41))) {
        assertThat(input.number(text, NOW)).as(text).isNaN();
      }
    }

    @Test
    void of_dates_are_days_before_the_moment() {
      Input input = input(60, i -> "2026-0" + (1 + i % 9) + "-11");
      assertThat(input.number("2026-11-18", NOW)).isEqualTo(2);
      assertThat(input.number("2026-11-18 23:59", NOW)).isEqualTo(2);
      assertThat(input.number("2026-11-21", NOW)).isEqualTo(-1);
      assertThat(input.number("2026-02-30", NOW)).isNaN();
    }
  }

  @Nested
  class Words_for_blanks {

    private final BlankWords words =
        BlankWords.of(Set.of("N/A"), Map.of("city", List.of("Select")));

    @Test
    void say_nothing_whatever_their_capitals_and_the_blanks_around_them() {
      assertThat(words.read("name", " n/a ")).isEmpty();
      assertThat(words.read("name", "  ")).isEmpty();
      assertThat(words.read("name", " Ann ")).isEqualTo("Ann");
    }

    @Test
    void of_a_column_count_in_that_column_only() {
      assertThat(words.read("city", "SELECT")).isEmpty();
      assertThat(words.read("name", "Select")).isEqualTo("Select");
    }

    @Test
    void can_be_added_to_the_usual_ones() {
      BlankWords more = BlankWords.USUAL.and(List.of("Please choose"));
      assertThat(more.read("any", "please choose")).isEmpty();
      assertThat(more.read("any", "null")).isEmpty();
    }
  }

  @Nested
  class Examples_that_do_not_fit_together {

    @Test
    void are_refused_with_all_that_is_wrong() {
      List<Example> rows =
          List.of(
              new Example(List.of("1", "2", "3"), true, NOW),
              new Example(List.of("1"), true, NOW),
              new Example(List.of(), false, NOW));
      assertThatThrownBy(() -> new Examples(List.of("a", "b", "a"), rows))
          .hasMessage(
              "the column a stands there twice; there are 3 columns, but 2 rows have another"
                  + " number of values, the first of them row 2");
    }

    @Test
    void are_those_without_a_column_that_is_asked_for() {
      assertThatThrownBy(() -> new Examples(List.of("a"), List.of()).only(List.of("b")))
          .hasMessage("no column is named b");
    }
  }

  private static int bin(Input input, String text) {
    return input.bin(text, input.number(text, NOW));
  }

  private static Input input(int rows, IntFunction<String> cell) {
    Sheet sheet = sheet(rows, cell);
    return Input.all(sheet, Input.profiles(sheet)).getFirst();
  }

  private static Sheet sheet(int rows, IntFunction<String> cell) {
    List<Example> examples =
        IntStream.range(0, rows)
            .mapToObj(i -> new Example(List.of(cell.apply(i)), i % 3 == 0, NOW.plusSeconds(i)))
            .toList();
    return Sheet.of(new Examples(List.of("c"), examples), BlankWords.USUAL);
  }
}
