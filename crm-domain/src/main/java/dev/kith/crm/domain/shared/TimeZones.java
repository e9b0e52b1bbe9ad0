package dev.kith.crm.domain.shared;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads names of time zones. */
public final class TimeZones {

  private TimeZones() {}

  /** Refused with {@code invalid} (at no field) if there is no zone of this name. */
  public static Outcome<ZoneId> parse(String name) {
    try {
      return Outcome.done(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Outcome.refused(
          Invalid.of(
              new Violation(
                  "", "zone-unknown", "A time zone is a name such as Europe/Berlin, or UTC.")));
    }
  }
}
