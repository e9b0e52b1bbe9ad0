package dev.kith.crm.persistence.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.escalation.EscalationEvent.Escalated;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A process dies while it escalates tasks: after a level was reached, and before that is kept. */
class KilledEscalatingTest {

  /** A Monday, when the office opens. */
  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  private static final Instant LATER = NOW.plus(Duration.ofHours(3));
  private static final int TASKS = 4;

  /** Levels whose escalation was announced before the process ended. */
  private static final int REACHED_BEFORE_THE_END = 3;

  /** Escalates some tasks, and dies in the middle of one of them. */
  static final class Escalator {
    public static void main(String[] arguments) {
      Ids ids = Ids.timeOrdered();
      AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
      AtomicReference<Instant> now = new AtomicReference<>(NOW);
      Crm crm =
          Crm.on(JooqStorage.open(arguments[0]))
              .clock(now::get)
              .ids(() -> {
                if (left.getAndDecrement() == 0) {
                  OtherProcess.die();
                }
                return ids.next();
              })
              .background(false)
              .start();
      var system = crm.as(Actor.SYSTEM);
      EscalationTarget nobody =
          new EscalationTarget.Members(system.teams().found("North").orElseThrow().id());
      var policy =
          system
              .escalationPolicies()
              .write(
                  new EscalationTerms(
                      "Late",
                      Set.of(),
                      Set.of(),
                      Since.DUE,
                      null,
                      List.of(
                          new EscalationLevel(Duration.ofHours(1), nobody, Deed.NOTIFY, false),
                          new EscalationLevel(Duration.ofHours(2), nobody, Deed.NOTIFY, false))))
              .orElseThrow();
      system.escalationPolicies().activate(policy.id()).orElseThrow();
      for (int i = 0; i < TASKS; i++) {
        system
            .tasks()
            .create(new Create(TaskDraft.of("Task " + i).due(DueDraft.at(NOW, "UTC")), null))
            .orElseThrow();
      }
      crm.runDue();
      now.set(LATER);
      // From here on, ids are only given to events of escalating: nobody is there to be told.
      left.set(REACHED_BEFORE_THE_END);
      crm.runDue();
    }
  }

  @Test
  void each_level_is_reached_once_by_whoever_comes_next() {
    String url = Databases.h2FileWithTables();
    try (OtherProcess first = OtherProcess.running(Escalator.class, url)) {
      assertThat(first.died()).isTrue();
    }
    JooqStorage storage = JooqStorage.open(url);
    try (Crm next = Crm.on(storage).clock(() -> LATER).background(false).start()) {
      assertThat(reached(storage)).hasSize(REACHED_BEFORE_THE_END);
      next.runDue();
      next.runDue();
      assertThat(reached(storage)).hasSize(2 * TASKS).doesNotHaveDuplicates();
    }
  }

  /** Task and level of everything that was escalated. */
  private static List<String> reached(JooqStorage storage) {
    return storage.outbox().after((UUID) null, 1_000).stream()
        .map(EventEnvelope::event)
        .filter(Escalated.class::isInstance)
        .map(Escalated.class::cast)
        .map(escalated -> escalated.task() + ", level " + escalated.level())
        .toList();
  }
}
