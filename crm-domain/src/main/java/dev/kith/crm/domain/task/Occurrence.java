package dev.kith.crm.domain.task;

import com.google.common.collect.Streams;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which time of a series a task is.
 *
 * @param number 1 for the first task of the series
 * @param schedule by which its rule counts
 * @param day on which it is by the rule; it may be due on another by now
 * @param position which of the times of the rule it is since its schedule began, passed ones
 *     counted
 * @param following what the times behind it are like; null for like itself
 */
public record Occurrence(
    SeriesId series,
    int number,
    Schedule schedule,
    LocalDate day,
    int position,
    @Nullable TaskContent following) {

  /**
   * Where a rule begins, and when on its days a task is due.
   *
   * @param time on the clock of the zone; null for the whole day
   */
  public record Schedule(LocalDate start, @Nullable LocalTime time, ZoneId zone) {

    static Schedule of(Due due) {
      return switch (due) {
        case Due.At(Instant at, ZoneId zone) ->
            new Schedule(due.day(zone), at.atZone(zone).toLocalTime(), zone);
        case Due.On(LocalDate date, ZoneId zone) -> new Schedule(date, null, zone);
      };
    }

    /**
     * When it is due on a day, as RFC 5545 has it: a time that the clock jumps over is later by the
     * jump, of one that it shows twice the first counts.
     */
    public Due on(LocalDate day) {
      return time == null
          ? new Due.On(day, zone)
          : new Due.At(day.atTime(time).atZone(zone).toInstant(), zone);
    }

    /** The same with other clock, going on. */
    Schedule at(Due due) {
      Schedule other = of(due);
      return new Schedule(start, other.time, other.zone);
    }
  }

  static Occurrence first(SeriesId series, int number, Due due) {
    Schedule schedule = Schedule.of(due);
    return new Occurrence(series, number, schedule, schedule.start(), 1, null);
  }

  /** The same, with what the times behind it are like. */
  Occurrence following(@Nullable TaskContent content) {
    return new Occurrence(series, number, schedule, day, position, content);
  }

  /**
   * What the times behind it are like.
   *
   * @param content of this one
   */
  TaskContent rest(TaskContent content) {
    return following == null ? content : following;
  }

  /** The same with another time of the day from here on. */
  Occurrence at(Due due) {
    return new Occurrence(series, number, schedule.at(due), day, position, following);
  }

  /** When it is due by the rule. */
  public Due due() {
    return schedule.on(day);
  }

  /** How many times the rule has left, from this one on; it must say how many. */
  int left(int count) {
    return Math.max(1, count - position + 1);
  }

  /**
   * When the times behind this one are due, in their order; where they are counted from completion,
   * as if each were done on its day.
   *
   * @param recurrence null where none comes
   */
  public Stream<Due> coming(@Nullable Recurrence recurrence, Recurrences recurrences) {
    if (recurrence == null) {
      return Stream.empty();
    }
    return switch (recurrence.from()) {
      case SCHEDULE -> scheduled(recurrence, recurrences).map(Occurrence::due);
      case COMPLETION ->
          Stream.iterate(
                  afterCompletion(recurrence, day),
                  Optional::isPresent,
                  last -> last.flatMap(known -> known.afterCompletion(recurrence, known.day)))
              .flatMap(Optional::stream)
              .map(Occurrence::due);
    };
  }

  /**
   * The next time, if there is one: by the schedule the first behind this one that is not over yet,
   * or one interval after it was done.
   */
  Optional<Occurrence> next(Recurrence recurrence, Recurrences recurrences, Instant now) {
    return switch (recurrence.from()) {
      case SCHEDULE ->
          scheduled(recurrence, recurrences)
              .filter(next -> !schedule.on(next.day).isOver(now))
              .findFirst();
      case COMPLETION -> afterCompletion(recurrence, LocalDate.ofInstant(now, schedule.zone()));
    };
  }

  private Stream<Occurrence> scheduled(Recurrence recurrence, Recurrences recurrences) {
    return Streams.mapWithIndex(
            recurrences.days(recurrence.rule(), schedule.start(), day.plusDays(1)),
            (next, passed) ->
                new Occurrence(
                    series, number + 1, schedule, next, position + 1 + (int) passed, following))
        .filter(next -> !recurrence.except().contains(next.day));
  }

  private Optional<Occurrence> afterCompletion(Recurrence recurrence, LocalDate done) {
    Integer count = recurrence.rule().count();
    return count != null && position >= count
        ? Optional.empty()
        : recurrence
            .rule()
            .oneIntervalAfter(done)
            .map(next ->
                new Occurrence(series, number + 1, schedule, next, position + 1, following));
  }
}
