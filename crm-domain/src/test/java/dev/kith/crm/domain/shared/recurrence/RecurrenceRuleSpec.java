package dev.kith.crm.domain.shared.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecurrenceRuleSpec {

  @Nested
  class The_text_of_a_rule {

    @Test
    void is_the_same_for_rules_that_say_the_same() {
      assertThat(
              RecurrenceRule.of(
                      " rrule:byday=FR,mo,-1tu,MO;freq=monthly;interval=1;wkst=MO;UNTIL=20271231 ")
                  .toString())
          .isEqualTo("FREQ=MONTHLY;UNTIL=20271231;BYDAY=-1TU,MO,FR");
      assertThat(RecurrenceRule.of("FREQ=YEARLY;COUNT=5;BYMONTHDAY=-1,+3;BYMONTH=12,2").toString())
          .isEqualTo("FREQ=YEARLY;COUNT=5;BYMONTH=2,12;BYMONTHDAY=-1,3");
      assertThat(RecurrenceRule.of("FREQ=WEEKLY;INTERVAL=02;WKST=SU").toString())
          .isEqualTo("FREQ=WEEKLY;INTERVAL=2;WKST=SU");
      assertThat(RecurrenceRule.of("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO").toString())
          .isEqualTo("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO");
      assertThat(RecurrenceRule.of("FREQ=YEARLY;BYYEARDAY=100,-1;BYSETPOS=1").toString())
          .isEqualTo("FREQ=YEARLY;BYYEARDAY=-1,100;BYSETPOS=1");
    }

    @Test
    void is_refused_with_everything_that_is_wrong() {
      assertThat(
              problems(
                  "FREQ=FORTNIGHTLY;INTERVAL=0;COUNT=x;UNTIL=20271301;BYMONTH=13;BYDAY=0MO,XX;"
                      + "WKST=MONDAY;BYHOUR=9;COLOUR=RED;INTERVAL=2;"))
          .containsExactly(
              "The time of the day is that of the date: leave out BYHOUR.",
              "A rule has no part COLOUR.",
              "INTERVAL stands there twice.",
              "A rule is made of parts such as FREQ=WEEKLY, with ; between them.",
              "FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.",
              "COUNT is a number from 1 to 9999.",
              "UNTIL is the last day, such as UNTIL=20271231.",
              "BYMONTH has numbers from 1 to 12.",
              "BYDAY has days such as MO or TH, or such as 1MO and -1FR for the first and last.",
              "WKST is the day on which weeks begin, such as MO or SU.");
    }

    @Test
    void is_refused_where_it_would_come_more_than_once_a_day() {
      for (String frequency : List.of("SECONDLY", "MINUTELY", "HOURLY")) {
        assertThat(
                RecurrenceRule.parse("FREQ=" + frequency) instanceof Outcome.Refused<?>(var refusal)
                    ? refusal.violations()
                    : List.of())
            .containsExactly(
                new Violation(
                    "",
                    "too-frequent",
                    "Nothing comes more than once a day: FREQ is DAILY at most."));
      }
    }

    @Test
    void is_refused_where_parts_do_not_go_together() {
      assertThat(problems("FREQ=DAILY;COUNT=2;UNTIL=20271231"))
          .containsExactly("A rule has COUNT or UNTIL, not both.");
      assertThat(problems("FREQ=WEEKLY;BYMONTHDAY=1;BYWEEKNO=3;BYYEARDAY=9;BYDAY=1MO"))
          .containsExactly(
              "BYWEEKNO goes with FREQ=YEARLY only.",
              "BYYEARDAY goes with FREQ=YEARLY only.",
              "BYMONTHDAY does not go with FREQ=WEEKLY.",
              "The first or last Monday is one of a month or year: FREQ is MONTHLY or YEARLY.",
              "A week has each day once: BYWEEKNO goes with days such as MO only.");
      assertThat(problems("FREQ=DAILY;BYSETPOS=1"))
          .containsExactly("BYSETPOS chooses among the days that another part names.");
      assertThat(problems("FREQ=YEARLY;BYMONTHDAY=1"))
          .containsExactly("With FREQ=YEARLY, BYMONTHDAY needs BYMONTH.");
      assertThat(problems("")).hasSize(2);
      assertThat(problems("X".repeat(501))).containsExactly("A rule has at most 500 characters.");
    }
  }

  @Nested
  class One_interval_later {

    @Test
    void is_the_last_day_of_a_month_that_is_too_short() {
      assertThat(RecurrenceRule.of("FREQ=MONTHLY").oneIntervalAfter(LocalDate.of(2026, 1, 31)))
          .contains(LocalDate.of(2026, 2, 28));
      assertThat(RecurrenceRule.of("FREQ=YEARLY").oneIntervalAfter(LocalDate.of(2028, 2, 29)))
          .contains(LocalDate.of(2029, 2, 28));
      assertThat(
              RecurrenceRule.of("FREQ=DAILY;INTERVAL=10")
                  .oneIntervalAfter(LocalDate.of(2026, 12, 25)))
          .contains(LocalDate.of(2027, 1, 4));
    }

    @Test
    void is_never_behind_the_end_of_the_rule() {
      RecurrenceRule rule = RecurrenceRule.of("FREQ=WEEKLY;UNTIL=20260115");
      assertThat(rule.oneIntervalAfter(LocalDate.of(2026, 1, 8)))
          .contains(LocalDate.of(2026, 1, 15));
      assertThat(rule.oneIntervalAfter(LocalDate.of(2026, 1, 9))).isEmpty();
    }
  }

  private static List<String> problems(String text) {
    return RecurrenceRule.parse(text) instanceof Outcome.Refused<?>(var refusal)
        ? refusal.violations().stream().map(Violation::message).toList()
        : List.of();
  }
}
