package dev.kith.crm.domain.intake.contact;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.worktime.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of the week in which nobody is disturbed on some channels.
 *
 * <p>The hours are those of the clock on the wall. Where it skips an hour, a window that would
 * begin or end within begins or ends as the clock jumps. Where an hour comes twice, the quiet
 * begins with the first and ends with the second.
 *
 * @param days on which it begins
 * @param to if not later than {@code from}, it is a time of the day after
 */
public record QuietWindow(
    Set<Channel> channels, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  public QuietWindow {
    channels = ImmutableSet.copyOf(channels);
    days = ImmutableSet.copyOf(days);
  }

  /** A window for which at least one channel and one day are named. */
  public static Outcome<QuietWindow> of(
      Set<Channel> channels, Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
    Checks checks = new Checks();
    if (channels.isEmpty()) {
      checks.add("channels", "required", "Name at least one channel.");
    }
    if (days.isEmpty()) {
      checks.add("days", "required", "Name at least one day.");
    }
    return checks.orRefuse(() -> new QuietWindow(channels, days, from, to, zone));
  }

  /** When the quiet that reigns at this moment ends; empty if it does not reign. */
  Optional<Instant> endOfQuiet(Channel channel, Instant at) {
    if (!channels.contains(channel)) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(at, zone);
    return Stream.of(today.minusDays(1), today, today.plusDays(1))
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !begin(day).isAfter(at))
        .map(this::end)
        .filter(at::isBefore)
        .max(Instant::compareTo);
  }

  private Instant begin(LocalDate day) {
    return WallClock.reaches(day.atTime(from), zone);
  }

  private Instant end(LocalDate day) {
    LocalDateTime wall = (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
    ZoneOffsetTransition jump = zone.getRules().getTransition(wall);
    return jump != null && jump.isGap()
        ? jump.getInstant()
        : wall.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
