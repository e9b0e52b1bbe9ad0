package dev.kith.crm.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchedulesSpec {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String SYNTAX = Schedule.SYNTAX;

  @Nested
  class At_equal_intervals {

    @Test
    void it_is_due_at_whole_multiples_whenever_it_is_asked() {
      Schedule quarterHourly = Schedule.every(Duration.ofMinutes(15));

      assertThat(quarterHourly.next(Instant.parse("2026-03-02T09:07:01Z")))
          .isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
      assertThat(quarterHourly.next(Instant.parse("2026-03-02T09:15:00Z")))
          .isEqualTo(Instant.parse("2026-03-02T09:30:00Z"));
    }

    @Test
    void the_next_time_is_the_first_multiple_behind_the_moment() {
      Seeded.cases(
          500,
          random -> {
            Duration interval = Duration.ofSeconds(random.between(1, 1_000_000));
            Instant moment = randomMoment(random);
            Instant next = Schedule.every(interval).next(moment);
            assertThat(next).isAfter(moment).isBeforeOrEqualTo(moment.plus(interval));
            assertThat(Math.floorMod(next.getEpochSecond(), interval.toSeconds())).isZero();
          });
    }
  }

  @Nested
  class At_a_local_time {

    @Test
    void it_is_due_today_if_the_time_lies_ahead_and_tomorrow_otherwise() {
      Schedule daily = Schedule.daily(LocalTime.of(3, 0), BERLIN);

      assertThat(daily.next(berlin("2026-01-10T02:59")).atZone(BERLIN))
          .hasToString("2026-01-10T03:00+01:00[Europe/Berlin]");
      assertThat(daily.next(berlin("2026-01-10T03:00")).atZone(BERLIN))
          .hasToString("2026-01-11T03:00+01:00[Europe/Berlin]");
    }

    @Test
    void on_certain_days_the_others_are_left_out() {
      Schedule weekly =
          Schedule.weekly(Set.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY), LocalTime.of(8, 0), BERLIN);

      assertThat(weekly.next(berlin("2026-01-12T08:00"))).isEqualTo(berlin("2026-01-15T08:00"));
      assertThat(weekly.next(berlin("2026-01-15T08:00"))).isEqualTo(berlin("2026-01-19T08:00"));
    }

    @Test
    void a_time_that_is_skipped_runs_once_at_the_moment_of_the_change() {
      Schedule daily = Schedule.daily(LocalTime.of(2, 30), BERLIN);
      Instant change = Instant.parse("2026-03-29T01:00:00Z");

      assertThat(daily.next(berlin("2026-03-28T02:30"))).isEqualTo(change);
      assertThat(daily.next(change)).isEqualTo(berlin("2026-03-30T02:30"));
    }

    @Test
    void a_time_that_comes_twice_runs_once_the_first_time() {
      Schedule daily = Schedule.daily(LocalTime.of(2, 30), BERLIN);
      Instant first = Instant.parse("2026-10-25T00:30:00Z");

      assertThat(daily.next(berlin("2026-10-24T02:30"))).isEqualTo(first);
      assertThat(daily.next(first)).isEqualTo(berlin("2026-10-26T02:30"));
    }

    @Test
    void a_day_that_a_country_left_out_runs_once_at_its_end() {
      ZoneId samoa = ZoneId.of("Pacific/Apia");
      Schedule fridays = Schedule.weekly(Set.of(DayOfWeek.FRIDAY), LocalTime.of(8, 0), samoa);

      assertThat(fridays.next(Instant.parse("2011-12-24T00:00:00Z")))
          .isEqualTo(ZonedDateTime.of(2011, 12, 31, 0, 0, 0, 0, samoa).toInstant());
    }

    @Test
    void every_day_has_exactly_one_time_in_every_zone_and_year() {
      List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
      Seeded.cases(
          300,
          random -> {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
            Schedule daily = Schedule.daily(time, zone);
            Instant moment = randomMoment(random);
            for (int day = 0; day < 400; day++) {
              Instant next = daily.next(moment);
              assertThat(next).isAfter(moment);
              // A whole day was left out twice in history, and a change of the clock moves an hour
              // or two.
              assertThat(Duration.between(moment, next)).isLessThanOrEqualTo(Duration.ofHours(50));
              ZonedDateTime local = next.atZone(zone);
              boolean atChange =
                  zone.getRules().getTransition(local.toLocalDateTime()) != null
                      || !zone.getRules()
                          .getOffset(next)
                          .equals(zone.getRules().getOffset(next.minusNanos(1)));
              assertThat(local.toLocalTime().equals(time) || atChange)
                  .as("%s at %s in %s", local, time, zone)
                  .isTrue();
              assertThat(daily.next(next.minusNanos(1))).isEqualTo(next);
              moment = next;
            }
          });
    }
  }

  @Nested
  class Each_month {

    @Test
    void it_is_due_on_its_day_and_on_the_last_where_a_month_has_none_such() {
      Schedule last = new Schedule.Monthly(31, LocalTime.of(8, 0), BERLIN);
      Instant moment = Instant.parse("2028-01-31T07:00:00Z");
      assertThat(last.next(moment.minusNanos(1))).isEqualTo(moment);
      Instant february = last.next(moment);
      assertThat(february).isEqualTo(Instant.parse("2028-02-29T07:00:00Z"));
      Instant march = last.next(february);
      assertThat(march).as("summer time").isEqualTo(Instant.parse("2028-03-31T06:00:00Z"));
      assertThat(last.next(march)).isEqualTo(Instant.parse("2028-04-30T06:00:00Z"));
    }

    @Test
    void it_comes_once_a_month_in_every_zone() {
      List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
      Seeded.cases(
          200,
          random -> {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            Schedule monthly =
                new Schedule.Monthly(
                    1 + random.nextInt(31),
                    LocalTime.of(random.nextInt(24), random.nextInt(60)),
                    zone);
            Instant moment = randomMoment(random);
            for (int month = 0; month < 24; month++) {
              Instant next = monthly.next(moment);
              assertThat(next).isAfter(moment);
              assertThat(monthly.next(next.minusNanos(1))).isEqualTo(next);
              if (month > 0) {
                assertThat(Duration.between(moment, next).toDays()).isBetween(26L, 33L);
              }
              moment = next;
            }
          });
    }

    @Test
    void its_day_is_1_to_31() {
      for (String day : List.of("0", "32", "-1", "first", "1.5")) {
        assertThat(Schedule.parse("monthly " + day + " 08:00 UTC"))
            .as(day)
            .isEqualTo(
                refused(new Violation("", "schedule-day", "The day of a month is 1 to 31.")));
      }
    }
  }

  @Nested
  class As_text {

    @Test
    void it_is_read_and_written_alike() {
      for (String text :
          List.of(
              "every PT15M",
              "daily 03:00 Europe/Berlin",
              "weekly MON,THU 08:00 Europe/Berlin",
              "monthly 31 08:00 Europe/Berlin")) {
        assertThat(Schedule.parse(text).map(Schedule::toString)).isEqualTo(Outcome.done(text));
      }
    }

    @Test
    void case_and_blanks_do_not_matter_but_in_the_zone() {
      assertThat(Schedule.parse("  Weekly  thu,mon\t08:00   Europe/Berlin "))
          .isEqualTo(
              Outcome.done(
                  Schedule.weekly(
                      Set.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY), LocalTime.of(8, 0), BERLIN)));
    }

    @Test
    void what_is_no_schedule_is_refused_with_an_example() {
      for (String text :
          List.of(
              "", "hourly", "every", "daily 03:00", "weekly MON 08:00", "daily 03:00 UTC now")) {
        assertThat(Schedule.parse(text))
            .isEqualTo(refused(new Violation("", "schedule-syntax", SYNTAX)));
      }
    }

    @Test
    void an_interval_is_of_whole_seconds_and_at_most_a_year() {
      for (String text :
          List.of(
              "every PT0S",
              "every -PT1H",
              "every PT0.5S",
              "every P400D",
              "every day",
              "every P99999999999999D")) {
        assertThat(Schedule.parse(text))
            .as(text)
            .isEqualTo(
                refused(
                    new Violation(
                        "",
                        "schedule-interval",
                        "An interval is a duration of whole seconds such as PT15M, from one second"
                            + " to 366 days.")));
      }
    }

    @Test
    void everything_that_is_wrong_is_named_at_once() {
      assertThat(Schedule.parse("weekly MON,XXX 25:00 Europe/Berlim"))
          .isEqualTo(
              refused(
                  new Violation("", "schedule-time", "A time is written like 08:00 or 23:30."),
                  new Violation(
                      "",
                      "schedule-zone",
                      "A time zone is written like Europe/Berlin or UTC, with its capitals."),
                  new Violation(
                      "",
                      "schedule-days",
                      "Days are MON, TUE, WED, THU, FRI, SAT and SUN, separated by commas.")));
    }
  }

  private static Outcome<Schedule> refused(Violation... violations) {
    return Outcome.refused(new Invalid(List.of(violations)));
  }

  private static Instant berlin(String local) {
    return java.time.LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  /** Between 1971 and 2037, to the second. */
  private static Instant randomMoment(Seeded random) {
    return Instant.ofEpochSecond(random.nextLong(31_536_000L, 2_114_380_800L));
  }
}
