package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.task.TaskFigures;
import dev.kith.crm.application.task.TaskMetrics.Group;
import dev.kith.crm.application.task.TaskMetrics.Report;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Words;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How tasks are done.
 *
 * @param from as it stands in the form
 * @param to as it stands in the form
 * @param found null where the period is none
 */
record TaskMetricsPage(
    String from, String to, LocalDate today, @Nullable Found found, Problems problems) {

  private static final List<Integer> USUAL = ImmutableList.of(7, 30, 90, 365);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);

  private static final int WIDTH = 480;
  private static final int HEIGHT = 110;
  private static final int LABELS = 8;

  record Found(Report owners, Report types, Report weeks) {

    TaskFigures total() {
      return owners.total();
    }

    boolean isEmpty() {
      return total().equals(TaskFigures.NONE);
    }
  }

  /** A period that people often ask for. */
  record Usual(String label, String href, boolean chosen) {}

  List<Usual> usual() {
    return USUAL.stream()
        .map(days -> {
          LocalDate begin = today.minusDays(days - 1L);
          return new Usual(
              days == 365 ? "12 months" : days + " days",
              "/tasks/metrics?from=" + begin + "&to=" + today,
              from.equals(begin.toString()) && to.equals(today.toString()));
        })
        .toList();
  }

  /**
   * A week in the drawing.
   *
   * @param label null where there is no room for one
   */
  record Bar(
      String week,
      int x,
      int width,
      int done,
      int late,
      TaskFigures figures,
      @Nullable String label) {}

  List<Bar> bars(Found all) {
    List<Group> weeks = all.weeks().groups();
    long most =
        Math.max(1, weeks.stream().mapToLong(week -> week.figures().done()).max().orElse(1));
    int every = (weeks.size() + LABELS - 1) / LABELS;
    ImmutableList.Builder<Bar> bars = ImmutableList.builder();
    for (int i = 0; i < weeks.size(); i++) {
      TaskFigures figures = weeks.get(i).figures();
      String week = DAY.format(LocalDate.parse(String.valueOf(weeks.get(i).key())));
      int left = WIDTH * i / weeks.size();
      int right = WIDTH * (i + 1) / weeks.size();
      int gap = Math.max(1, (right - left) / 6);
      bars.add(
          new Bar(
              week,
              left + gap,
              Math.min(right - left - 2 * gap, 60),
              (int) (figures.done() * HEIGHT / most),
              (int) (figures.late() * HEIGHT / most),
              figures,
              i % every == 0 ? week : null));
    }
    return bars.build();
  }

  static String owner(Group group) {
    return group.key() == null ? "Nobody" : group.name() == null ? "Somebody else" : group.name();
  }

  static String type(Group group) {
    return TaskWords.type(new TaskType(String.valueOf(group.key())));
  }

  /** The list of what this owner has still to do. */
  static String hrefOfOwner(Group group) {
    return "/tasks?owner=" + (group.key() == null ? "nobody" : group.key());
  }

  static String hrefOfType(Group group) {
    return "/tasks?type=" + group.key();
  }

  static String rate(TaskFigures figures) {
    Double rate = figures.onTimeRate();
    return rate == null ? "–" : Math.round(100 * rate) + " %";
  }

  static String lateness(TaskFigures figures) {
    return figures.lateness() == null ? "–" : length(figures.lateness().median());
  }

  /** Such as "2 d 4 h", "3 h 20 min", "45 min", "<1 min". */
  static String length(@Nullable Duration duration) {
    if (duration == null) {
      return "–";
    }
    if (duration.toDays() >= 10) {
      return Words.number(duration.toDays()) + " d";
    }
    if (duration.toDays() > 0) {
      return two(duration.toDays(), "d", duration.toHoursPart(), "h");
    }
    return duration.toHours() > 0
        ? two(duration.toHours(), "h", duration.toMinutesPart(), "min")
        : duration.toMinutes() > 0 ? duration.toMinutes() + " min" : "<1 min";
  }

  private static String two(long first, String unit, long second, String smaller) {
    return first + " " + unit + (second == 0 ? "" : " " + second + " " + smaller);
  }
}
