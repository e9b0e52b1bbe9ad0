package dev.kith.crm.http.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.task.Due;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** When tasks are due, in the words of somebody who reads a clock. */
class TaskWordsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  @Test
  void days_near_by_have_names_and_others_a_date() {
    assertThat(on(0)).isEqualTo("Today");
    assertThat(on(1)).isEqualTo("Tomorrow");
    assertThat(on(-1)).isEqualTo("Yesterday");
    assertThat(on(2)).isEqualTo("Saturday");
    assertThat(on(7)).isEqualTo("Thu, Dec 3");
    assertThat(on(-2)).isEqualTo("Tue, Nov 24");
    assertThat(on(60)).isEqualTo("Jan 25, 2027");
  }

  @Test
  void a_moment_is_told_by_the_clock_of_the_reader() {
    Due late = new Due.At(Instant.parse("2026-11-26T23:30:00Z"), ZoneId.of("UTC"));
    assertThat(TaskWords.due(late, TODAY, BERLIN)).isEqualTo("Tomorrow, 00:30");
    assertThat(TaskWords.due(late, TODAY, ZoneId.of("UTC"))).isEqualTo("Today, 23:30");
    assertThat(TaskWords.due(null, TODAY, BERLIN)).isNull();
  }

  private static String on(int days) {
    return String.valueOf(TaskWords.due(new Due.On(TODAY.plusDays(days), BERLIN), TODAY, BERLIN));
  }
}
