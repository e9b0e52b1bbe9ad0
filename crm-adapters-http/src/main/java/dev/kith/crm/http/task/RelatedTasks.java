package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.http.pages.Visit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a record, on its page.
 *
 * @param live whether there can be more of it
 * @param open the first that are due
 */
public record RelatedTasks(
    Subject about,
    boolean live,
    List<TaskView> open,
    Visibility editable,
    LocalDate today,
    ZoneId zone) {

  private static final int SHOWN = 20;

  public RelatedTasks {
    open = ImmutableList.copyOf(open);
  }

  /** Null for somebody who may not see tasks. */
  public static @Nullable RelatedTasks of(Visit visit, Subject about, boolean live) {
    TaskQueries queries = visit.crm().taskQueries();
    ListQuery query =
        ListQuery.all(queries.fields())
            .where(new Compare("relatedType", Op.EQ, List.of(about.type())))
            .where(new Compare("relatedId", Op.EQ, List.of(about.id())))
            .where(new Compare("open", Op.EQ, List.of(true)))
            .limitedTo(SHOWN);
    ZoneId zone = TaskPages.zone(visit);
    return switch (queries.list(query)) {
      case Outcome.Refused<Page<TaskView>> forbidden -> null;
      case Outcome.Done<Page<TaskView>>(var page) ->
          new RelatedTasks(
              about,
              live,
              page.items(),
              Visibility.of(visit.actor(), new Permission(Feature.TASK, Action.EDIT)),
              LocalDate.ofInstant(visit.now(), zone),
              zone);
    };
  }

  public boolean mayEdit(TaskView task) {
    return editable.reaches(task.owner());
  }

  public @Nullable String due(TaskView task) {
    return TaskWords.due(task.content().due(), today, zone);
  }
}
