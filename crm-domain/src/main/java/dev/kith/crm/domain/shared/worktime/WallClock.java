package dev.kith.crm.domain.shared.worktime;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/** When clocks on the wall show a time: never, once, or twice where clocks are changed. */
public final class WallClock {

  private WallClock() {}

  /** The first moment at which the clock shows this or anything later. */
  public static Instant reaches(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition jump = jump(wall, zone);
    return jump == null ? wall.atZone(zone).toInstant() : jump.getInstant();
  }

  /** The first moment from which on the clock never again shows anything earlier than this. */
  public static Instant hasPassed(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    return change == null || change.isGap() || wall.equals(change.getDateTimeAfter())
        ? reaches(wall, zone)
        : wall.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  private static @Nullable ZoneOffsetTransition jump(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    return change != null && change.isGap() ? change : null;
  }
}
