package dev.kith.crm.http.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.task.Recurrence.Basis;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FREQ=DAILY                                     | Every day
          FREQ=DAILY;INTERVAL=3;COUNT=2                  | Every 3 days, 2 times
          FREQ=WEEKLY                                    | Every week
          FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR               | Every weekday
          FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR          | Every 2 weeks on Monday, Wednesday and Friday
          FREQ=MONTHLY;UNTIL=20261231                    | Every month, until Dec 31, 2026
          FREQ=MONTHLY;BYMONTHDAY=1,15                   | Every month on the 1st and the 15th
          FREQ=MONTHLY;BYMONTHDAY=-1                     | Every month on the last day
          FREQ=MONTHLY;BYDAY=-1FR                        | Every month on the last Friday
          FREQ=MONTHLY;BYDAY=1MO,3MO                     | Every month on the first Monday and the 3rd Monday
          FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1  | Every month on the last weekday
          FREQ=YEARLY                                    | Every year
          FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24           | Every year on the 24th of December
          FREQ=YEARLY;BYMONTH=11;BYDAY=4TH               | Every year on the 4th Thursday of November
          FREQ=YEARLY;BYMONTH=3,9                        | Every year in March and September
          FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3       | By the rule FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO, 3 times
          FREQ=DAILY;BYDAY=SA                            | By the rule FREQ=DAILY;BYDAY=SA
          FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR            | By the rule FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR
          """)
  void rules_read_as_people_say_them(String rule, String words) {
    assertThat(words(rule, Basis.SCHEDULE)).isEqualTo(words);
  }

  @Test
  void exceptions_and_what_is_counted_from_completion_are_told() {
    assertThat(words("FREQ=DAILY;INTERVAL=10", Basis.COMPLETION))
        .isEqualTo("10 days after it is done");
    assertThat(words("FREQ=MONTHLY;COUNT=1", Basis.COMPLETION))
        .isEqualTo("1 month after it is done, 1 time");
    assertThat(words("FREQ=WEEKLY", Basis.SCHEDULE, "2027-01-01", "2026-12-25"))
        .isEqualTo("Every week, but not on Dec 25, 2026 and Jan 1, 2027");
    assertThat(
            words(
                "FREQ=DAILY",
                Basis.SCHEDULE,
                "2027-01-01",
                "2027-01-02",
                "2027-01-03",
                "2027-01-04"))
        .isEqualTo("Every day, but not on 4 days");
  }

  @Test
  void ordinals_end_as_they_are_spoken() {
    assertThat(RecurrenceWords.ordinal(2)).isEqualTo("2nd");
    assertThat(RecurrenceWords.ordinal(12)).isEqualTo("12th");
    assertThat(RecurrenceWords.ordinal(23)).isEqualTo("23rd");
    assertThat(RecurrenceWords.ordinal(101)).isEqualTo("101st");
  }

  private static String words(String rule, Basis from, String... except) {
    return RecurrenceWords.of(
        new Recurrence(
            RecurrenceRule.of(rule),
            from,
            Arrays.stream(except)
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new))));
  }
}
