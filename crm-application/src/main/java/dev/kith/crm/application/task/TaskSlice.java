package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.task.TaskMetrics.GroupBy;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.task.TaskType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which tasks figures are wanted.
 *
 * @param from the first moment of the period
 * @param until the first moment after it
 * @param now when it is asked
 * @param owner null for those of anybody, and of nobody
 * @param team the tasks of its members, deactivated ones included; null for those of everybody
 * @param type null for all
 * @param groupBy null for no groups
 * @param weeks of groups by week, when each week after the first begins; the earlier first
 */
public record TaskSlice(
    Instant from,
    Instant until,
    Instant now,
    @Nullable UserId owner,
    @Nullable TeamId team,
    @Nullable TaskType type,
    @Nullable GroupBy groupBy,
    List<Instant> weeks) {

  public TaskSlice {
    weeks = ImmutableList.copyOf(weeks);
  }

  /**
   * The figures of a slice.
   *
   * @param total of all its tasks
   * @param groups no more than {@link TaskMetrics#MOST_GROUPS} and one: those with the most done,
   *     in any order
   */
  public record Tally(TaskFigures total, List<Group> groups) {
    public Tally {
      groups = ImmutableList.copyOf(groups);
    }
  }

  /**
   * @param key id of the owner, code of the type, name of the priority, or number of the week,
   *     counted from 0; null for nobody's
   */
  public record Group(@Nullable String key, TaskFigures figures) {}
}
