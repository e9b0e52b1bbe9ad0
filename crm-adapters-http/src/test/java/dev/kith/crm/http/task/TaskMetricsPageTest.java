package dev.kith.crm.http.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TaskMetricsPageTest {

  @Test
  void a_length_is_told_in_the_two_units_that_matter() {
    assertThat(TaskMetricsPage.length(null)).isEqualTo("–");
    assertThat(TaskMetricsPage.length(Duration.ofSeconds(59))).isEqualTo("<1 min");
    assertThat(TaskMetricsPage.length(Duration.ofMinutes(45))).isEqualTo("45 min");
    assertThat(TaskMetricsPage.length(Duration.ofMinutes(120))).isEqualTo("2 h");
    assertThat(TaskMetricsPage.length(Duration.ofMinutes(200))).isEqualTo("3 h 20 min");
    assertThat(TaskMetricsPage.length(Duration.ofHours(52))).isEqualTo("2 d 4 h");
    assertThat(TaskMetricsPage.length(Duration.ofDays(1_234).plusHours(5))).isEqualTo("1,234 d");
  }
}
