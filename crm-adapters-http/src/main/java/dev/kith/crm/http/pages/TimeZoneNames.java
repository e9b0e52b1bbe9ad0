package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import java.time.ZoneId;
import java.util.List;

/** The time zones that people choose from. */
public final class TimeZoneNames {

  private TimeZoneNames() {}

  /** UTC, and then those that are called after places, by name. */
  public static List<String> all() {
    return ImmutableList.<String>builder()
        .add("UTC")
        .addAll(
            ZoneId.getAvailableZoneIds().stream()
                .filter(
                    id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
                .sorted()
                .toList())
        .build();
  }
}
