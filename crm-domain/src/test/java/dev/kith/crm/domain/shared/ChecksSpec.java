package dev.kith.crm.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChecksSpec {

  private final Checks checks = new Checks();

  @Nested
  class An_input_with_problems {

    @Test
    void is_refused_with_all_of_them_in_their_order() {
      checks.text("name", "abcd", 3, false);
      checks.add("age", "required", "An age is needed.");
      checks.take("country", Country.parse("Atlantis"));
      checks.take("owner", Outcome.refused(new NotFound("user", "7")));
      assertThat(
              checks.orRefuse(() -> {
                throw new AssertionError("made");
              }))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation("/name", "too-long", "At most 3 characters are allowed."),
                      new Violation("/age", "required", "An age is needed."),
                      new Violation(
                          "/country",
                          "country-unknown",
                          "A country is an ISO 3166-1 code, such as DE, or the name of a country."),
                      new Violation(
                          "/owner", "not-found", "There is no user 7 that you can see."))));
    }

    @Test
    void says_in_one_sentence_what_is_wrong_or_how_much() {
      Violation one = Violation.at("a", "x", "Mend a.");
      assertThat(Invalid.of(one).detail()).isEqualTo("Mend a.");
      assertThat(Invalid.of(one, one).detail()).isEqualTo("2 problems were found; each is listed.");
      assertThatThrownBy(() -> Invalid.of()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void points_to_the_place_within_a_larger_input() {
      assertThat(Violation.at("email", "x", "m").below("0").below("leads"))
          .isEqualTo(new Violation("/leads/0/email", "x", "m"));
    }
  }

  @Nested
  class A_text {

    @Test
    void is_trimmed_and_blank_is_nothing() {
      assertThat(checks.text("t", "  a b\u2003", 10, false)).isEqualTo("a b");
      assertThat(checks.text("t", " \t ", 10, false)).isNull();
      assertThat(checks.text("t", null, 10, false)).isNull();
      assertThat(checks.passed()).isTrue();
    }

    @Test
    void of_nothing_that_can_be_seen_is_nothing() {
      List<String> invisible =
          List.of(
              "\u00A0",
              "\u200B\u200C\u200D",
              "\uFEFF",
              "\u00AD",
              "\u200E\u200F\u202A\u202E\u2066\u2069",
              "\u3164",
              "\uFFA0\u115F\u1160",
              "\u2800",
              "\uFE0F",
              "\u2028\u2029",
              "\u034F",
              "\u180E",
              "\uDB40\uDC20",
              " \u200B \u3000");
      for (String text : invisible) {
        assertThat(checks.text("t", text, 10, false)).isNull();
        assertThat(checks.country("t", text)).isNull();
      }
      assertThat(checks.passed()).isTrue();
    }

    @Test
    void loses_what_cannot_be_seen_around_it_but_keeps_what_joins_and_shapes() {
      assertThat(checks.text("t", "\uFEFFAda\u200B", 10, false)).isEqualTo("Ada");
      assertThat(checks.text("t", "\u00A0Ada\u3164 ", 10, false)).isEqualTo("Ada");
      String family = "\uD83D\uDC68\u200D\uD83D\uDC67";
      assertThat(checks.text("t", family, 10, false)).isEqualTo(family);
      assertThat(checks.text("t", "\u0646\u0645\u200C\u06CC", 10, false))
          .isEqualTo("\u0646\u0645\u200C\u06CC");
      assertThat(checks.passed()).isTrue();
    }

    @Test
    void is_measured_in_characters_as_people_count_them() {
      assertThat(checks.text("t", "🦊🦊🦊", 3, false)).isEqualTo("🦊🦊🦊");
      assertThat(checks.passed()).isTrue();
      checks.text("t", "🦊🦊🦊🦊", 3, false);
      assertThat(checks.passed()).isFalse();
    }

    @Test
    void may_have_line_breaks_only_where_lines_are_expected() {
      assertThat(checks.text("t", "a\r\n\tb", 10, true)).isEqualTo("a\r\n\tb");
      assertThat(checks.passed()).isTrue();
      checks.text("t", "a\nb", 10, false);
      assertThat(checks.violations())
          .containsExactly(
              new Violation("/t", "control-character", "Control characters are not allowed here."));
    }

    @Test
    void never_has_control_characters_or_broken_ones() {
      for (String bad :
          List.of(
              "a\u0000b", "a\u0007b", "a\u0085b", "a\ud800b", "a\udc00b", "a\ufffeb", "a\uffffb")) {
        Checks each = new Checks();
        each.text("t", bad, 10, true);
        assertThat(each.violations())
            .containsExactly(
                new Violation(
                    "/t", "control-character", "Control characters are not allowed here."));
      }
    }
  }

  @Test
  void an_input_without_problems_gives_its_value() {
    assertThat(checks.take("country", Country.parse("de"))).isEqualTo(new Country("DE"));
    assertThat(checks.orRefuse(() -> 7)).isEqualTo(Outcome.done(7));
  }
}
