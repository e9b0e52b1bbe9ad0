package dev.kith.crm.persistence.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskEvent.Reminded;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** A process dies while it reminds of tasks: after one has been told, and before that is kept. */
class KilledRemindingTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final int TASKS = 5;
  private static final int TOLD_BEFORE_THE_END = 2;

  /** Reminds of some tasks, and dies in the middle of one of them. */
  static final class Reminder {
    public static void main(String[] arguments) {
      Ids ids = Ids.timeOrdered();
      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      Crm crm =
          crm(
              JooqStorage.open(arguments[0]),
              () -> {
                if (left.getAndDecrement() == 0) {
                  OtherProcess.die();
                }
                return ids.next();
              });
      for (int i = 0; i < TASKS; i++) {
        crm.as(Actor.SYSTEM)
            .tasks()
            .create(
                new Create(
                    TaskDraft.of("Task " + i)
                        .reminders(List.of(ReminderDraft.at(NOW.minus(Duration.ofMinutes(i))))),
                    null))
            .orElseThrow();
      }
      // From here on, ids are only given to events of reminding.
      left.set(TOLD_BEFORE_THE_END);
      crm.runDue();
    }
  }

  private static Crm crm(JooqStorage storage, Ids ids) {
    return Crm.on(storage).clock(() -> NOW).ids(ids).background(false).start();
  }

  @Test
  void each_reminder_is_told_once_by_whoever_comes_next() {
    String url = Databases.h2FileWithTables();
    try (OtherProcess first = OtherProcess.running(Reminder.class, url)) {
      assertThat(first.died()).isTrue();
    }
    JooqStorage storage = JooqStorage.open(url);
    try (Crm next = crm(storage, Ids.timeOrdered())) {
      assertThat(told(storage)).hasSize(TOLD_BEFORE_THE_END);
      next.runDue();
      next.runDue();
      assertThat(told(storage))
          .containsExactlyInAnyOrder(
              tuple(4, 1), tuple(3, 1), tuple(2, 1), tuple(1, 1), tuple(0, 1));
    }
  }

  /** How many minutes ago each was to be told, and how often it has been. */
  private static List<Tuple> told(JooqStorage storage) {
    List<Integer> minutes =
        storage.outbox().after((UUID) null, 1_000).stream()
            .map(EventEnvelope::event)
            .filter(Reminded.class::isInstance)
            .map(event -> (int) Duration.between(((Reminded) event).at(), NOW).toMinutes())
            .toList();
    return minutes.stream()
        .distinct()
        .map(minute -> tuple(minute, (int) minutes.stream().filter(minute::equals).count()))
        .toList();
  }
}
