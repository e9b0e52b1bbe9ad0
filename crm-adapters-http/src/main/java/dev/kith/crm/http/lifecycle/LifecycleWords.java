package dev.kith.crm.http.lifecycle;

import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.http.pages.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lifecycle in words. */
public final class LifecycleWords {

  private LifecycleWords() {}

  /** The colour of a stage; none for one that is no longer there. */
  public static String tone(@Nullable StageCategory category) {
    return switch (category) {
      case null -> "";
      case PRE_SALE -> "info";
      case ACTIVE -> "good";
      case AT_RISK -> "warn";
      case ENDED -> "";
    };
  }

  static String percent(@Nullable Double part) {
    return part == null ? "–" : Math.round(100 * part) + " %";
  }

  /** Such as "12 d", "2 d 4 h", "5 h"; times are told in whole hours. */
  static String length(@Nullable Duration duration) {
    if (duration == null) {
      return "–";
    }
    long days = duration.toDays();
    int hours = duration.toHoursPart();
    if (days >= 10) {
      return Words.number(days) + " d";
    }
    return days > 0
        ? days + " d" + (hours == 0 ? "" : " " + hours + " h")
        : hours > 0 ? hours + " h" : "<1 h";
  }
}
