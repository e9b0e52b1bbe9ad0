package dev.kith.crm.persistence.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that comes again is done: it has ended and the next is there, once, or neither. */
class KilledCompletingTest {

  @RegisterExtension static final Databases.Fresh POSTGRES = Databases.postgres();
  @RegisterExtension static final Databases.Fresh H2 = Databases.h2Memory();

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final int AT_ONCE = 6;

  /** Completes a task, and dies when it makes one of the ids that it needs for that. */
  static final class Completing {
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
      Task task = weekly(crm);
      left.set(Integer.parseInt(arguments[1]));
      crm.as(Actor.SYSTEM).tasks().complete(task.id(), null).orElseThrow();
    }
  }

  private static Crm crm(Storage storage, Ids ids) {
    return Crm.on(storage).clock(() -> NOW).ids(ids).background(false).start();
  }

  private static Task weekly(Crm crm) {
    TaskDraft draft =
        TaskDraft.of("Report")
            .due(DueDraft.on(LocalDate.of(2026, 11, 2)))
            .recurring(RecurrenceDraft.of("FREQ=WEEKLY"));
    return crm.as(Actor.SYSTEM).tasks().create(new Create(draft, null)).orElseThrow();
  }

  /** The next task gets the first of these ids; entries of the trail and events get the others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void a_process_that_dies_meanwhile_leaves_the_task_as_it_was(int idsBeforeTheEnd) {
    String url = Databases.h2FileWithTables();
    try (OtherProcess first =
        OtherProcess.running(Completing.class, url, String.valueOf(idsBeforeTheEnd))) {
      assertThat(first.died()).isTrue();
    }
    JooqStorage storage = JooqStorage.open(url);
    try (Crm next = crm(storage, Ids.timeOrdered())) {
      List<Task> open = open(storage);
      assertThat(open)
          .singleElement()
          .satisfies(task -> assertThat(task.revision().version()).isEqualTo(1));
      next.as(Actor.SYSTEM).tasks().complete(open.getFirst().id(), null).orElseThrow();
      assertThat(open(storage))
          .singleElement()
          .satisfies(task -> assertThat(task.origin()).endsWith("/2"));
    }
  }

  @Test
  void of_many_who_say_on_postgresql_at_once_that_it_is_done_one_is_right() throws Exception {
    completesOnce(POSTGRES.storage());
  }

  @Test
  void of_many_who_say_on_h2_at_once_that_it_is_done_one_is_right() throws Exception {
    completesOnce(H2.storage());
  }

  private static void completesOnce(Storage storage) throws Exception {
    Crm crm = crm(storage, Ids.timeOrdered());
    Task task = weekly(crm);
    Callable<Outcome<Task>> complete = () -> crm.as(Actor.SYSTEM).tasks().complete(task.id(), null);
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      int done = 0;
      for (Future<Outcome<Task>> said : threads.invokeAll(Collections.nCopies(AT_ONCE, complete))) {
        done += said.get() instanceof Outcome.Done<Task> ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(open(storage)).hasSize(1);
  }

  private static List<Task> open(Storage storage) {
    return storage
        .transactions()
        .run(() -> Outcome.done(storage.tasks().lockOpen(null, 9)))
        .orElseThrow();
  }
}
