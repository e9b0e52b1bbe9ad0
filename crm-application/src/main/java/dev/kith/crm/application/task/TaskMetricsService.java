package dev.kith.crm.application.task;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.worktime.WallClock;
import dev.kith.crm.domain.task.Priority;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

final class TaskMetricsService implements TaskMetrics {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9000, 1, 1);

  private static final Comparator<Group> BY_DONE =
      comparingLong((Group group) -> -group.figures().done())
          .thenComparingLong(group -> -Objects.requireNonNull(group.figures().open()))
          .thenComparing(Group::name, nullsLast(naturalOrder()))
          .thenComparing(Group::key, nullsLast(naturalOrder()));

  private static final Comparator<Group> BY_URGENCY =
      comparingInt(
          (Group group) -> -Priority.valueOf(Objects.requireNonNull(group.key())).urgency());

  private final Kernel kernel;
  private final Context context;

  TaskMetricsService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
  }

  @Override
  public Outcome<Report> of(Question question) {
    return Permits.require(
        context.actor(),
        TaskQueryService.VIEW,
        () -> period(question).map(period -> report(question, period)));
  }

  private record Period(LocalDate from, LocalDate to, ZoneId zone) {

    Instant begin() {
      return beginOf(from);
    }

    Instant end() {
      return beginOf(to.plusDays(1));
    }

    /** The Monday of each week that has a day in the period. */
    List<LocalDate> mondays() {
      return from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
          .datesUntil(to.plusDays(1), java.time.Period.ofWeeks(1))
          .toList();
    }

    Instant beginOf(LocalDate day) {
      return WallClock.reaches(day.atStartOfDay(), zone);
    }
  }

  private Outcome<Period> period(Question question) {
    ZoneId zone =
        question.zone() != null
            ? question.zone()
            : kernel.storage().businessCalendars().standard().hours().zone();
    LocalDate to = question.to() != null ? question.to() : LocalDate.ofInstant(kernel.now(), zone);
    LocalDate from = question.from() != null ? question.from() : to.minusDays(USUAL_PERIOD - 1);
    Checks checks = new Checks();
    if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
      checks.add("from", "out-of-range", "This date is out of every range.");
    }
    if (to.isBefore(EARLIEST) || to.isAfter(LATEST)) {
      checks.add("to", "out-of-range", "This date is out of every range.");
    }
    if (checks.passed() && to.isBefore(from)) {
      checks.add("to", "before-begin", "The period ends before it begins.");
    }
    if (checks.passed() && ChronoUnit.DAYS.between(from, to) >= LONGEST_PERIOD) {
      checks.add("from", "too-long", "A period has at most " + LONGEST_PERIOD + " days.");
    }
    return checks.orRefuse(() -> new Period(from, to, zone));
  }

  private Report report(Question question, Period period) {
    boolean byWeek = question.groupBy() == GroupBy.WEEK;
    List<LocalDate> weeks = byWeek ? period.mondays() : List.of();
    TaskSlice.Tally tally =
        kernel
            .storage()
            .taskReads()
            .tally(
                new TaskSlice(
                    period.begin(),
                    period.end(),
                    kernel.now(),
                    question.owner(),
                    question.team(),
                    question.type(),
                    question.groupBy(),
                    weeks.stream().skip(1).map(period::beginOf).toList()),
                Visibility.of(context.actor(), TaskQueryService.VIEW));
    return new Report(
        period.from(),
        period.to(),
        period.zone(),
        question.groupBy(),
        tally.total(),
        byWeek ? weeks(weeks, tally.groups()) : groups(question.groupBy(), tally.groups()),
        !byWeek && tally.groups().size() > MOST_GROUPS);
  }

  /** Weeks in which nothing happened are weeks too. */
  private static List<Group> weeks(List<LocalDate> mondays, List<TaskSlice.Group> found) {
    return IntStream.range(0, mondays.size())
        .mapToObj(week ->
            new Group(
                mondays.get(week).toString(),
                null,
                found.stream()
                    .filter(group -> String.valueOf(week).equals(group.key()))
                    .map(TaskSlice.Group::figures)
                    .findFirst()
                    .orElse(TaskFigures.NONE)
                    .ofWeek()))
        .toList();
  }

  private List<Group> groups(@Nullable GroupBy by, List<TaskSlice.Group> found) {
    Map<UUID, String> names = by == GroupBy.OWNER ? names(found) : Map.of();
    return found.stream()
        .map(group ->
            new Group(
                group.key(),
                by == GroupBy.OWNER && group.key() != null
                    ? names.get(UUID.fromString(group.key()))
                    : null,
                group.figures()))
        .sorted(by == GroupBy.PRIORITY ? BY_URGENCY : BY_DONE)
        .limit(MOST_GROUPS)
        .toList();
  }

  private Map<UUID, String> names(List<TaskSlice.Group> owners) {
    AccessReads people = kernel.storage().accessReads();
    return people.names(
        owners.stream()
            .map(TaskSlice.Group::key)
            .filter(Objects::nonNull)
            .map(UUID::fromString)
            .toList());
  }
}
