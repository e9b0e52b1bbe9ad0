package dev.kith.crm.domain.job;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When something recurs. As text:
 *
 * <pre>
 * every PT15M
 * daily 03:00 Europe/Berlin
 * weekly MON,THU 08:00 Europe/Berlin
 * monthly 1 08:00 Europe/Berlin
 * </pre>
 *
 * <p>Where clocks are put forward and the local time is skipped, it runs once, at the next valid
 * instant (the moment of the change). Where clocks are put back and the local time comes twice, it
 * runs once, the first time.
 */
public sealed interface Schedule {

  /**
   * The shortest and the longest interval: what is shorter is not a schedule, what is longer is a
   * date.
   */
  Duration SHORTEST = Duration.ofSeconds(1);

  Duration LONGEST = Duration.ofDays(366);

  /** The first moment after {@code moment} at which it is due. */
  Instant next(Instant moment);

  /**
   * At equal intervals, counted from 1970-01-01T00:00Z: a quarter of an hour is thus always at :00,
   * :15, :30 and :45, in every process and after every restart.
   *
   * @param interval whole seconds
   */
  record Every(Duration interval) implements Schedule {
    public Every {
      if (interval.compareTo(SHORTEST) < 0
          || interval.compareTo(LONGEST) > 0
          || !interval.equals(interval.truncatedTo(ChronoUnit.SECONDS))) {
        throw new IllegalArgumentException("not an interval: " + interval);
      }
    }

    @Override
    public Instant next(Instant moment) {
      long seconds = interval.toSeconds();
      return Instant.ofEpochSecond(
          Math.multiplyExact(Math.floorDiv(moment.getEpochSecond(), seconds) + 1, seconds));
    }

    @Override
    public String toString() {
      return "every " + interval;
    }
  }

  /**
   * At a local time on certain days of the week.
   *
   * @param time to the minute
   */
  record AtTime(Set<DayOfWeek> days, LocalTime time, ZoneId zone) implements Schedule {
    public AtTime {
      days = ImmutableSortedSet.copyOf(days);
      time = time.truncatedTo(ChronoUnit.MINUTES);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a schedule needs at least one day");
      }
    }

    @Override
    public Instant next(Instant moment) {
      // Begins two days early, because a change of the clock can move an occurrence to a later
      // date; the zone that left out a
      // whole day moved it furthest.
      LocalDate date = moment.atZone(zone).toLocalDate().minusDays(2);
      while (true) {
        if (days.contains(date.getDayOfWeek())) {
          Instant occurrence = instantOf(date.atTime(time));
          if (occurrence.isAfter(moment)) {
            return occurrence;
          }
        }
        date = date.plusDays(1);
      }
    }

    private Instant instantOf(LocalDateTime local) {
      return Schedule.instantOf(local, zone);
    }

    @Override
    public String toString() {
      String when = TIME.format(time) + " " + zone.getId();
      return days.size() == 7
          ? "daily " + when
          : "weekly "
              + days.stream().map(AtTime::abbreviated).collect(Collectors.joining(","))
              + " "
              + when;
    }

