package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.task.reminder.ReminderStore;
import dev.kith.crm.application.task.reminder.ReminderStore.Planned;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderState;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link ReminderStore} promises. */
public interface ReminderStoreContract extends StorageContract {

  // Long before whatever other tests of the same storage plan.
  Instant T0 = Instant.parse("1990-01-01T00:00:00Z");
  Reminder HOUR = new Reminder.Before(Duration.ofHours(1));
  Reminder MORNING = new Reminder.OnTheDay(1, LocalTime.of(9, 0));
  Reminder MOMENT = new Reminder.At(T0);
  JobId JOB = new JobId(new UUID(1, 120));

  @Test
  default void reminders_of_a_task_come_back_as_they_were_and_are_replaced_as_a_whole() {
    TaskId task = Tasks.anId();
    ReminderState hour = new ReminderState(HOUR, T0.plusSeconds(7), null, null);
    ReminderState morning = new ReminderState(MORNING, null, T0, T0.plusNanos(1_000));
    ReminderState moment = new ReminderState(MOMENT, T0.plusSeconds(9), T0, T0);
    save(task, hour, morning, moment);
    assertThat(store().of(List.of(task, Tasks.anId())).keySet()).containsExactly(task);
    assertThat(store().of(List.of(task)).get(task))
        .containsExactlyInAnyOrder(hour, morning, moment);
    assertThat(locked(task)).containsExactlyInAnyOrder(hour, morning, moment);

    save(task, hour.taken());
    assertThat(store().of(List.of(task)).get(task)).containsExactly(hour.taken());
    save(task);
    assertThat(store().of(List.of(task))).isEmpty();
    assertThat(locked(task)).isEmpty();
  }

  @Test
  default void what_is_due_is_taken_once_the_earliest_first() {
    TaskId first = Tasks.anId();
    TaskId second = Tasks.anId();
    save(first, new ReminderState(HOUR, T0.plusSeconds(1), T0, T0));
    save(
        second,
        new ReminderState(HOUR, T0.plusSeconds(2), null, null),
        new ReminderState(MORNING, T0.plusSeconds(4), null, null));
    assertThat(store().nextDue()).contains(T0.plusSeconds(1));

    Planned taken = take(T0.plusSeconds(3)).orElseThrow();
    assertThat(taken)
        .isEqualTo(new Planned(first, new ReminderState(HOUR, T0.plusSeconds(1), T0, T0)));
    ReminderState told = taken.state().told(T0.plusSeconds(3));
    kept(() -> {
      store().update(new Planned(first, told));
      return Outcome.done(told);
    });
    assertThat(store().of(List.of(first)).get(first)).containsExactly(told);
    assertThat(take(T0.plusSeconds(3)).orElseThrow().task()).isEqualTo(second);
    assertThat(take(T0.plusSeconds(3))).isEmpty();
    assertThat(store().nextDue()).contains(T0.plusSeconds(4));
    save(second);
  }

  @Test
  default void what_is_taken_in_a_run_that_is_undone_is_there_again() {
    TaskId task = Tasks.anId();
    save(task, new ReminderState(HOUR, T0, null, null));
    assertThat(
            storage()
                .transactions()
                .run(() -> {
                  assertThat(store().takeNext(T0)).isPresent();
                  return Outcome.<String>refused(NotFound.of("x", task.value()));
                }))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(take(T0)).isPresent();
    save(task);
  }

  @Test
  default void a_reminder_that_is_left_to_a_job_is_taken_by_it_alone() {
    TaskId task = Tasks.anId();
    TaskId other = Tasks.anId();
    ReminderState hour = new ReminderState(HOUR, T0, null, null);
    ReminderState later = new ReminderState(HOUR, T0.plusSeconds(1), null, null);
    save(other, later);
    new LeavingPlans<>(storage(), store())
        .holds(
            new Planned(task, hour),
            T0,
            () -> store().replace(task, List.of(hour)),
            new Planned(other, later),
            T0.plusSeconds(1));

    save(task, hour);
    assertThat(kept(() -> Outcome.done(store().leaveTo(JOB, new Planned(task, hour))))).isTrue();
    assertThat(store().of(List.of(task)).get(task)).containsExactly(hour);
    assertThat(locked(task)).containsExactly(hour);
    save(task);
    save(other);
  }

  private void save(TaskId task, ReminderState... states) {
    kept(() -> {
      store().replace(task, List.of(states));
      return Outcome.done(task);
    });
  }

  private Set<ReminderState> locked(TaskId task) {
    return Set.copyOf(kept(() -> Outcome.done(store().lock(task))));
  }

  private Optional<Planned> take(Instant now) {
    return storage().transactions().always(() -> store().takeNext(now));
  }

  private ReminderStore store() {
    return storage().reminders();
  }
}
