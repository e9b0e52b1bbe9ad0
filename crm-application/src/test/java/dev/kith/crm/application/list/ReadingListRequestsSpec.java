package dev.kith.crm.application.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.ListQuery.Bin;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingListRequestsSpec {

  private static final byte[] KEY = "a key of this installation".getBytes(StandardCharsets.UTF_8);

  @Nested
  class A_request_without_parameters {

    @Test
    void asks_for_the_first_fifty_live_records_in_the_usual_order() {
      assertThat(parse(Map.of()))
          .isEqualTo(
              Outcome.done(
                  new ListQuery(
                      Filter.everything(),
                      null,
                      Bin.LIVE,
                      List.of(new SortKey("bornAt", true)),
                      Set.of(),
                      50,
                      null,
                      false)));
    }
  }

  @Nested
  class A_request_with_parameters {

    @Test
    void says_what_is_wanted_and_how() {
      assertThat(
              parse(
                  Map.of(
                      "filter", "tame eq true",
                      "q", " anna  berg ",
                      "sort", "-size,name",
                      "fields", "id,name",
                      "limit", "200",
                      "count", "exact",
                      "bin", "both")))
          .isEqualTo(
              Outcome.done(
                  new ListQuery(
                      new Filter.Compare("tame", Filter.Op.EQ, List.of(true)),
                      "anna  berg",
                      Bin.BOTH,
                      List.of(new SortKey("size", true), new SortKey("name", false)),
                      Set.of("id", "name"),
                      200,
                      null,
                      true)));
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      assertThat(parse(Map.of("limt", "5")))
          .isEqualTo(
              refused(
                  Violation.at(
                      "limt",
                      "unknown-parameter",
                      "There is no parameter limt. Did you mean limit?")));
      assertThat(
              parse(
                  Map.of(
                      "filter", "size eq x",
                      "sort", "tame",
                      "fields", "naem",
                      "limit", "201",
                      "count", "about",
                      "bin", "all",
                      "cursor", "forged")))
          .isEqualTo(
              refused(
                  Violation.at(
                      "filter",
                      "filter-value",
                      "At column 9: size is compared with a whole number; \"x\" does not fit."),
                  Violation.at(
                      "sort",
                      "unknown-field",
                      "Lists cannot be sorted by tame, only by name, size, bornAt. Did you mean"
                          + " name?"),
                  Violation.at(
                      "fields", "unknown-field", "There is no field naem. Did you mean name?"),
                  Violation.at("limit", "out-of-range", "The limit is a number from 1 to 200."),
                  Violation.at("count", "not-one-of", "The only count there is is \"exact\"."),
                  Violation.at("bin", "not-one-of", "The bin is live, deleted or both."),
                  Violation.at(
                      "cursor",
                      "cursor-invalid",
                      "This is not a cursor that was handed out here.")));
    }

    @Test
    void is_refused_for_an_order_with_one_field_twice_or_too_many() {
      assertThat(parse(Map.of("sort", "size,-size")))
          .isEqualTo(
              refused(
                  Violation.at("sort", "doubled", "The field size stands twice in the order.")));
    }
  }

  @Nested
  class A_cursor {

    private final List<SortKey> order =
        List.of(new SortKey("name", false), new SortKey("size", true));
    private final Cursor cursor = new Cursor(Arrays.asList("Ärger\n", null), new UUID(1, 2));

    @Test
    void comes_back_as_it_was_handed_out() {
      assertThat(Cursors.read(Cursors.write(cursor, order, KEY), order, KEY))
          .isEqualTo(Outcome.done(cursor));
      List<SortKey> three =
          List.of(
              new SortKey("bornAt", false), new SortKey("size", false), new SortKey("id", false));
      Cursor typed =
          new Cursor(
              List.of(Instant.parse("2026-01-01T00:00:00.123456Z"), -5L, new UUID(3, 4)),
              new UUID(1, 2));
      assertThat(Cursors.read(Cursors.write(typed, three, KEY), three, KEY))
          .isEqualTo(Outcome.done(typed));
    }

    @Test
    void is_refused_for_another_order() {
      String text = Cursors.write(cursor, order, KEY);
      assertThat(Cursors.read(text, order.reversed(), KEY))
          .isEqualTo(
              refused(
                  Violation.at(
                      "cursor",
                      "cursor-invalid",
                      "This cursor belongs to another order; begin at the first page.")));
    }

    @Test
    void is_refused_when_any_character_of_it_was_changed() {
      String text = Cursors.write(cursor, order, KEY);
      for (int i = 0; i < text.length() - 1; i++) {
        char other = text.charAt(i) == 'A' ? 'B' : 'A';
        String forged = text.substring(0, i) + other + text.substring(i + 1);
        assertThat(Cursors.read(forged, order, KEY))
            .as("changed at %d", i)
            .isInstanceOf(Outcome.Refused.class);
      }
    }

    @Test
    void of_another_installation_is_refused() {
      byte[] otherKey = "another key".getBytes(StandardCharsets.UTF_8);
      assertThat(Cursors.read(Cursors.write(cursor, order, otherKey), order, KEY))
          .isInstanceOf(Outcome.Refused.class);
    }
  }

  private static Outcome<ListQuery> parse(Map<String, String> parameters) {
    return ListRequests.parse(Samples.CATALOGUE, parameters, KEY);
  }

  private static <T> Outcome<T> refused(Violation... violations) {
    return Outcome.refused(new Invalid(List.of(violations)));
  }
}
