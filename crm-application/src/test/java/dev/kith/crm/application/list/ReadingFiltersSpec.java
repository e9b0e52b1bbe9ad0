package dev.kith.crm.application.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.Filter.And;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Not;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.Filter.Or;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingFiltersSpec {

  @Nested
  class A_filter_that_fits_the_catalogue {

    @Test
    void without_text_lets_everything_through() {
      assertThat(read("  ")).isEqualTo(Outcome.done(Filter.everything()));
    }

    @Test
    void compares_a_field_with_a_value_of_its_type() {
      assertThat(read("name eq 'O''Neill'")).isEqualTo(is("name", Op.EQ, "O'Neill"));
      assertThat(read("size ge -12")).isEqualTo(is("size", Op.GE, -12L));
      assertThat(read("tame ne true")).isEqualTo(is("tame", Op.NE, true));
      assertThat(read("day eq 'MONDAY'")).isEqualTo(is("day", Op.EQ, "MONDAY"));
      assertThat(read("bornAt lt 2026-03-01T08:00:00+01:00"))
          .isEqualTo(is("bornAt", Op.LT, Instant.parse("2026-03-01T07:00:00Z")));
      assertThat(read("id eq '01890a5d-ac96-774b-bcce-b302099a8057'"))
          .isEqualTo(is("id", Op.EQ, UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057")));
    }

    @Test
    void reads_a_date_as_its_midnight_in_UTC() {
      assertThat(read("bornAt ge 2026-03-01"))
          .isEqualTo(is("bornAt", Op.GE, Instant.parse("2026-03-01T00:00:00Z")));
    }

    @Test
    void knows_lists_ranges_and_emptiness() {
      assertThat(read("day in ('MONDAY', 'SUNDAY')"))
          .isEqualTo(is("day", Op.IN, "MONDAY", "SUNDAY"));
      assertThat(read("size between 1 and 3")).isEqualTo(is("size", Op.BETWEEN, 1L, 3L));
      assertThat(read("name isNull")).isEqualTo(is("name", Op.IS_NULL));
    }

    @Test
    void lets_and_bind_closer_than_or_and_not_closer_than_both() {
      assertThat(read("size eq 1 or size eq 2 and not name isNull"))
          .isEqualTo(
              Outcome.done(
                  new Or(
                      List.of(
                          compare("size", Op.EQ, 1L),
                          new And(
                              List.of(
                                  compare("size", Op.EQ, 2L),
                                  new Not(compare("name", Op.IS_NULL))))))));
    }

    @Test
    void lets_brackets_decide() {
      assertThat(read("(size eq 1 or size eq 2) and tame eq false"))
          .isEqualTo(
              Outcome.done(
                  new And(
                      List.of(
                          new Or(List.of(compare("size", Op.EQ, 1L), compare("size", Op.EQ, 2L))),
                          compare("tame", Op.EQ, false)))));
    }
  }

  @Nested
  class A_filter_that_does_not_fit {

    @Test
    void names_every_unknown_field_and_every_wrong_value_at_once() {
      assertThat(read("nmae eq 'x' and size eq 'many' and day eq 'MUNDAY'"))
          .isEqualTo(
              refused(
                  violation(
                      "unknown-field", "There is no field nmae (column 1). Did you mean name?"),
                  violation(
                      "filter-value",
                      "At column 25: size is compared with a whole number; \"many\" does not fit."),
                  violation(
                      "filter-value",
                      "At column 43: day is one of MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY,"
                          + " SATURDAY, SUNDAY (did you mean MONDAY?); \"MUNDAY\" does not fit.")));
    }

    @Test
    void is_refused_for_a_field_that_is_only_shown() {
      assertThat(read("secret eq 'x'"))
          .isEqualTo(
              refused(violation("unknown-field", "The field secret cannot be filtered by.")));
    }

    @Test
    void is_refused_for_part_of_something_that_is_no_text() {
      assertThat(read("size contains '1'"))
          .isEqualTo(
              refused(
                  violation(
                      "filter-value",
                      "At column 15: \"contains\" works on texts only, and size is none; \"1\" does"
                          + " not fit.")));
    }

    @Test
    void is_refused_for_a_comparison_with_null_which_would_find_nothing() {
      assertThat(read("name eq null"))
          .isEqualTo(
              refused(
                  violation(
                      "filter-value",
                      "At column 9: what is empty is found by \"name isNull\", and a text has"
                          + " quotes; \"null\" does not fit.")));
      assertThat(read("name eq 'null'")).isEqualTo(is("name", Op.EQ, "null"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "name                 | At column 5 the filter ends too early.",
          "name eq              | At column 8 the filter ends too early.",
          "name is 'x'          | At column 6 a comparison is expected: eq, ne, gt, ge, lt, le, in,"
              + " contains, startsWith, isNull, between, not \"is\".",
          "name eq 'x           | The text that begins at column 9 has no closing quote.",
          "name eq 'x' name     | At column 13 \"and\", \"or\" or the end is expected, not"
              + " \"name\".",
          "(name eq 'x'         | At column 13 \")\" is expected.",
          "size between 1, 2    | At column 15 between needs two values with \"and\" in the middle,"
              + " not \",\".",
          "name eq 'x' ; drop   | At column 13 there is a character that has no meaning here.",
          "size in ()           | At column 10 a value is expected, not \")\".",
        })
    void is_refused_with_the_place_where_its_form_breaks(String text, String message) {
      assertThat(read(text)).isEqualTo(refused(violation("filter-syntax", message)));
    }

    @Test
    void is_refused_when_it_is_too_large_to_be_meant() {
      assertThat(read("x".repeat(4_001)))
          .isEqualTo(refused(violation("too-long", "A filter has at most 4000 characters.")));
      assertThat(read("(".repeat(30) + "size eq 1" + ")".repeat(30)))
          .isEqualTo(
              refused(
                  violation(
                      "filter-syntax",
                      "At column 22 brackets go at most 20 levels deep, not \"(\".")));
      assertThat(read("size eq 1" + " or size eq 1".repeat(100)))
          .isEqualTo(
              refused(
                  violation(
                      "filter-syntax",
                      "At column 1301 a filter has at most 100 comparisons, not \"size\".")));
    }
  }

  private static Outcome<Filter> read(String text) {
    return FilterParser.parse(Samples.CATALOGUE, text);
  }

  private static Filter compare(String field, Op op, Object... values) {
    return new Compare(field, op, List.of(values));
  }

  private static Outcome<Filter> is(String field, Op op, Object... values) {
    return Outcome.done(compare(field, op, values));
  }

  private static Outcome<Filter> refused(Violation... violations) {
    return Outcome.refused(new Invalid(List.of(violations)));
  }

  private static Violation violation(String code, String message) {
    return Violation.at("filter", code, message);
  }
}