    private static String abbreviated(DayOfWeek day) {
      return day.name().substring(0, 3);
    }
  }

  /**
   * At a local time on one day of each month.
   *
   * @param day 1 to 31; a month that has no such day has it on its last
   * @param time to the minute
   */
  record Monthly(int day, LocalTime time, ZoneId zone) implements Schedule {
    public Monthly {
      time = time.truncatedTo(ChronoUnit.MINUTES);
      if (day < 1 || day > 31) {
        throw new IllegalArgumentException("no day of a month: " + day);
      }
    }

    @Override
    public Instant next(Instant moment) {
      YearMonth month = YearMonth.from(moment.atZone(zone)).minusMonths(1);
      while (true) {
        LocalDate date = month.atDay(Math.min(day, month.lengthOfMonth()));
        Instant occurrence = instantOf(date.atTime(time), zone);
        if (occurrence.isAfter(moment)) {
          return occurrence;
        }
        month = month.plusMonths(1);
      }
    }

    @Override
    public String toString() {
      return "monthly " + day + " " + TIME.format(time) + " " + zone.getId();
    }
  }

  private static Instant instantOf(LocalDateTime local, ZoneId zone) {
    var rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? rules.getTransition(local).getInstant()
        : local.toInstant(offsets.getFirst());
  }

  static Schedule every(Duration interval) {
    return new Every(interval);
  }

  static Schedule daily(LocalTime time, ZoneId zone) {
    return new AtTime(Set.of(DayOfWeek.values()), time, zone);
  }

  static Schedule weekly(Set<DayOfWeek> days, LocalTime time, ZoneId zone) {
    return new AtTime(days, time, zone);
  }

  /** Reads the text form, without regard to case and to the amount of blanks. */
  static Outcome<Schedule> parse(String text) {
    List<String> words = BLANKS.splitToList(text);
    String kind = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    if (kind.equals("every") && words.size() == 2) {
      return interval(words.get(1));
    }
    if (kind.equals("daily") && words.size() == 3) {
      return atTime(Optional.of(Set.of(DayOfWeek.values())), words.get(1), words.get(2));
    }
    if (kind.equals("weekly") && words.size() == 4) {
      return atTime(days(words.get(1)), words.get(2), words.get(3));
    }
    if (kind.equals("monthly") && words.size() == 4) {
      return monthly(words.get(1), words.get(2), words.get(3));
    }
    return Outcome.refused(Invalid.of(new Violation("", "schedule-syntax", SYNTAX)));
  }

  Splitter BLANKS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();
  DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  String SYNTAX =
      "A schedule is written like \"every PT15M\", \"daily 03:00 Europe/Berlin\", \"weekly"
          + " MON,THU 08:00 Europe/Berlin\" or \"monthly 1 08:00 Europe/Berlin\".";

  private static Outcome<Schedule> interval(String word) {
    try {
      return Outcome.done(new Every(Duration.parse(word)));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException bad) {
      return Outcome.refused(
          Invalid.of(
              new Violation(
                  "",
                  "schedule-interval",
                  "An interval is a duration of whole seconds such as PT15M, from one second to 366"
                      + " days.")));
    }
  }

  private static Outcome<Schedule> atTime(
      Optional<Set<DayOfWeek>> days, String timeWord, String zoneWord) {
    ScheduleChecks checks = new ScheduleChecks();
    Optional<LocalTime> time = checks.time(timeWord);
    Optional<ZoneId> zone = checks.zone(zoneWord);
    if (days.isEmpty()) {
      checks.badDays();
    }
    return days.isPresent() && time.isPresent() && zone.isPresent()
        ? Outcome.done(new AtTime(days.get(), time.get(), zone.get()))
        : checks.refusal();
  }

  private static Outcome<Schedule> monthly(String dayWord, String timeWord, String zoneWord) {
    ScheduleChecks checks = new ScheduleChecks();
    Optional<LocalTime> time = checks.time(timeWord);
    Optional<ZoneId> zone = checks.zone(zoneWord);
    int day = Optional.ofNullable(Ints.tryParse(dayWord)).orElse(0);
    if (day < 1 || day > 31) {
      checks.badDayOfMonth();
    } else if (time.isPresent() && zone.isPresent()) {
      return Outcome.done(new Monthly(day, time.get(), zone.get()));
    }
    return checks.refusal();
  }

  private static Optional<Set<DayOfWeek>> days(String word) {
    List<Optional<DayOfWeek>> days =
        Splitter.on(',')
            .splitToStream(word.toUpperCase(Locale.ROOT))
            .map(short3 ->
                Arrays.stream(DayOfWeek.values())
                    .filter(d -> AtTime.abbreviated(d).equals(short3))
                    .findFirst())
            .toList();
    return days.stream().allMatch(Optional::isPresent)
        ? Optional.of(days.stream().flatMap(Optional::stream).collect(Collectors.toSet()))
        : Optional.empty();
  }
}
