package dev.kith.crm.persistence.event;

import static dev.kith.crm.persistence.generated.Tables.OUTBOX_EVENT;
import static org.jooq.impl.DSL.max;

import dev.kith.crm.persistence.kernel.Database;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Which transactions on PostgreSQL have added events and have not ended, on all servers: the same
 * as {@link H2Appends}, with locks that the database lets go of when a transaction ends, and that
 * everybody sees. Each holds one lock, and its key is a number that is before all that the
 * transaction will be given. Nobody waits for these locks.
 */
final class PostgresAppends {

  private static final String SEQUENCE = "pg_get_serial_sequence('outbox_event', 'seq')::regclass";

  /** The upper bits of the keys; so that two CRMs in schemas of one database do not meet. */
  private static final String TABLE = "('outbox_event'::regclass::oid::bigint & 32767)";

  /**
   * The setting ends with the transaction, or with the savepoint to which it is taken back, like
   * the lock.
   */
  private static final String HELD =
      "case when coalesce(current_setting('kith.adds_events', true), '') = ''"
          + " then set_config('kith.adds_events', pg_try_advisory_xact_lock_shared("
          + TABLE
          + " << 48 | coalesce(pg_sequence_last_value("
          + SEQUENCE
          + "), 0))::text, true) end";

  private static final Field<Long> FIRST_UNDER_WAY =
      DSL.field(
          "(select min((classid::bigint & 65535) << 32 | objid::bigint) from pg_locks"
              + " where locktype = 'advisory' and objsubid = 1 and mode = 'ShareLock'"
              + " and database = (select oid from pg_database where datname = current_database())"
              + " and classid::bigint >> 16 = "
              + TABLE
              + " and pid <> pg_backend_pid())",
          Long.class);

  private final Database database;

  PostgresAppends(Database database) {
    this.database = database;
  }

  /** Numbers for so many events, in their order. The lock is taken before the first is drawn. */
  List<Long> draw(int events) {
    return database
        .dsl()
        .resultQuery(
            "select " + HELD + ", nextval(" + SEQUENCE + ") from generate_series(1, {0})",
            DSL.val(events))
        .fetch(1, Long.class);
  }

  /**
   * Holds for events that no other will come before. The order matters: whatever has a number up to
   * the newest one took its lock before that was looked up. So it is found to hold it, or has ended
   * and shows its events to the statement that asks for them after this.
   */
  Condition settled() {
    Long newest =
        database.dsl().select(max(OUTBOX_EVENT.SEQ)).from(OUTBOX_EVENT).fetchSingle().value1();
    if (newest == null) {
      return DSL.falseCondition();
    }
    Long underWay = database.dsl().select(FIRST_UNDER_WAY).fetchSingle().value1();
    return OUTBOX_EVENT.SEQ.le(underWay == null ? newest : Math.min(newest, underWay));
  }
}
