package dev.kith.crm.http.lifecycle;

import dev.kith.crm.domain.lifecycle.TimeInStage;
import java.time.Duration;

/** In what people say how long accounts may stay in a stage. */
enum SlaUnit {
  DAYS("days", 24, false),
  HOURS("hours", 1, false),
  BUSINESS_HOURS("business hours", 1, true);

  private final String label;
  private final long hours;
  private final boolean businessTime;

  SlaUnit(String label, long hours, boolean businessTime) {
    this.label = label;
    this.hours = hours;
    this.businessTime = businessTime;
  }

  String label() {
    return label;
  }

  TimeInStage of(int count) {
    return new TimeInStage(Duration.ofHours(count * hours), businessTime);
  }

  long count(TimeInStage sla) {
    return sla.time().toHours() / hours;
  }

  /** The largest in which it is a whole number. */
  static SlaUnit of(TimeInStage sla) {
    return sla.businessTime()
        ? BUSINESS_HOURS
        : sla.time().toHours() % DAYS.hours == 0 ? DAYS : HOURS;
  }
}
