package dev.kith.crm.domain.shared.recurrence;

import java.time.LocalDate;
import java.util.stream.Stream;

/** Works out on which days something comes by a rule. */
@FunctionalInterface
public interface Recurrences {

  /** No day behind this one is ever found. */
  LocalDate LAST = LocalDate.of(9000, 1, 1);

  /**
   * The days of a rule, each once and in their order, worked out one by one as they are taken. It
   * ends also where the rule has no further day, though it does not say so itself, such as on the
   * 30th of February.
   *
   * @param start from which the rule counts its steps and how often it has come; itself one of its
   *     days only if the rule says so
   * @param from days before this one are passed over, but counted
   */
  Stream<LocalDate> days(RecurrenceRule rule, LocalDate start, LocalDate from);
}
