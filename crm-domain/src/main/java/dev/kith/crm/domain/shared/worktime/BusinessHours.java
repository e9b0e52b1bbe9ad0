package dev.kith.crm.domain.shared.worktime;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparing;

import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a business is at work: the shifts of a week in a time zone, and the days that are not like
 * the others. Time is reckoned in the moments at which it is open, exactly, also where clocks are
 * changed.
 *
 * <p>A shift belongs to the day on which it begins: the night before a holiday still ends in its
 * morning. It lasts from the first moment at which the clock on the wall shows its beginning, or
 * has jumped over it, until the clock will not again show anything before its end: where clocks are
 * set back within a shift it is an hour longer, where they are set forward an hour shorter. Shifts
 * that overlap count once.
 *
 * <p>For moments a ≤ b ≤ c, and any duration d that there is:
 *
 * <pre>
 * between(a, b) + between(b, c) = between(a, c)
 * between(a, plus(a, d)) = d = between(minus(a, d), a)
 * </pre>
 *
 * <p>Every question is answered in time proportional to the days that it spans, and none looks
 * further than {@value #HORIZON_DAYS} days.
 *
 * @param week shifts by the day on which they begin; a day without any is closed
 * @param specialDays in the order of their dates, no date twice
 */
public record BusinessHours(
    ZoneId zone, Map<DayOfWeek, List<Shift>> week, List<SpecialDay> specialDays) {

  /** A hundred years. */
  public static final int HORIZON_DAYS = 36_525;

  /** Within so many days without special ones, everything that recurs in a week has happened. */
  private static final int SURELY_A_WEEK = 60;

  /** Open at any time. */
  public static BusinessHours always(ZoneId zone) {
    return new BusinessHours(
        zone, Maps.toMap(List.of(DayOfWeek.values()), day -> List.of(Shift.WHOLE_DAY)), List.of());
  }

  /** The same shifts on the days from Monday to Friday. */
  public static BusinessHours workdays(ZoneId zone, Shift... shifts) {
    return new BusinessHours(
        zone,
        Maps.toMap(
            List.of(DayOfWeek.values()).subList(0, DayOfWeek.FRIDAY.getValue()),
            day -> List.of(shifts)),
        List.of());
  }

  public BusinessHours {
    Map<DayOfWeek, List<Shift>> days = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, shifts) -> {
      if (!shifts.isEmpty()) {
        days.put(day, inOrder(shifts));
      }
    });
    week = Maps.immutableEnumMap(days);
    specialDays =
        specialDays.stream()
            .map(d -> new SpecialDay(d.date(), d.name(), inOrder(d.shifts())))
            .sorted(comparing(SpecialDay::date))
            .collect(toImmutableList());
    if (specialDays.stream().map(SpecialDay::date).distinct().count() < specialDays.size()) {
      throw new IllegalArgumentException("a special day stands there twice: " + specialDays);
    }
  }

  private static List<Shift> inOrder(List<Shift> shifts) {
    return shifts.stream()
        .sorted(comparing(Shift::from).thenComparing(Shift::to))
        .collect(toImmutableList());
  }

  /** Whether it is never open, today or ever. */
  public boolean isNeverOpen() {
    return week.isEmpty() && specialDays.stream().allMatch(day -> day.shifts().isEmpty());
  }

  public boolean isOpen(Instant at) {
    LocalDate today = day(at);
    return Stream.of(today.minusDays(1), today, today.plusDays(1))
        .flatMap(this::spellsOf)
        .anyMatch(spell -> !at.isBefore(spell.begin) && at.isBefore(spell.end));
  }

  /**
   * How long it is open from one moment to another; negative if the second is the earlier.
   *
   * @throws IllegalArgumentException if they are more than a hundred years apart
   */
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    if (Duration.between(from, to).toDays() > HORIZON_DAYS) {
      throw new IllegalArgumentException(from + " and " + to + " are too far apart");
    }
    Duration open = Duration.ZERO;
    Onwards spells = new Onwards(from);
    Spell spell = spells.next();
    while (spell != null && spell.begin.isBefore(to)) {
      open = open.plus(Duration.between(spell.begin, earlier(spell.end, to)));
      spell = spells.next();
    }
    return open;
  }

  /**
   * The earliest moment until which it is open for so long, reckoned from {@code from}; that moment
   * itself where the duration is zero.
   *
   * @param duration negative to reckon back, as {@link #minus}
   * @return empty if it is not open for so long within a hundred years
   */
  public Optional<Instant> plus(Instant from, Duration duration) {
    if (duration.isNegative()) {
      return minus(from, duration.negated());
    }
    if (duration.isZero()) {
      return Optional.of(from);
    }
    Duration left = duration;
    Onwards spells = new Onwards(from);
    for (Spell spell = spells.next(); spell != null; spell = spells.next()) {
      if (left.compareTo(spell.length()) <= 0) {
        return Optional.of(spell.begin.plus(left));
      }
      left = left.minus(spell.length());
    }
    return Optional.empty();
  }

  /**
   * The latest moment from which it is open for so long until {@code to}.
   *
   * @param duration negative to reckon onwards, as {@link #plus}
   * @return empty if it was not open for so long in a hundred years
   */
  public Optional<Instant> minus(Instant to, Duration duration) {
    if (duration.isNegative()) {
      return plus(to, duration.negated());
    }
    if (duration.isZero()) {
      return Optional.of(to);
    }
    Duration left = duration;
    Backwards spells = new Backwards(to);
    for (Spell spell = spells.next(); spell != null; spell = spells.next()) {
      if (left.compareTo(spell.length()) <= 0) {
        return Optional.of(spell.end.minus(left));
      }
      left = left.minus(spell.length());
    }
    return Optional.empty();
  }

  /** The next moment behind this one at which it opens; empty if it never does again. */
  public Optional<Instant> nextOpening(Instant after) {
    return next(Spell::begin, after);
  }

  /** The next moment behind this one at which it closes; empty if it never does again. */
  public Optional<Instant> nextClosing(Instant after) {
    return next(Spell::end, after);
  }

  private Optional<Instant> next(Function<Spell, Instant> edge, Instant after) {
    LocalDate today = day(after);
    LocalDate end = lastSpecialDay(today).plusDays(SURELY_A_WEEK);
    Spell joined = null;
    for (LocalDate day = today.minusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
      for (Spell spell : spellsOf(day).toList()) {
        if (joined == null || joined.end.isBefore(spell.begin)) {
          if (joined != null && edge.apply(joined).isAfter(after)) {
            return Optional.of(edge.apply(joined));
          }
          joined = spell;
        } else {
          joined = new Spell(joined.begin, later(joined.end, spell.end));
        }
      }
    }
    // What reaches the end of what was looked at goes on for ever.
    return Optional.ofNullable(joined)
        .filter(spell -> edge.apply(spell).isAfter(after))
        .filter(spell -> !day(edge.apply(spell)).isAfter(end))
        .map(edge);
  }

  private LocalDate lastSpecialDay(LocalDate today) {
    return specialDays.isEmpty() || specialDays.getLast().date().isBefore(today)
        ? today
        : specialDays.getLast().date();
  }

  /** A stretch of being open. */
  private record Spell(Instant begin, Instant end) {
    Duration length() {
      return Duration.between(begin, end);
    }
  }

  /** Shifts of a day as moments, those that begin first in front. */
  private Stream<Spell> spellsOf(LocalDate day) {
    return shiftsOf(day).stream()
        .map(shift ->
            new Spell(
                WallClock.reaches(shift.begin(day), zone),
                WallClock.hasPassed(shift.end(day), zone)))
        .filter(spell -> spell.begin.isBefore(spell.end));
  }

  private List<Shift> shiftsOf(LocalDate date) {
    int index = Collections.binarySearch(Lists.transform(specialDays, SpecialDay::date), date);
    return index >= 0
        ? specialDays.get(index).shifts()
        : week.getOrDefault(date.getDayOfWeek(), List.of());
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * Walks through the time of being open from a moment on; what overlaps comes once. A day's shifts
   * begin before those of the day after, so days are taken one by one.
   */
  private final class Onwards {

    private final LocalDate last;
    private final Deque<Spell> ahead = new ArrayDeque<>();
    private LocalDate day;
    private Instant covered;

    Onwards(Instant from) {
      covered = from;
      day = day(from).minusDays(1);
      LocalDate horizon = day.plusDays(HORIZON_DAYS + 2);
      // Where the week is closed only special days are left to wait for.
      last = week.isEmpty() ? earlier(lastSpecialDay(day), horizon) : horizon;
    }

    @Nullable Spell next() {
      while (true) {
        while (ahead.isEmpty()) {
          if (day.isAfter(last)) {
            return null;
          }
          spellsOf(day).forEach(ahead::add);
          day = day.plusDays(1);
        }
        Spell spell = ahead.remove();
        Instant begin = later(spell.begin, covered);
        if (begin.isBefore(spell.end)) {
          covered = spell.end;
          return new Spell(begin, spell.end);
        }
      }
    }
  }

  /**
   * The same from a moment back, by the ends of shifts. One may end behind those of the day after,
   * so two days more are looked at before the next is taken.
   */
  private final class Backwards {

    private final LocalDate first;
    private final PriorityQueue<Spell> ahead =
        new PriorityQueue<>(comparing(Spell::end).reversed());
    private LocalDate day;
    private Instant covered;

    Backwards(Instant to) {
      covered = to;
      day = day(to).plusDays(1);
      LocalDate horizon = day.minusDays(HORIZON_DAYS + 2);
      first =
          week.isEmpty() && !specialDays.isEmpty()
              ? later(specialDays.getFirst().date(), horizon)
              : week.isEmpty() ? day.plusDays(1) : horizon;
    }

    @Nullable Spell next() {
      while (true) {
        while (!day.isBefore(first) && (ahead.isEmpty() || isNear(ahead.element()))) {
          ahead.addAll(spellsOf(day).toList());
          day = day.minusDays(1);
        }
        if (ahead.isEmpty()) {
          return null;
        }
        Spell spell = ahead.remove();
        Instant end = earlier(spell.end, covered);
        if (spell.begin.isBefore(end)) {
          covered = spell.begin;
          return new Spell(spell.begin, end);
        }
      }
    }

    private boolean isNear(Spell spell) {
      return day.isAfter(day(spell.begin).minusDays(3));
    }
  }
}
