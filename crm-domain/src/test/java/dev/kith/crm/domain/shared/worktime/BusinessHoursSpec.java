package dev.kith.crm.domain.shared.worktime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.domain.testkit.Seeded;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BusinessHoursSpec {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final BusinessHours OFFICE =
      BusinessHours.workdays(BERLIN, shift("09:00", "12:30"), shift("13:30", "17:00"));

  @Nested
  class Office_hours_with_a_break_at_noon {

    @Test
    void are_open_from_the_first_moment_of_a_shift_until_before_its_end() {
      assertThat(OFFICE.isOpen(berlin("2026-11-06T09:00"))).isTrue();
      assertThat(OFFICE.isOpen(berlin("2026-11-06T12:30").minusNanos(1))).isTrue();
      assertThat(OFFICE.isOpen(berlin("2026-11-06T12:30"))).isFalse();
      assertThat(OFFICE.isOpen(berlin("2026-11-07T10:00"))).isFalse();
    }

    @Test
    void carry_four_hours_from_friday_afternoon_over_the_weekend() {
      assertThat(OFFICE.plus(berlin("2026-11-06T16:00"), Duration.ofHours(4)))
          .contains(berlin("2026-11-09T12:00"));
      assertThat(OFFICE.minus(berlin("2026-11-09T12:00"), Duration.ofHours(4)))
          .contains(berlin("2026-11-06T16:00"));
      assertThat(OFFICE.between(berlin("2026-11-06T16:00"), berlin("2026-11-09T12:00")))
          .isEqualTo(Duration.ofHours(4));
    }

    @Test
    void end_a_duration_with_the_day_if_it_fills_it() {
      assertThat(OFFICE.plus(berlin("2026-11-06T16:00"), Duration.ofHours(1)))
          .contains(berlin("2026-11-06T17:00"));
      assertThat(OFFICE.minus(berlin("2026-11-09T10:00"), Duration.ofHours(1)))
          .contains(berlin("2026-11-09T09:00"));
    }

    @Test
    void do_not_move_a_moment_by_nothing() {
      assertThat(OFFICE.plus(berlin("2026-11-07T03:00"), Duration.ZERO))
          .contains(berlin("2026-11-07T03:00"));
    }

    @Test
    void reckon_back_by_a_negative_duration() {
      assertThat(OFFICE.plus(berlin("2026-11-09T10:00"), Duration.ofHours(-2)))
          .contains(berlin("2026-11-06T16:00"));
      assertThat(OFFICE.between(berlin("2026-11-09T10:00"), berlin("2026-11-06T16:00")))
          .isEqualTo(Duration.ofHours(-2));
    }

    @Test
    void say_when_they_open_and_close_next() {
      assertThat(OFFICE.nextOpening(berlin("2026-11-06T13:30")))
          .contains(berlin("2026-11-09T09:00"));
      assertThat(OFFICE.nextClosing(berlin("2026-11-06T13:30")))
          .contains(berlin("2026-11-06T17:00"));
      assertThat(OFFICE.nextClosing(berlin("2026-11-06T17:00")))
          .contains(berlin("2026-11-09T12:30"));
    }
  }

  @Nested
  class Special_days {

    private final BusinessHours hours =
        new BusinessHours(
            BERLIN,
            OFFICE.week(),
            List.of(
                new SpecialDay(day("2026-12-25"), "Christmas", List.of()),
                new SpecialDay(day("2026-12-26"), "Sale", List.of(shift("10:00", "16:00")))));

    @Test
    void have_hours_of_their_own_or_none() {
      assertThat(hours.isOpen(berlin("2026-12-25T10:00"))).isFalse();
      assertThat(hours.isOpen(berlin("2026-12-26T10:00"))).isTrue();
      assertThat(hours.plus(berlin("2026-12-24T16:00"), Duration.ofHours(2)))
          .contains(berlin("2026-12-26T11:00"));
    }

    @Test
    void let_the_night_before_end_in_their_morning() {
      BusinessHours nights =
          new BusinessHours(
              BERLIN,
              Map.of(DayOfWeek.THURSDAY, List.of(shift("22:00", "06:00"))),
              List.of(new SpecialDay(day("2026-12-25"), "Christmas", List.of())));
      assertThat(nights.isOpen(berlin("2026-12-25T05:59"))).isTrue();
      assertThat(nights.nextClosing(berlin("2026-12-24T23:00")))
          .contains(berlin("2026-12-25T06:00"));
    }

    @Test
    void stand_there_once() {
      SpecialDay christmas = new SpecialDay(day("2026-12-25"), "Christmas", List.of());
      assertThatThrownBy(() -> new BusinessHours(BERLIN, Map.of(), List.of(christmas, christmas)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class Where_clocks_are_changed {

    private final BusinessHours night =
        new BusinessHours(
            BERLIN, Map.of(DayOfWeek.SATURDAY, List.of(shift("22:00", "06:00"))), List.of());

    @Test
    void a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() {
      assertThat(night.between(berlin("2026-03-28T12:00"), berlin("2026-03-29T12:00")))
          .isEqualTo(Duration.ofHours(7));
      assertThat(night.between(berlin("2026-10-24T12:00"), berlin("2026-10-25T12:00")))
          .isEqualTo(Duration.ofHours(9));
    }

    @Test
    void a_shift_within_the_hour_that_is_skipped_does_not_take_place() {
      BusinessHours early =
          new BusinessHours(
              BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(shift("02:10", "02:50"))), List.of());
      assertThat(early.nextOpening(berlin("2026-03-28T12:00")))
          .contains(berlin("2026-04-05T02:10"));
    }

    @Test
    void a_shift_that_ends_as_the_hour_is_repeated_ends_the_first_time() {
      BusinessHours evening =
          new BusinessHours(
              BERLIN, Map.of(DayOfWeek.SATURDAY, List.of(shift("20:00", "02:00"))), List.of());
      assertThat(evening.between(berlin("2026-10-24T12:00"), berlin("2026-10-25T12:00")))
          .isEqualTo(Duration.ofHours(6));
    }
  }

  @Nested
  class At_the_ends_of_the_possible {

    private final Instant now = berlin("2026-11-06T16:00");

    @Test
    void round_the_clock_business_time_is_time() {
      BusinessHours always = BusinessHours.always(BERLIN);
      assertThat(always.plus(now, Duration.ofDays(1000))).contains(now.plus(Duration.ofDays(1000)));
      assertThat(always.minus(now, Duration.ofDays(1000)))
          .contains(now.minus(Duration.ofDays(1000)));
      assertThat(always.nextOpening(now)).isEmpty();
      assertThat(always.nextClosing(now)).isEmpty();
    }

    @Test
    void what_is_never_open_has_no_answers() {
      BusinessHours never = new BusinessHours(BERLIN, Map.of(), List.of());
      assertThat(never.isNeverOpen()).isTrue();
      assertThat(never.plus(now, Duration.ofNanos(1))).isEmpty();
      assertThat(never.minus(now, Duration.ofNanos(1))).isEmpty();
      assertThat(never.between(now, now.plus(Duration.ofDays(9)))).isZero();
      assertThat(never.nextOpening(now)).isEmpty();
      assertThat(never.nextClosing(now)).isEmpty();
    }

    @Test
    void a_single_day_of_being_open_is_found_years_ahead_and_nothing_behind_it() {
      BusinessHours once =
          new BusinessHours(
              BERLIN,
              Map.of(),
              List.of(new SpecialDay(day("2031-01-04"), "Fair", List.of(Shift.WHOLE_DAY))));
      assertThat(once.nextOpening(now)).contains(berlin("2031-01-04T00:00"));
      assertThat(once.plus(now, Duration.ofHours(24))).contains(berlin("2031-01-05T00:00"));
      assertThat(once.plus(now, Duration.ofHours(25))).isEmpty();
      assertThat(once.minus(now, Duration.ofHours(1))).isEmpty();
      assertThat(once.minus(berlin("2040-01-01T00:00"), Duration.ofHours(24)))
          .contains(berlin("2031-01-04T00:00"));
    }

    @Test
    void more_than_a_century_ahead_nothing_is_promised() {
      assertThat(BusinessHours.always(BERLIN).plus(now, Duration.ofDays(36_600))).isEmpty();
      assertThatThrownBy(() -> OFFICE.between(now, now.plus(Duration.ofDays(36_600))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class For_any_hours_and_any_moments {

    @Test
    void durations_add_up() {
      Seeded.cases(
          300,
          random -> {
            BusinessHours hours = anyHours(random, random.oneOf(Oracle.ZONES), anyMoment(random));
            Instant a = anyMoment(random);
            Instant b = anyMoment(random);
            Instant c = anyMoment(random);
            assertThat(hours.between(a, b).plus(hours.between(b, c)))
                .isEqualTo(hours.between(a, c));
          });
    }

    @Test
    void between_undoes_plus_and_minus() {
      Seeded.cases(
          300,
          random -> {
            Instant from = anyMoment(random);
            BusinessHours hours = anyHours(random, random.oneOf(Oracle.ZONES), from);
            Duration duration = anyDuration(random);
            hours
                .plus(from, duration)
                .ifPresent(end -> assertThat(hours.between(from, end)).isEqualTo(duration));
            hours
                .minus(from, duration)
                .ifPresent(begin -> assertThat(hours.between(begin, from)).isEqualTo(duration));
          });
    }

    @Test
    void later_and_longer_never_ends_earlier() {
      Seeded.cases(
          300,
          random -> {
            Instant from = anyMoment(random);
            BusinessHours hours = anyHours(random, random.oneOf(Oracle.ZONES), from);
            Duration duration = anyDuration(random);
            Instant later = from.plus(random.nextLong(600_000_000_000L), ChronoUnit.MICROS);
            Duration longer = duration.plusNanos(random.nextLong(100_000_000_000_000L));
            Optional<Instant> end = hours.plus(from, duration);
            for (Optional<Instant> other :
                List.of(hours.plus(later, duration), hours.plus(from, longer))) {
              if (end.isPresent() && other.isPresent()) {
                assertThat(other.get()).isAfterOrEqualTo(end.get());
              }
            }
          });
    }

    @Test
    void every_answer_is_that_of_somebody_who_looks_at_the_clock_every_minute() {
      Seeded.cases(
          250,
          random -> {
            ZoneId zone = random.oneOf(Oracle.ZONES);
            Instant middle = Oracle.changeOfClocks(zone, random).orElseGet(() -> anyMoment(random));
            BusinessHours hours = anyHours(random, zone, middle);
            Oracle oracle = Oracle.around(middle, hours);
            for (int i = 0; i < 40; i++) {
              int a = random.between(0, Oracle.MINUTES);
              int b = random.between(a, Oracle.MINUTES);
              int open = oracle.openBetween(a, b);
              assertThat(hours.isOpen(oracle.moment(a))).isEqualTo(oracle.isOpen(a));
              assertThat(hours.between(oracle.moment(a), oracle.moment(b)))
                  .isEqualTo(Duration.ofMinutes(open));
              if (open > 0) {
                int part = random.between(1, open);
                Duration duration = Duration.ofMinutes(part);
                assertThat(hours.plus(oracle.moment(a), duration))
                    .contains(oracle.moment(oracle.after(a, part)));
                assertThat(hours.minus(oracle.moment(b), duration))
                    .contains(oracle.moment(oracle.before(b, part)));
              }
              oracle
                  .nextOpening(a)
                  .ifPresent(next ->
                      assertThat(hours.nextOpening(oracle.moment(a)))
                          .contains(oracle.moment(next)));
              oracle
                  .nextClosing(a)
                  .ifPresent(next ->
                      assertThat(hours.nextClosing(oracle.moment(a)))
                          .contains(oracle.moment(next)));
            }
          });
    }

    private BusinessHours anyHours(Seeded random, ZoneId zone, Instant near) {
      Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        if (random.percent(70)) {
          week.put(day, random.listOf(0, 3, this::anyShift));
        }
      }
      LocalDate first = LocalDate.ofInstant(near, zone).minusDays(4);
      List<SpecialDay> special =
          random.someOf(List.of(0, 1, 2, 3, 4, 5, 6, 7)).stream()
              .filter(day -> random.percent(30))
              .map(day ->
                  new SpecialDay(first.plusDays(day), "x", random.listOf(0, 2, this::anyShift)))
              .toList();
      return new BusinessHours(zone, week, special);
    }

    private Shift anyShift(Seeded random) {
      return random.percent(10) ? Shift.WHOLE_DAY : new Shift(anyTime(random), anyTime(random));
    }

    /** Often about the hours at which clocks are changed. */
    private LocalTime anyTime(Seeded random) {
      return random.percent(40)
          ? LocalTime.of(random.between(0, 3), random.oneOf(0, 30, 59))
          : LocalTime.of(random.between(0, 23), random.oneOf(0, 15, 30, 45, 59));
    }

    private Instant anyMoment(Seeded random) {
      return random.instant();
    }

    private Duration anyDuration(Seeded random) {
      return Duration.of(random.nextLong(2_000_000_000_000L) + 1, ChronoUnit.MICROS);
    }
  }

  private static Shift shift(String from, String to) {
    return new Shift(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static LocalDate day(String date) {
    return LocalDate.parse(date);
  }

  private static Instant berlin(String wall) {
    return LocalDateTime.parse(wall).atZone(BERLIN).toInstant();
  }
}
