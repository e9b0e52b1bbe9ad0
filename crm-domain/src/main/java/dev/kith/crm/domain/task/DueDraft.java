package dev.kith.crm.domain.task;

import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.TimeZones;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * By when a task is to be done, as somebody wrote it down: at a moment, or on a day, or neither.
 *
 * @param zone null for that of the business
 */
public record DueDraft(@Nullable Instant at, @Nullable LocalDate on, @Nullable String zone) {

  public static final DueDraft NONE = new DueDraft(null, null, null);

  /** Moments and days beyond these are mistakes, and no database keeps them. */
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private static final LocalDate LATEST = LocalDate.of(9000, 1, 1);

  public static DueDraft at(Instant at, String zone) {
    return new DueDraft(at, null, zone);
  }

  public static DueDraft on(LocalDate date) {
    return new DueDraft(null, date, null);
  }

  /** Whether a date is meant, even if it is not said which. */
  boolean isMeant() {
    return !equals(NONE);
  }

  static DueDraft of(@Nullable Due due) {
    return switch (due) {
      case null -> NONE;
      case Due.At(Instant at, ZoneId zone) -> new DueDraft(at, null, zone.getId());
      case Due.On(LocalDate date, ZoneId zone) -> new DueDraft(null, date, zone.getId());
    };
  }

  /** Whether a moment can be meant, and kept. */
  static boolean isInRange(Instant at) {
    return !at.isBefore(EARLIEST.atStartOfDay().toInstant(ZoneOffset.UTC))
        && at.isBefore(LATEST.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /**
   * @param usual the zone of the business
   */
  @Nullable Due read(Checks checks, ZoneId usual) {
    ZoneId good = zone == null ? usual : checks.take("due/zone", TimeZones.parse(zone));
    if (at != null && on != null) {
      checks.add("due", "one-of-two", "A task is due at a moment or on a day, not both.");
    }
    if (at == null && on == null && zone != null) {
      checks.add("due", "required", "Say when it is due, too: at a moment (at) or on a day (on).");
    }
    if ((at != null && !isInRange(at))
        || (on != null && (on.isBefore(EARLIEST) || on.isAfter(LATEST)))) {
      checks.add("due", "out-of-range", "This date is out of every range.");
    }
    if (good == null) {
      return null;
    }
    return at != null ? new Due.At(at, good) : on != null ? new Due.On(on, good) : null;
  }
}
