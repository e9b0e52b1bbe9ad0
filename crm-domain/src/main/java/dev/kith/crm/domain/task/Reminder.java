package dev.kith.crm.domain.task;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.shared.worktime.WallClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When somebody wants to be reminded of a task. */
public sealed interface Reminder {

  /** So many days ahead a reminder may come, however it is set. */
  int MOST_DAYS_AHEAD = 366;

  /**
   * The moment of it.
   *
   * @param due by when the task is to be done
   * @return empty if it hangs on a date that the task does not have
   */
  Optional<Instant> moment(@Nullable Due due);

  /** It in one word, the same for equal ones: see {@link #parse}. */
  String code();

  /** Whether it comes only where the task is due. */
  default boolean needsDue() {
    return !(this instanceof At);
  }

  /**
   * It for a task that comes again, some days later.
   *
   * @param zone in which the task comes at the same time of the day
   * @param day on which it comes then
   */
  default Reminder moved(long days, ZoneId zone, LocalDate day) {
    return this;
  }

  /** At a moment, whenever the task is due. */
  record At(Instant at) implements Reminder {

    public At {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Optional<Instant> moment(@Nullable Due due) {
      return Optional.of(at);
    }

    /**
     * Where the clock jumps over its time, that is kept as a time of the day: the moment of the
     * jump would be its time from then on.
     */
    @Override
    public Reminder moved(long days, ZoneId zone, LocalDate day) {
      LocalDateTime wanted = LocalDateTime.ofInstant(at, zone).plusDays(days);
      Instant moment = WallClock.reaches(wanted, zone);
      long before = ChronoUnit.DAYS.between(wanted.toLocalDate(), day);
      return LocalDateTime.ofInstant(moment, zone).equals(wanted)
              || before < 0
              || before > MOST_DAYS_AHEAD
          ? new At(moment)
          : new OnTheDay((int) before, wanted.toLocalTime());
    }

    @Override
    public String code() {
      return "at|" + at;
    }

    @Override
    public String toString() {
      return at.toString();
    }
  }

  /**
   * So long before it is overdue, whatever clocks do meanwhile.
   *
   * @param ahead not negative; zero is the moment at which it is overdue
   */
  record Before(Duration ahead) implements Reminder {

    @Override
    public Optional<Instant> moment(@Nullable Due due) {
      return Optional.ofNullable(due).map(known -> known.deadline().minus(ahead));
    }

    @Override
    public String code() {
      return "before|" + ahead;
    }

    @Override
    public String toString() {
      return ahead.isZero() ? "when it is due" : ahead + " before";
    }
  }

  /**
   * When the clock of the task's zone shows a time on the day on which it is due, or some days
   * before: in that of a night without this time, when it has jumped over it.
   */
  record OnTheDay(int daysBefore, LocalTime time) implements Reminder {

    @Override
    public Optional<Instant> moment(@Nullable Due due) {
      return Optional.ofNullable(due)
          .map(known ->
              WallClock.reaches(
                  known.day(known.zone()).minusDays(daysBefore).atTime(time), known.zone()));
    }

    @Override
    public String code() {
      return "day|" + daysBefore + "|" + time;
    }

    @Override
    public String toString() {
      return "at "
          + time
          + (daysBefore == 0
              ? " on the day"
              : daysBefore == 1 ? " on the day before" : " " + daysBefore + " days before");
    }
  }

  /** The reminder of a {@link #code()}; empty if it is none. */
  static Optional<Reminder> parse(String code) {
    List<String> parts = Splitter.on('|').splitToList(code);
    try {
      return switch (parts.getFirst() + parts.size()) {
        case "at2" -> Optional.of(new At(Instant.parse(parts.get(1))));
        case "before2" -> Optional.of(new Before(Duration.parse(parts.get(1))));
        case "day3" ->
            Optional.of(
                new OnTheDay(Integer.parseInt(parts.get(1)), LocalTime.parse(parts.get(2))));
        default -> Optional.empty();
      };
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
