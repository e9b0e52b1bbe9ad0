package dev.kith.crm.persistence.event;

import static dev.kith.crm.persistence.generated.Tables.OUTBOX_EVENT;
import static org.jooq.impl.DSL.max;

import dev.kith.crm.persistence.kernel.Database;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;

/**
 * Which runs on H2 have added events and have not ended: their numbers may come before those of
 * events that are there already, and a reader of the feed who went past them would never see them.
 * H2 does not tell who wrote a row, but it belongs to one process, so that process can keep count.
 *
 * <p>Where transactions are the embedding application's, their end is not seen, and nothing is held
 * back.
 */
final class H2Appends {

  /** A number that is not behind any that the thread's run will be given. */
  private final Map<Thread, Long> first = new ConcurrentHashMap<>();

  private final Database database;

  H2Appends(Database database) {
    this.database = database;
  }

  /** To be called in a run before it adds an event. */
  void begin() {
    Thread thread = Thread.currentThread();
    if (!first.containsKey(thread) && database.afterEnd(() -> first.remove(thread))) {
      first.put(thread, newest() + 1);
    }
  }

  /**
   * Holds for events that no other will come before. The order matters: whatever has a number up to
   * the newest one has begun before it was looked up. So its run is found under way, or has ended
   * and shows its events to the statement that asks for them after this.
   */
  Condition settled() {
    long newest = newest();
    long end =
        first.entrySet().stream()
            .filter(run -> run.getKey() != Thread.currentThread())
            .mapToLong(Map.Entry::getValue)
            .min()
            .orElse(Long.MAX_VALUE);
    return OUTBOX_EVENT.SEQ.le(newest).and(OUTBOX_EVENT.SEQ.lt(end));
  }

  private long newest() {
    Long newest =
        database.dsl().select(max(OUTBOX_EVENT.SEQ)).from(OUTBOX_EVENT).fetchSingle().value1();
    return newest == null ? 0 : newest;
  }
}
