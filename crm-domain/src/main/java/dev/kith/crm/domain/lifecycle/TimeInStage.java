package dev.kith.crm.domain.lifecycle;

import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long an account may stay in a stage.
 *
 * @param time whole hours, one at least
 * @param businessTime whether only the hours of the default calendar count; otherwise all do
 */
public record TimeInStage(Duration time, boolean businessTime) {

  public static final Duration LONGEST = Duration.ofDays(3_650);

  public static TimeInStage days(int days) {
    return new TimeInStage(Duration.ofDays(days), false);
  }

  public static TimeInStage businessHours(int hours) {
    return new TimeInStage(Duration.ofHours(hours), true);
  }

  boolean isSound() {
    return time.compareTo(Duration.ofHours(1)) >= 0
        && time.compareTo(LONGEST) <= 0
        && time.equals(Duration.ofHours(time.toHours()));
  }

  /**
   * When it is up for whoever came at a moment.
   *
   * @param hours of the default calendar
   * @return empty if business hours never last for so long
   */
  public Optional<Instant> upAfter(Instant entered, BusinessHours hours) {
    return businessTime ? hours.plus(entered, time) : Optional.of(entered.plus(time));
  }

  /** For people, such as {@code 48 business hours}. */
  public String words() {
    long count = time.toHours();
    boolean days = !businessTime && count % 24 == 0;
    long shown = days ? count / 24 : count;
    return shown
        + (businessTime ? " business" : "")
        + (days ? " day" : " hour")
        + (shown == 1 ? "" : "s");
  }
}
