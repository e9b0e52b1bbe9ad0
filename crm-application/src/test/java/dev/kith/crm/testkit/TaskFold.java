package dev.kith.crm.testkit;

import dev.kith.crm.application.task.TaskFigures;
import dev.kith.crm.application.task.TaskFigures.Lateness;
import dev.kith.crm.application.task.TaskSlice;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of tasks, counted one task after the other. */
final class TaskFold {

  private final List<Task> tasks;
  private final TaskSlice slice;

  private TaskFold(List<Task> tasks, TaskSlice slice) {
    this.tasks = tasks;
    this.slice = slice;
  }

  /**
   * @param tasks that are visible, and of the team
   */
  static TaskSlice.Tally tally(List<Task> tasks, TaskSlice slice) {
    TaskFold fold =
        new TaskFold(
            tasks.stream()
                .filter(task -> !task.revision().isDeleted())
                .filter(task -> slice.owner() == null || slice.owner().equals(task.owner()))
                .filter(task -> slice.type() == null || slice.type().equals(task.content().type()))
                .toList(),
            slice);
    return new TaskSlice.Tally(
        fold.figures((task, moment) -> true), slice.groupBy() == null ? List.of() : fold.groups());
  }

  /** Whether something that a task did at a moment counts; there is none for what is open now. */
  @FunctionalInterface
  private interface Counts {
    boolean counts(Task task, @Nullable Instant moment);
  }

  private List<TaskSlice.Group> groups() {
    Set<@Nullable String> keys = new HashSet<>();
    for (Task task : tasks) {
      if (ended(task)) {
        keys.add(key(task, task.status().since()));
      }
      if (isWithin(task.revision().createdAt())) {
        keys.add(key(task, task.revision().createdAt()));
      }
      if (task.status().name().isOpen()) {
        keys.add(key(task, null));
      }
    }
    return keys.stream()
        .map(key ->
            new TaskSlice.Group(
                key, figures((task, moment) -> Objects.equals(key(task, moment), key))))
        .toList();
  }

  private @Nullable String key(Task task, @Nullable Instant moment) {
    return switch (Objects.requireNonNull(slice.groupBy())) {
      case OWNER -> task.owner() == null ? null : task.owner().toString();
      case TYPE -> task.content().type().code();
      case PRIORITY -> task.content().priority().name();
      case WEEK ->
          moment == null
              ? null
              : String.valueOf(
                  slice.weeks().stream().filter(begins -> !moment.isBefore(begins)).count());
    };
  }

  private TaskFigures figures(Counts counts) {
    List<Task> ended =
        tasks.stream()
            .filter(this::ended)
            .filter(task -> counts.counts(task, task.status().since()))
            .toList();
    List<Task> done =
        ended.stream().filter(task -> task.status() instanceof TaskStatus.Done).toList();
    List<Task> dated = done.stream().filter(task -> task.content().due() != null).toList();
    List<Long> late =
        dated.stream()
            .filter(task -> due(task).isOver(task.status().since()))
            .map(task -> micros(due(task).deadline(), task.status().since()))
            .sorted()
            .toList();
    List<Long> took =
        done.stream()
            .map(task -> micros(task.revision().createdAt(), task.status().since()))
            .sorted()
            .toList();
    List<Task> open =
        tasks.stream()
            .filter(task -> task.status().name().isOpen() && counts.counts(task, null))
            .toList();
    return new TaskFigures(
        done.size(),
        dated.size(),
        dated.size() - late.size(),
        late.isEmpty()
            ? null
            : new Lateness(percentile(late, "0.5"), percentile(late, "0.9"), mean(late)),
        took.isEmpty() ? null : percentile(took, "0.5"),
        ended.size() - done.size(),
        tasks.stream()
            .filter(task -> isWithin(task.revision().createdAt()))
            .filter(task -> counts.counts(task, task.revision().createdAt()))
            .count(),
        (long) open.size(),
        open.stream().filter(task -> task.isOverdue(slice.now())).count());
  }

  private boolean ended(Task task) {
    return !task.status().name().isOpen() && isWithin(task.status().since());
  }

  private boolean isWithin(Instant moment) {
    return !moment.isBefore(slice.from()) && moment.isBefore(slice.until());
  }

  private static Due due(Task task) {
    return Objects.requireNonNull(task.content().due());
  }

  private static long micros(Instant from, Instant to) {
    return ChronoUnit.MICROS.between(from, to);
  }

  private static Duration percentile(List<Long> sorted, String part) {
    BigDecimal place = new BigDecimal(part).multiply(BigDecimal.valueOf(sorted.size() - 1));
    int below = place.intValue();
    Function<Integer, BigDecimal> at = i -> BigDecimal.valueOf(sorted.get(i));
    BigDecimal low = at.apply(below);
    BigDecimal high = at.apply(Math.min(below + 1, sorted.size() - 1));
    return duration(
        low.add(high.subtract(low).multiply(place.subtract(BigDecimal.valueOf(below)))));
  }

  private static Duration mean(List<Long> all) {
    return duration(
        BigDecimal.valueOf(all.stream().mapToLong(Long::longValue).sum())
            .divide(BigDecimal.valueOf(all.size()), 10, RoundingMode.HALF_UP));
  }

  private static Duration duration(BigDecimal micros) {
    return Duration.ofSeconds(
        micros
            .setScale(0, RoundingMode.HALF_UP)
            .movePointLeft(6)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }
}
