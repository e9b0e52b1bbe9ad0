package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks.Deed;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.application.task.Tasks.OnTask;
import dev.kith.crm.application.task.Tasks.Step;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done with the tasks that were chosen in the list. */
final class TaskSelection {

  private TaskSelection() {}

  /** Answers, for people to read, what was not done; nothing where everything was. */
  static Outcome<List<String>> act(Visit visit) {
    Checks checks = new Checks();
    List<UUID> ids =
        visit.formIds("task").stream().distinct().limit(ListQuery.LARGEST_LIMIT).toList();
    if (ids.isEmpty()) {
      checks.add("task", "required", "Choose some tasks first.");
    }
    Function<TaskView, Deed> deed = deed(visit, checks);
    return checks
        .orRefuse(() -> ids)
        .then(chosen -> chosen(visit.crm().taskQueries(), chosen))
        .then(tasks -> {
          List<Step> steps =
              tasks.stream()
                  .<Step>map(task -> new OnTask(task.id(), null, deed.apply(task)))
                  .toList();
          return visit
              .crm()
              .tasks()
              .batch(steps, false)
              .map(outcomes -> refusals(tasks, outcomes, ids.size() - tasks.size()));
        });
  }

  private static Outcome<List<TaskView>> chosen(TaskQueries queries, List<UUID> ids) {
    return queries
        .list(
            ListQuery.all(queries.fields())
                .where(new Compare("id", Op.IN, ImmutableList.copyOf(ids)))
                .limitedTo(ListQuery.LARGEST_LIMIT))
        .map(Page::items);
  }

  private static Function<TaskView, Deed> deed(Visit visit, Checks checks) {
    return switch (visit.form("act")) {
      case "complete" -> task -> new Deed.Complete(null);
      case "cancel" -> task -> new Deed.Cancel(null);
      case "assign" -> {
        UserId owner = visit.formIds("newOwner").stream().findFirst().map(UserId::new).orElse(null);
        yield task -> new Deed.Assign(owner);
      }
      case "priority" -> {
        Priority priority =
            Arrays.stream(Priority.values())
                .filter(p -> p.name().equals(visit.form("newPriority")))
                .findFirst()
                .orElse(Priority.NORMAL);
        yield task -> new Edit(Set.of(TaskField.PRIORITY), TaskDraft.of("").priority(priority));
      }
      case "move" -> {
        LocalDate date = CivilTimes.date(checks, "newDate", visit.form("newDate"));
        ZoneId zone = TaskPages.zone(visit);
        yield task ->
            new Edit(
                Set.of(TaskField.DUE),
                TaskDraft.of("").due(moved(task.content().due(), date, zone)));
      }
      default -> {
        checks.add("act", "not-one-of", "Choose one of the buttons on the page.");
        yield task -> new Deed.Complete(null);
      }
    };
  }

  /** What is due at a moment keeps its time of the day, and everything its zone. */
  private static DueDraft moved(@Nullable Due due, @Nullable LocalDate date, ZoneId zone) {
    return switch (due) {
      case null -> new DueDraft(null, date, zone.getId());
      case Due.On on -> new DueDraft(null, date, on.zone().getId());
      case Due.At at ->
          DueDraft.at(
              at.at().atZone(at.zone()).with(date == null ? LocalDate.EPOCH : date).toInstant(),
              at.zone().getId());
    };
  }

  /**
   * @param gone how many tasks are not there any more, for whoever asks
   */
  private static List<String> refusals(
      List<TaskView> tasks, List<Outcome<Task>> outcomes, int gone) {
    ImmutableList.Builder<String> refusals = ImmutableList.builder();
    for (int i = 0; i < tasks.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Refused<Task>(var refusal)) {
        refusals.add(tasks.get(i).content().subject() + ": " + said(refusal));
      }
    }
    if (gone > 0) {
      refusals.add(Words.count(gone, "task is", "tasks are") + " not there any more.");
    }
    return refusals.build();
  }

  private static String said(Refusal refusal) {
    return refusal.violations().isEmpty()
        ? refusal.detail()
        : refusal.violations().getFirst().message();
  }
}
