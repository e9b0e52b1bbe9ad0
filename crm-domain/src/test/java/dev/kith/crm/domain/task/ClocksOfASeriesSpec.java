package dev.kith.crm.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.DayByDay;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tasks that come again, over changes of clocks of every kind, held against somebody who looks at
 * the clock on the wall each minute.
 */
class ClocksOfASeriesSpec {

  /**
   * Days shortly before clocks are changed: by an hour, by half of one, over midnight, by a day.
   *
   * @param over whether what is due when clocks jump comes on the day after
   */
  private record Change(String zone, String before, int hour, boolean over) {
    Change(String zone, String before, int hour) {
      this(zone, before, hour, false);
    }
  }

  private static final List<Change> CHANGES =
      List.of(
          new Change("Europe/Berlin", "2026-03-27", 2),
          new Change("Europe/Berlin", "2026-10-23", 2),
          new Change("America/New_York", "2026-03-06", 2),
          new Change("America/New_York", "2026-10-30", 1),
          new Change("Australia/Lord_Howe", "2026-10-02", 2),
          new Change("Australia/Lord_Howe", "2026-04-03", 1),
          new Change("Africa/Cairo", "2026-04-22", 0),
          new Change("America/Sao_Paulo", "2018-11-02", 0),
          new Change("America/Scoresbysund", "2026-03-27", 23, true),
          new Change("Pacific/Apia", "2011-12-28", 9, true));

  @Test
  void a_time_of_the_day_stays_the_same_on_the_clock_and_so_do_its_reminders() {
    Seeded.cases(
        300,
        random -> {
          Change change = random.oneOf(CHANGES);
          ZoneId zone = ZoneId.of(change.zone());
          LocalTime time = near(random, change);
          LocalDate first = LocalDate.parse(change.before());
          int daysBefore = random.between(0, 2);
          LocalTime called = near(random, change);
          LocalTime also = near(random, change);
          Instant asked = first.minusDays(daysBefore).atTime(called).atZone(zone).toInstant();
          Instant askedToo = first.minusDays(daysBefore).atTime(also).atZone(zone).toInstant();
          Task task =
              Tasks.of(
                  TaskDraft.of("Call")
                      .due(DueDraft.at(first.atTime(time).atZone(zone).toInstant(), zone.getId()))
                      .reminders(
                          also.equals(called)
                              ? List.of(ReminderDraft.at(asked))
                              : List.of(ReminderDraft.at(asked), ReminderDraft.at(askedToo)))
                      .recurring(RecurrenceDraft.of("FREQ=DAILY")));
          for (int i = 1; i <= 6; i++) {
            task = task.next(Tasks.anId(), new DayByDay(), Instant.EPOCH).orElseThrow().next();
            LocalDate day = first.plusDays(i);
            assertThat(task.content().due())
                .as("due on %s at %s in %s", day, time, zone)
                .isEqualTo(new Due.At(due(day.atTime(time), zone), zone));
            assertThat(task.content().reminders()).doesNotHaveDuplicates();
            if (change.over()) {
              continue;
            }
            assertThat(task.content().reminders().getFirst().moment(task.content().due()))
                .as("reminder at %s, %s days before %s in %s", called, daysBefore, day, zone)
                .contains(reaches(day.minusDays(daysBefore).atTime(called), zone));
            if (!also.equals(called)) {
              assertThat(task.content().reminders().getLast().moment(task.content().due()))
                  .contains(reaches(day.minusDays(daysBefore).atTime(also), zone));
            }
          }
        });
  }

  /** Some minute of the hours around that in which clocks are changed. */
  private static LocalTime near(Seeded random, Change change) {
    return LocalTime.of((change.hour() + random.between(23, 25)) % 24, random.between(0, 59));
  }

  /** As RFC 5545 has it: by the offset before a jump, and before clocks are put back. */
  private static Instant due(LocalDateTime wall, ZoneId zone) {
    for (Instant at = early(wall); ; at = at.plusSeconds(60)) {
      if (LocalDateTime.ofInstant(at, zone).equals(wall)) {
        return at;
      }
      if (LocalDateTime.ofInstant(at, zone).isAfter(wall)) {
        Instant jump = at;
        LocalDateTime last = LocalDateTime.ofInstant(jump.minusSeconds(60), zone).plusMinutes(1);
        return jump.plus(Duration.between(last, wall));
      }
    }
  }

  /** The first minute at which the clock shows this or anything later. */
  private static Instant reaches(LocalDateTime wall, ZoneId zone) {
    Instant at = early(wall);
    while (LocalDateTime.ofInstant(at, zone).isBefore(wall)) {
      at = at.plusSeconds(60);
    }
    return at;
  }

  private static Instant early(LocalDateTime wall) {
    return wall.toInstant(ZoneOffset.ofHours(14)).minusSeconds(3_600);
  }
}
