package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link TaskStore} promises. */
public interface TaskStoreContract extends StorageContract {

  UserId OLGA = Actors.userId("Olga");
  Instant LATER = Tasks.CREATED.plus(Duration.ofHours(1));

  @Test
  default void a_task_comes_back_as_it_was_in_every_state_version_by_version() {
    Task open = add(Tasks.of(complete(aLead()), OLGA, "rule/" + Leads.anId()));
    assertThat(tasks().find(open.id())).contains(open);

    assertThat(open.content().recurrence()).isNotNull();
    assertThat(open.occurrence()).isNotNull();
    Task otherwise =
        update(
            open.edit(
                    TaskDraft.of(open.content())
                        .notes("This time by hand")
                        .read(Tasks.BERLIN)
                        .orElseThrow(),
                    OccurrenceRange.THIS,
                    LATER)
                .orElseThrow()
                .next());

    Task snoozed = update(otherwise.snooze(LATER, Tasks.CREATED).orElseThrow().next());
    Task started = update(snoozed.start(LATER).orElseThrow().next());
    Task waiting = update(started.await("for „her“", LATER).orElseThrow().next());
    Task done = update(waiting.complete("Reached her", LATER).orElseThrow().next());
    Task again = update(done.reopen(LATER).orElseThrow().next());
    Task nobodys = update(again.assign(null, LATER).orElseThrow().next());
    Task cancelled = update(nobodys.cancel(null, LATER).orElseThrow().next());
    Task deleted = update(cancelled.delete(LATER).next());

    assertThat(storage().transactions().run(() -> tasks().update(done)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion(
                    "task",
                    open.id().toString(),
                    done.revision().version() - 1,
                    deleted.revision().version())));
    assertThat(tasks().find(open.id())).contains(deleted);
    assertThat(tasks().find(Tasks.anId())).isEmpty();
  }

  @Test
  default void a_task_of_which_nothing_is_known_comes_back_too() {
    Task bare = add(Tasks.of(TaskDraft.of("Tidy up")));
    assertThat(tasks().find(bare.id())).contains(bare);
    Task dayOnly = add(Tasks.of(TaskDraft.of("x").due(DueDraft.on(LocalDate.of(2026, 10, 25)))));
    assertThat(tasks().find(dayOnly.id())).contains(dayOnly);
  }

  @Test
  default void there_is_one_task_of_an_origin() {
    String origin = "rule/" + Leads.anId();
    Task first = add(Tasks.of(TaskDraft.of("Call"), OLGA, origin));
    assertThat(tasks().ofOrigin(origin)).contains(first);
    assertThatThrownBy(() -> add(Tasks.of(TaskDraft.of("Call again"), OLGA, origin)))
        .isInstanceOf(ConcurrentChangeException.class);

    Task deleted = update(first.delete(LATER).next());
    assertThat(tasks().ofOrigin(origin)).contains(deleted);
    assertThat(tasks().ofOrigin("rule/" + Leads.anId())).isEmpty();
    add(Tasks.of(TaskDraft.of("By a person")));
    add(Tasks.of(TaskDraft.of("By another")));
  }

  @Test
  default void tasks_move_to_another_record_and_back_again() {
    Subject loser = aLead();
    Subject winner = aLead();
    Task moved = add(Tasks.of(complete(loser)));
    Task gone = update(add(Tasks.of(complete(loser))).delete(LATER).next());
    Task winners = add(Tasks.of(complete(winner)));

    List<TaskId> ids = kept(() -> Outcome.done(tasks().move(loser, winner)));

    assertThat(ids).containsExactlyInAnyOrder(moved.id(), gone.id());
    assertThat(tasks().find(moved.id())).contains(moved.about(winner));
    assertThat(tasks().find(winners.id())).contains(winners);

    Task movedOn = update(moved.about(winner).about(aLead()));
    kept(() -> {
      tasks().moveBack(ids, winner, loser);
      return Outcome.done(ids);
    });
    assertThat(tasks().find(gone.id())).contains(gone.about(winner).about(loser));
    assertThat(tasks().find(moved.id())).contains(movedOn);
    assertThat(tasks().find(winners.id())).contains(winners);
  }

  @Test
  default void many_are_added_changed_and_looked_up_at_once() {
    List<Task> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TaskDraft draft =
          i % 2 == 0 ? complete(aLead()) : TaskDraft.of("Day").due(DueDraft.on(LocalDate.EPOCH));
      many.add(Tasks.of(draft, Actors.userId("Olga"), "batch/" + i));
    }
    allKept(() -> tasks().addAll(many));
    List<TaskId> ids = many.stream().map(Task::id).toList();
    assertThat(tasks().lockAll(ids)).containsExactlyInAnyOrderElementsOf(many);
    assertThat(tasks().lockAll(List.of(many.get(3).id(), Tasks.anId())))
        .containsExactly(many.get(3));
    assertThat(tasks().ofOrigins(List.of("batch/7", "batch/none"))).containsExactly(many.get(7));
    assertThat(tasks().ofOrigins(List.of())).isEmpty();
    assertThatThrownBy(() ->
            allKept(
                () -> tasks().addAll(List.of(Tasks.of(TaskDraft.of("Second"), null, "batch/7")))))
        .isInstanceOf(ConcurrentChangeException.class);

    List<Task> done =
        many.stream().map(task -> task.complete("yes", LATER).orElseThrow().next()).toList();
    allKept(() -> tasks().updateAll(done));
    assertThat(tasks().lockAll(ids)).containsExactlyInAnyOrderElementsOf(done);
    Task first = done.getFirst().reopen(LATER).orElseThrow().next();
    assertThatThrownBy(() -> allKept(() -> tasks().updateAll(List.of(first, done.get(1)))))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(tasks().find(first.id())).contains(done.getFirst());
  }

  private void allKept(Runnable work) {
    storage()
        .transactions()
        .always(() -> {
          work.run();
          return storage();
        });
  }

  private static TaskDraft complete(Subject lead) {
    return TaskDraft.of("Call „Mara“")
        .type(TaskType.CALL)
        .notes("She is back\non Monday.")
        .priority(Priority.URGENT)
        .about(lead)
        .due(DueDraft.at(LATER.plusNanos(1_000), "Asia/Tokyo"))
        .checklist(List.of(new ChecklistItem("Look up", true), new ChecklistItem("Call", false)))
        .reminders(
            List.of(
                ReminderDraft.before(Duration.ofMinutes(15)),
                ReminderDraft.onTheDay(1, LocalTime.of(9, 0)),
                ReminderDraft.at(LATER)))
        .recurring(
            RecurrenceDraft.of("FREQ=MONTHLY;COUNT=9;BYDAY=MO,2TU")
                .except(LocalDate.of(2026, 12, 7)));
  }

  private static Subject aLead() {
    return new Subject("lead", Leads.anId().value());
  }

  private Task add(Task task) {
    return kept(() -> tasks().add(task));
  }

  private Task update(Task task) {
    Task updated = kept(() -> tasks().update(task));
    assertThat(tasks().find(task.id())).contains(task);
    return updated;
  }

  private TaskStore tasks() {
    return storage().tasks();
  }
}
