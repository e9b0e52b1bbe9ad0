package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.min;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;

/** A table of what is planned at moments, which stand in a column with an index. */
public record DuePlans<R extends Record>(
    Database database, Table<R> table, Field<Instant> due, List<Field<?>> key) {

  /**
   * @param key by which plans of one moment are in order; the index has it too
   */
  public DuePlans {
    key = ImmutableList.copyOf(key);
  }

  /** The row that has been due for longest, locked; those that somebody else has are passed by. */
  public Optional<R> lockNext(Instant now) {
    List<OrderField<?>> order = ImmutableList.<OrderField<?>>builder().add(due).addAll(key).build();
    return database
        .dsl()
        .selectFrom(table)
        .where(due.le(now))
        .orderBy(order)
        .limit(1)
        .forUpdate()
        .skipLocked()
        .fetchOptional();
  }

  public Optional<Instant> nextDue() {
    return Optional.ofNullable(database.dsl().select(min(due)).from(table).fetchSingle().value1());
  }
}
