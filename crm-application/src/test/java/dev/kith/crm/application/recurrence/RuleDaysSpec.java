package dev.kith.crm.application.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.recurrence.Frequency;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.testkit.DayByDay;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** On which days something comes by its rule. */
class RuleDaysSpec {

  private static final RuleDays RULES = new RuleDays();

  @Nested
  class A_rule {

    @Test
    void of_every_weekday_goes_over_the_end_of_a_month_and_leaves_weekends_out() {
      assertThat(days("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-01-29", 4))
          .containsExactly("2026-01-29", "2026-01-30", "2026-02-02", "2026-02-03");
    }

    @Test
    void of_the_last_friday_of_a_month_finds_the_fourth_or_the_fifth() {
      assertThat(days("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30", 4))
          .containsExactly("2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24");
    }

    @Test
    void of_the_last_working_day_of_a_month_counts_from_the_end_of_its_days() {
      assertThat(days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-30", 4))
          .containsExactly("2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30");
    }

    @Test
    void of_a_leap_day_comes_in_leap_years_only() {
      assertThat(days("FREQ=YEARLY", "2024-02-29", 4))
          .containsExactly("2024-02-29", "2028-02-29", "2032-02-29", "2036-02-29");
      assertThat(days("FREQ=YEARLY", "2096-02-29", 2)).containsExactly("2096-02-29", "2104-02-29");
    }

    @Test
    void of_the_31st_leaves_shorter_months_out_and_of_the_last_day_does_not() {
      assertThat(days("FREQ=MONTHLY", "2026-01-31", 3))
          .containsExactly("2026-01-31", "2026-03-31", "2026-05-31");
      assertThat(days("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", 3))
          .containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
    }

    @Test
    void with_a_count_comes_so_often_from_its_start() {
      assertThat(days("FREQ=DAILY;COUNT=3", "2026-01-30", 9))
          .containsExactly("2026-01-30", "2026-01-31", "2026-02-01");
      assertThat(RULES.days(rule("FREQ=DAILY;COUNT=3"), day("2026-01-30"), day("2026-02-01")))
          .containsExactly(day("2026-02-01"));
    }

    @Test
    void with_an_end_comes_on_that_day_and_not_behind_it() {
      assertThat(days("FREQ=WEEKLY;UNTIL=20260212", "2026-01-29", 9))
          .containsExactly("2026-01-29", "2026-02-05", "2026-02-12");
    }

    @Test
    void does_not_come_on_the_day_from_which_it_counts_unless_it_says_so() {
      assertThat(days("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-01-29", 2))
          .containsExactly("2026-02-09", "2026-02-23");
    }

    @Test
    void that_never_comes_ends_at_once() {
      for (String never :
          List.of(
              "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
              "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
              "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
              "FREQ=YEARLY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=30",
              "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
              "FREQ=MONTHLY;BYDAY=6MO",
              "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9")) {
        assertThat(days(never, "2026-01-26", 3)).as(never).isEmpty();
      }
    }

    @Test
    void is_worked_out_no_further_than_it_is_asked_for() {
      assertThat(RULES.days(rule("FREQ=DAILY"), day("1900-01-01"), day("2026-01-01")).findFirst())
          .contains(day("2026-01-01"));
      assertThat(days("FREQ=YEARLY;INTERVAL=999", "2026-01-01", 99)).hasSize(7);
    }
  }

  @Nested
  class Of_any_rule_the_days {

    @Test
    void are_those_that_looking_at_every_day_finds() {
      DayByDay oracle = new DayByDay();
      Seeded.cases(
          400,
          random -> {
            RecurrenceRule rule = rule(any(random));
            LocalDate start = day("2020-01-01").plusDays(random.between(0, 3_000));
            LocalDate from = start.plusDays(random.percent(50) ? 0 : random.between(0, 900));
            List<LocalDate> expected = oracle.days(rule, start, from).limit(12).toList();
            assertThat(RULES.days(rule, start, from).limit(12).toList())
                .as(rule + " since " + start + " from " + from)
                .isEqualTo(expected)
                .isSorted()
                .doesNotHaveDuplicates();
          });
    }

    @Test
    void are_those_of_the_rule_as_it_is_written_down() {
      Seeded.cases(
          400,
          random -> {
            RecurrenceRule rule = rule(any(random));
            assertThat(rule(rule.toString())).isEqualTo(rule);
          });
    }
  }

  /** Rules that come often enough to be found by both. */
  private static String any(Seeded random) {
    Frequency frequency = random.oneOf(Frequency.values());
    StringJoiner rule = new StringJoiner(";").add("FREQ=" + frequency);
    int interval = random.percent(60) ? 1 : random.between(2, 5);
    rule.add("INTERVAL=" + interval);
    if (random.percent(20)) {
      rule.add("COUNT=" + random.between(1, 20));
    } else if (random.percent(20)) {
      rule.add("UNTIL=" + (2021 + random.between(0, 8)) + "0615");
    }
    boolean months = random.percent(30);
    if (months) {
      rule.add("BYMONTH=" + numbers(random, 1, 12, false));
    }
    boolean monthDays =
        frequency != Frequency.WEEKLY
            && (months || frequency != Frequency.YEARLY)
            && random.percent(30);
    if (monthDays) {
      rule.add("BYMONTHDAY=" + numbers(random, 1, 28, true));
    }
    boolean yearDays = frequency == Frequency.YEARLY && !monthDays && !months && random.percent(20);
    if (yearDays) {
      rule.add("BYYEARDAY=" + numbers(random, 1, 365, true));
    }
    boolean weeks =
        frequency == Frequency.YEARLY
            && !months
            && !yearDays
            && interval == 1
            && !monthDays
            && random.percent(20);
    if (weeks) {
      rule.add("BYWEEKNO=" + numbers(random, 2, 51, true));
    }
    boolean days = !monthDays && !yearDays && random.percent(50);
    if (days) {
      boolean counted =
          !weeks
              && random.percent(50)
              && (frequency == Frequency.MONTHLY || frequency == Frequency.YEARLY);
      rule.add(
          "BYDAY="
              + IntStream.range(0, random.between(1, 4))
                  .mapToObj(i ->
                      (counted ? random.oneOf("1", "2", "-1", "+3", "4") : "")
                          + random.oneOf("MO", "TU", "WE", "TH", "FR", "SA", "SU"))
                  .collect(Collectors.joining(",")));
    }
    if ((days || monthDays) && !weeks && frequency != Frequency.DAILY && random.percent(30)) {
      rule.add("BYSETPOS=" + random.oneOf("1", "-1", "2", "1,-1"));
    }
    if (random.percent(20)) {
      rule.add("WKST=" + random.oneOf("SU", "SA", "MO"));
    }
    return rule.toString();
  }

  private static String numbers(Seeded random, int least, int most, boolean negative) {
    return IntStream.range(0, random.between(1, 3))
        .map(i -> random.between(least, most) * (negative && random.percent(25) ? -1 : 1))
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static List<String> days(String rule, String start, int limit) {
    return RULES
        .days(rule(rule), day(start), day(start))
        .limit(limit)
        .map(LocalDate::toString)
        .toList();
  }

  private static RecurrenceRule rule(String text) {
    return RecurrenceRule.parse(text).orElseThrow();
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
