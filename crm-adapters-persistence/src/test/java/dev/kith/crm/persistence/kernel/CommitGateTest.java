package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What H2 writes to its file is taken up between commits, and between statements where it can. */
@Timeout(60)
class CommitGateTest {

  private final CommitGate gate = new CommitGate();

  @Test
  void nothing_is_taken_up_in_the_middle_of_a_commit() throws Exception {
    CountDownLatch committing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean committed = new AtomicBoolean();
    Thread commit =
        Thread.ofPlatform()
            .start(() ->
                committed(() -> {
                  committing.countDown();
                  awaited(end);
                  committed.set(true);
                }));
    committing.await();
    AtomicBoolean whole = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() ->
                gate.between(() -> {
                  whole.set(committed.get());
                  return 1;
                }));
    stateOf(writer);

    end.countDown();
    commit.join();
    writer.join();

    assertThat(whole).isTrue();
  }

  @Test
  void commits_that_come_together_do_not_wait_for_each_other() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Runnable commit =
        () ->
            committed(() -> {
              both.countDown();
              awaited(both);
            });
    Thread one = Thread.ofPlatform().start(commit);
    Thread other = Thread.ofPlatform().start(commit);

    one.join();
    other.join();

    assertThat(both.getCount()).isZero();
  }

  @Test
  void a_statement_that_does_not_end_holds_nothing_up() throws Exception {
    CountDownLatch executing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread statement =
        Thread.ofPlatform()
            .start(() -> {
              ExecuteListener passing = gate.statements().provide();
              passing.executeStart(null);
              executing.countDown();
              awaited(end);
              passing.end(null);
            });
    executing.await();

    assertThat(gate.between(() -> 7)).isEqualTo(7);

    end.countDown();
    statement.join();
  }

  /** One that kept the gate would have every write wait for as long as it may. */
  @Test
  void statements_leave_the_gate_whether_they_succeed_or_fail() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      DSLContext dsl =
          DSL.using(
              DSL.using(connection, SQLDialect.H2)
                  .configuration()
                  .deriveAppending(gate.statements()));
      dsl.execute("create table kept (id int primary key)");
      dsl.batch("insert into kept values (1)", "insert into kept values (2)").execute();
      assertThatThrownBy(() -> dsl.execute("insert into kept values (1)"))
          .isInstanceOf(DataAccessException.class);
      dsl.select(DSL.inline(1)).fetchLazy().close();
    }

    assertThat(gate.between(() -> stateOf(statement()).ordinal()))
        .describedAs("only where all others have left, statements wait for what is taken up")
        .isEqualTo(Thread.State.WAITING.ordinal());
  }

  private Thread statement() {
    return Thread.ofPlatform()
        .start(() -> {
          ExecuteListener passing = gate.statements().provide();
          passing.executeStart(null);
          passing.end(null);
        });
  }

  /** The state in which it waits or has ended. */
  private static Thread.State stateOf(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    return thread.getState();
  }

  private void committed(CommitGate.Action commit) {
    try {
      gate.commit(commit);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
