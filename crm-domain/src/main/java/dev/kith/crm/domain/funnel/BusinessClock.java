package dev.kith.crm.domain.funnel;

import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells business time between very many full hours since 1970: what is open until an hour is worked
 * out once, and every time between two is a difference.
 */
public final class BusinessClock {

  private static final long HOURS_OF_DAY = 24;
  private static final Duration DAY = Duration.ofHours(HOURS_OF_DAY);
  private static final int SECONDS_OF_HOUR = 3600;

  private final BusinessHours hours;

  /** For how many seconds it was open until the beginning of each day since 1970. */
  private final List<Long> untilDay = new ArrayList<>(List.of(0L));

  private final Map<Long, Long> untilHour = new HashMap<>();

  public BusinessClock(BusinessHours hours) {
    this.hours = hours;
  }

  /**
   * Whole hours of business, cut.
   *
   * @param from full hours since 1970
   * @param to as many or more
   */
  public long hoursBetween(long from, long to) {
    return (until(to) - until(from)) / SECONDS_OF_HOUR;
  }

  private long until(long hour) {
    Long known = untilHour.get(hour);
    if (known == null) {
      int day = (int) (hour / HOURS_OF_DAY);
      known =
          untilDay(day)
              + hours
                  .between(start(day), Instant.ofEpochSecond(hour * SECONDS_OF_HOUR))
                  .toSeconds();
      untilHour.put(hour, known);
    }
    return known;
  }

  private long untilDay(int day) {
    while (untilDay.size() <= day) {
      Instant begin = start(untilDay.size() - 1);
      untilDay.add(untilDay.getLast() + hours.between(begin, begin.plus(DAY)).toSeconds());
    }
    return untilDay.get(day);
  }

  private static Instant start(long day) {
    return Instant.EPOCH.plus(DAY.multipliedBy(day));
  }
}
