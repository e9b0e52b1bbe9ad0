package dev.kith.crm.application.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void so_many_work_at_once_and_whoever_waits_too_long_goes_on_nevertheless() throws Exception {
    Turns turns = new Turns(1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Integer> first =
          threads.submit(() ->
              turns.inTurn(() -> {
                inside.countDown();
                await(leave);
                return done.incrementAndGet();
              }));
      assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
      // The first has the only turn and does not give it back.
      assertThat(threads.submit(() -> turns.inTurn(done::incrementAndGet)).get()).isEqualTo(1);
      leave.countDown();
      assertThat(first.get()).isEqualTo(2);
    }
    assertThat(turns.inTurn(done::incrementAndGet)).isEqualTo(3);
  }

  @Test
  void a_turn_is_given_back_by_work_that_breaks() {
    Turns turns = new Turns(1);
    for (int i = 0; i < 3; i++) {
      assertThat(broken(turns)).isEqualTo("broken");
    }
    assertThat(turns.free()).isEqualTo(1);
  }

  private static String broken(Turns turns) {
    try {
      return turns.inTurn(() -> {
        throw new IllegalStateException("broken");
      });
    } catch (IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
