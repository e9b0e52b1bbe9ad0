package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.TaskType;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether tasks are done, and done on time. Figures are of the tasks that the actor reaches with
 * {@code task:view}, the same as lists show; what lies in the bin is not counted. Who has a task
 * now is who it is counted for.
 */
public interface TaskMetrics {

  /** The longest period, in days. */
  int LONGEST_PERIOD = 1_100;

  /** So many days end today where no period is named. */
  int USUAL_PERIOD = 30;

  /** So many groups are answered, those with the most done. */
  int MOST_GROUPS = 500;

  /** By what figures are told apart. */
  enum GroupBy {
    OWNER,
    TYPE,
    PRIORITY,
    /** Weeks begin on Monday in the zone of the period. */
    WEEK
  }

  /**
   * Which tasks, and when.
   *
   * @param from the first day of the period; null for {@value #USUAL_PERIOD} days up to its last
   * @param to the last day of the period, which belongs to it; null for today
   * @param zone whose days they are; null for the zone of the business
   * @param owner null for the tasks of anybody, and of nobody
   * @param team null for those of everybody
   * @param type null for all
   * @param groupBy null for the total alone
   */
  record Question(
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable ZoneId zone,
      @Nullable UserId owner,
      @Nullable TeamId team,
      @Nullable TaskType type,
      @Nullable GroupBy groupBy) {

    /** Of every task, in a period. */
    public static Question of(
        @Nullable LocalDate from, @Nullable LocalDate to, @Nullable ZoneId zone) {
      return new Question(from, to, zone, null, null, null, null);
    }

    public Question by(GroupBy newGroups) {
      return new Question(from, to, zone, owner, team, type, newGroups);
    }
  }

  /**
   * What was found.
   *
   * @param groups of owners and types those with the most done first; priorities the most urgent
   *     first; of weeks every one of the period, in order
   * @param more whether there are more groups than are answered
   */
  record Report(
      LocalDate from,
      LocalDate to,
      ZoneId zone,
      @Nullable GroupBy groupBy,
      TaskFigures total,
      List<Group> groups,
      boolean more) {
    public Report {
      groups = ImmutableList.copyOf(groups);
    }
  }

  /**
   * @param key id of the owner, code of the type, name of the priority, or Monday of the week; null
   *     for the tasks that nobody has
   * @param name of the owner; null for nobody, for owners whom only the embedding application
   *     knows, and of groups other than owners
   */
  record Group(@Nullable String key, @Nullable String name, TaskFigures figures) {}

  /**
   * Refused with {@code forbidden}, and with {@code invalid} where the period ends before it begins
   * or is longer than {@value #LONGEST_PERIOD} days.
   */
  Outcome<Report> of(Question question);
}
