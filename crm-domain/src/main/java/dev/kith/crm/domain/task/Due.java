package dev.kith.crm.domain.task;

import dev.kith.crm.domain.shared.worktime.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** By when a task is to be done. */
public sealed interface Due {

  /**
   * The zone of whoever set it: clocks there say when a day is over, and when the task comes again.
   */
  ZoneId zone();

  /** From this moment on it is overdue. */
  Instant deadline();

  /** The day on which it is due, for somebody who reads the clock of a zone. */
  LocalDate day(ZoneId readers);

  default boolean isOver(Instant now) {
    return !now.isBefore(deadline());
  }

  /** At a moment, such as a call at ten. */
  record At(Instant at, ZoneId zone) implements Due {

    public At {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant deadline() {
      return at;
    }

    @Override
    public LocalDate day(ZoneId readers) {
      return LocalDate.ofInstant(at, readers);
    }

    @Override
    public String toString() {
      return at + " (" + zone + ")";
    }
  }

  /** On a day: it is the same day for everybody, and over when it ends in the zone. */
  record On(LocalDate date, ZoneId zone) implements Due {

    @Override
    public Instant deadline() {
      return WallClock.reaches(date.plusDays(1).atStartOfDay(), zone);
    }

    @Override
    public LocalDate day(ZoneId readers) {
      return date;
    }

    @Override
    public String toString() {
      return date + " (" + zone + ")";
    }
  }
}
