package dev.kith.crm.domain.shared.worktime;

import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Somebody who looks at the clock on the wall every minute for some days, and knows nothing of time
 * zones but what it shows. Shifts begin and end at whole minutes.
 */
final class Oracle {

  static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          // Half an hour of summer.
          ZoneId.of("Australia/Lord_Howe"),
          // Clocks changed at midnight.
          ZoneId.of("America/Sao_Paulo"),
          ZoneId.of("America/Havana"),
          ZoneId.of("Asia/Beirut"),
          // Left out a day.
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Africa/Casablanca"),
          ZoneId.of("Asia/Kolkata"),
          ZoneId.of("UTC"));

  /** How many minutes questions may be asked about. */
  static final int MINUTES = 4 * 24 * 60;

  private static final int MARGIN = 4 * 24 * 60;
  private static final int ALL = MINUTES + 2 * MARGIN;

  private final Instant first;
  private final BitSet open = new BitSet();

  private Oracle(Instant first) {
    this.first = first;
  }

  /** A moment of 2005 to 2030 at which the clocks of the zone are changed. */
  static Optional<Instant> changeOfClocks(ZoneId zone, Seeded random) {
    Instant from =
        Instant.parse("2005-01-01T00:00:00Z").plus(random.between(0, 25 * 365), ChronoUnit.DAYS);
    ZoneOffsetTransition change = zone.getRules().nextTransition(from);
    return Optional.ofNullable(change).map(ZoneOffsetTransition::getInstant);
  }

  static Oracle around(Instant middle, BusinessHours hours) {
    Instant begin =
        middle.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MARGIN + MINUTES / 2));
    Oracle oracle = new Oracle(begin.plus(Duration.ofMinutes(MARGIN)));
    LocalDateTime[] latestYet = new LocalDateTime[ALL];
    LocalDateTime[] earliestToCome = new LocalDateTime[ALL];
    for (int i = 0; i < ALL; i++) {
      LocalDateTime wall = LocalDateTime.ofInstant(begin.plus(Duration.ofMinutes(i)), hours.zone());
      latestYet[i] = i > 0 && latestYet[i - 1].isAfter(wall) ? latestYet[i - 1] : wall;
      earliestToCome[i] = wall;
    }
    for (int i = ALL - 2; i >= 0; i--) {
      if (earliestToCome[i + 1].isBefore(earliestToCome[i])) {
        earliestToCome[i] = earliestToCome[i + 1];
      }
    }
    Map<LocalDate, List<Shift>> special =
        hours.specialDays().stream()
            .collect(Collectors.toMap(SpecialDay::date, SpecialDay::shifts));
    LocalDate last = latestYet[ALL - 1].toLocalDate().minusDays(1);
    for (LocalDate day = latestYet[0].toLocalDate().plusDays(1);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (Shift shift :
          special.getOrDefault(day, hours.week().getOrDefault(day.getDayOfWeek(), List.of()))) {
        LocalDate lastDay = shift.to().isAfter(shift.from()) ? day : day.plusDays(1);
        int from = firstNotBefore(latestYet, day.atTime(shift.from()));
        int to = firstNotBefore(earliestToCome, lastDay.atTime(shift.to()));
        if (from < to) {
          oracle.open.set(from, to);
        }
      }
    }
    return oracle;
  }

  private static int firstNotBefore(LocalDateTime[] ascending, LocalDateTime wall) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (ascending[middle].isBefore(wall)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  Instant moment(int minute) {
    return first.plus(Duration.ofMinutes(minute));
  }

  boolean isOpen(int minute) {
    return open.get(minute + MARGIN);
  }

  int openBetween(int from, int to) {
    return open.get(from + MARGIN, to + MARGIN).cardinality();
  }

  /** The end of the last of so many open minutes from this one on. */
  int after(int minute, int count) {
    int at = minute;
    for (int left = count; left > 0; at++) {
      left -= isOpen(at) ? 1 : 0;
    }
    return at;
  }

  /** The begin of the first of so many open minutes before this one. */
  int before(int minute, int count) {
    int at = minute;
    for (int left = count; left > 0; ) {
      at--;
      left -= isOpen(at) ? 1 : 0;
    }
    return at;
  }

  OptionalInt nextOpening(int minute) {
    return next(minute, at -> isOpen(at) && !isOpen(at - 1));
  }

  OptionalInt nextClosing(int minute) {
    return next(minute, at -> !isOpen(at) && isOpen(at - 1));
  }

  private static OptionalInt next(int minute, Function<Integer, Boolean> change) {
    for (int at = minute + 1; at <= MINUTES; at++) {
      if (change.apply(at)) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }
}
