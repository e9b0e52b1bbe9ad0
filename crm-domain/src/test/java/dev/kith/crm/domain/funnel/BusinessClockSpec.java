package dev.kith.crm.domain.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class BusinessClockSpec {

  @Test
  void between_any_hours_it_tells_what_the_calendar_tells() {
    BusinessHours hours =
        BusinessHours.workdays(
            ZoneId.of("Asia/Kolkata"),
            new Shift(LocalTime.of(9, 0), LocalTime.of(12, 30)),
            new Shift(LocalTime.of(22, 15), LocalTime.of(3, 0)));
    BusinessClock clock = new BusinessClock(hours);
    Seeded random = Seeded.of(7);
    for (int i = 0; i < 500; i++) {
      long from = random.between(0, 500_000);
      long to = from + random.between(0, 20_000);
      assertThat(clock.hoursBetween(from, to))
          .isEqualTo(
              hours
                  .between(Instant.ofEpochSecond(from * 3600), Instant.ofEpochSecond(to * 3600))
                  .toHours());
    }
  }
}
