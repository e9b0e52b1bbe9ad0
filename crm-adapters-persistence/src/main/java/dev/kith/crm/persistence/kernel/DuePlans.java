package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.min;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table of what is planned at moments, which stand in a column with an index.
 *
 * @param leftTo the job that a plan is left to; its moment is then not in {@code due}
 * @param leftDue its moment meanwhile
 */
public record DuePlans<R extends Record>(
    Database database,
    Table<R> table,
    Field<Instant> due,
    List<Field<?>> key,
    Field<UUID> leftTo,
    Field<Instant> leftDue) {

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

  /**
   * Leaves a plan to a job if it is there as it was.
   *
   * @param which the plan's row
   * @param moment at which it was due
   */
  public boolean leave(JobId job, Condition which, @Nullable Instant moment) {
    return database
            .dsl()
            .update(table)
            .set(leftTo, job.value())
            .set(leftDue, due)
            .setNull(due)
            .where(which)
            .and(due.eq(moment))
            .execute()
        == 1;
  }

  /** The row of the plan that was left to the job, locked. */
  public Optional<R> lockLeft(JobId job) {
    return database
        .dsl()
        .selectFrom(table)
        .where(leftTo.eq(job.value()))
        .forUpdate()
        .fetchOptional();
  }

  /** When it is due, or was. */
  public @Nullable Instant momentOf(R row) {
    Instant moment = row.get(due);
    return moment == null ? row.get(leftDue) : moment;
  }

  /** Where each plan has a moment. */
  public Instant certainMomentOf(R row) {
    return Objects.requireNonNull(momentOf(row));
  }
}
