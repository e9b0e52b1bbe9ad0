package dev.kith.crm.application.task.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.application.task.reminder.TaskReminders.State;
import dev.kith.crm.application.task.reminder.TaskReminders.Told;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskEvent.Reminded;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RemindingSpec {

  private static final Instant NOW = SettableClock.START;
  private static final UserId OLGA = Actors.userId("Olga");
  private static final Reminder HOUR = new Reminder.Before(Duration.ofHours(1));

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Nested
  class A_reminder {

    @Test
    void is_told_at_its_moment_and_only_once() {
      Task task = create(due(3), HOUR);
      at(Duration.ofHours(2).minusSeconds(1));
      assertThat(told()).isEmpty();

      at(Duration.ofHours(2));
      Reminded reminded = new Reminded(task.id(), OLGA, HOUR, NOW.plus(Duration.ofHours(2)));
      assertThat(told()).containsExactly(reminded);
      trial.as(ada).tasks().start(task.id()).orElseThrow();
      at(Duration.ofDays(3));
      assertThat(told()).containsExactly(reminded);
      assertThat(
              trial
                  .storage
                  .notifications()
                  .list(ListQuery.all(NotificationFields.CATALOGUE), OLGA)
                  .items())
          .extracting(Notification::message)
          .containsExactly(
              new Message(
                  "task.reminded/" + task.id() + "/" + HOUR.code() + "/" + reminded.at(),
                  "task.reminded",
                  "Reminder: Call",
                  null,
                  task.subject(),
                  "reminder"));
    }

    @Test
    void in_the_past_is_told_at_once() {
      create(due(0), HOUR);
      create(DueDraft.NONE, new Reminder.At(NOW.minusSeconds(60)));
      trial.crm.runDue();
      assertThat(told())
          .extracting(Reminded::at)
          .containsExactlyInAnyOrder(NOW.minus(Duration.ofHours(1)), NOW.minusSeconds(60));
    }

    @Test
    void moves_with_the_date_even_while_that_is_still_on_its_way() {
      Task task = create(due(3), HOUR);
      trial.crm.runDue();
      move(task, due(5));
      trial.clock.set(NOW.plus(Duration.ofHours(2)));
      // The old moment has come before the planning has heard of the new one.
      assertThat(trial.storage.reminders().takeNext(trial.clock.instant())).isPresent();
      trial.crm.runDue();
      assertThat(told()).isEmpty();
      at(Duration.ofHours(4));
      assertThat(told()).extracting(Reminded::at).containsExactly(NOW.plus(Duration.ofHours(4)));

      move(task, due(9));
      at(Duration.ofHours(8));
      assertThat(told()).hasSize(2);
      assertThat(reminders(task))
          .containsExactly(
              new Told(
                  HOUR, State.TOLD, NOW.plus(Duration.ofHours(8)), NOW.plus(Duration.ofHours(8))));
    }

    @Test
    void of_what_has_ended_is_not_told_until_it_is_opened_again() {
      Task task = create(due(3), HOUR);
      trial.as(ada).tasks().complete(task.id(), null).orElseThrow();
      // Nothing is told though what has happened is not yet planned for.
      trial.clock.set(NOW.plus(Duration.ofHours(2)));
      trial.crm.runDue();
      assertThat(told()).isEmpty();
      assertThat(reminders(task)).extracting(Told::state).containsExactly(State.OFF);
      trial.as(ada).tasks().reopen(task.id()).orElseThrow();
      trial.crm.runDue();
      assertThat(told()).hasSize(1);
    }
  }

  @Nested
  class Looking_at_reminders {

    @Test
    void shows_them_in_the_order_of_their_moments_to_whoever_sees_the_task() {
      Reminder first = new Reminder.At(NOW.plusSeconds(60));
      Task task = create(due(3), HOUR, first);
      assertThat(reminders(task))
          .containsExactly(
              new Told(first, State.PLANNED, NOW.plusSeconds(60), null),
              new Told(HOUR, State.PLANNED, NOW.plus(Duration.ofHours(2)), null));
      at(Duration.ofSeconds(60));
      assertThat(reminders(task).getFirst())
          .isEqualTo(new Told(first, State.TOLD, NOW.plusSeconds(60), NOW.plusSeconds(60)));
      assertThat(
              trial
                  .as(ada)
                  .taskReminders()
                  .lastTold(List.of(trial.as(ada).taskQueries().shown(task))))
          .isEqualTo(Map.of(task.id(), NOW.plusSeconds(60)));
      assertThat(trial.as(Actors.stranger()).taskReminders().of(task.id()))
          .isEqualTo(Outcome.refused(NotFound.of("task", task.id().value())));
    }
  }

  private void at(Duration later) {
    trial.clock.set(NOW.plus(later));
    trial.crm.runDue();
  }

  private Task create(DueDraft due, Reminder... reminders) {
    return trial
        .as(ada)
        .tasks()
        .create(
            new Create(
                TaskDraft.of("Call")
                    .due(due)
                    .reminders(List.of(reminders).stream().map(ReminderDraft::of).toList()),
                OLGA))
        .orElseThrow();
  }

  private void move(Task task, DueDraft due) {
    trial
        .as(ada)
        .tasks()
        .edit(task.id(), new Edit(Set.of(TaskField.DUE), TaskDraft.of("x").due(due)))
        .orElseThrow();
  }

  private static DueDraft due(int hours) {
    return DueDraft.at(NOW.plus(Duration.ofHours(hours)), "UTC");
  }

  private List<Told> reminders(Task task) {
    return trial.as(ada).taskReminders().of(task.id()).orElseThrow();
  }

  private List<Reminded> told() {
    return trial.storage.outbox().after((UUID) null, 1_000).stream()
        .map(EventEnvelope::event)
        .filter(Reminded.class::isInstance)
        .map(Reminded.class::cast)
        .toList();
  }
}
