package dev.kith.crm.persistence.kernel;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jooq.exception.DataAccessException;

/** What saving has in common for aggregates of which each is a row. */
public final class Saving {

  private Saving() {}

  /** Replaces a row if it is one version below; otherwise the update is stale. */
  public static <A extends Aggregate, R extends UpdatableRecord<R>> Outcome<A> replace(
      Database database, A aggregate, R row, TableField<R, UUID> id, TableField<R, Long> version) {
    Subject subject = aggregate.subject();
    long expected = aggregate.revision().version() - 1;
    int updated =
        database
            .dsl()
            .update(row.getTable())
            .set(row)
            .where(id.eq(subject.id()))
            .and(version.eq(expected))
            .execute();
    if (updated == 1) {
      return Outcome.done(aggregate);
    }
    Long actual =
        database
            .dsl()
            .select(version)
            .from(row.getTable())
            .where(id.eq(subject.id()))
            .fetchOne(version);
    return Outcome.refused(
        new StaleVersion(
            subject.type(), subject.id().toString(), expected, actual == null ? 0 : actual));
  }

  /**
   * Replaces many rows, each of which is one version below.
   *
   * @param row makes the row of each
   * @throws ConcurrentChangeException if one is not
   */
  public static <A extends Aggregate, R extends UpdatableRecord<R>> void replaceAll(
      Database database,
      List<A> aggregates,
      Function<A, R> row,
      TableField<R, UUID> id,
      TableField<R, Long> version) {
    followAll(
        database,
        aggregates.stream().map(aggregate -> new Course<>(null, List.of(aggregate))).toList(),
        row,
        id,
        version);
  }

  /**
   * Replaces many rows by what has become of them, each under the version that it is stored at.
   *
   * @param row makes the row of each
   * @throws ConcurrentChangeException if one is stored at another
   */
  public static <A extends Aggregate, R extends UpdatableRecord<R>> void followAll(
      Database database,
      List<Course<A>> courses,
      Function<A, R> row,
      TableField<R, UUID> id,
      TableField<R, Long> version) {
    if (courses.isEmpty()) {
      return;
    }
    int[] updated =
        database
            .dsl()
            .batch(
                courses.stream()
                    .map(course -> {
                      R next = row.apply(course.last());
                      next.touched(id, false);
                      return database
                          .dsl()
                          .update(next.getTable())
                          .set(next)
                          .where(id.eq(course.last().subject().id()))
                          .and(version.eq(course.storedVersion()));
                    })
                    .toList())
            .execute();
    if (Arrays.stream(updated).anyMatch(count -> count != 1)) {
      throw new ConcurrentChangeException(
          "one of the records was changed meanwhile", new IllegalStateException());
    }
  }

  /** Those that are stored already. */
  public static <A extends Aggregate> List<Course<A>> changed(List<Course<A>> courses) {
    return courses.stream().filter(course -> course.before() != null).toList();
  }

  /** What has become of those that are new. */
  public static <A extends Aggregate> List<A> born(List<Course<A>> courses) {
    return courses.stream().filter(course -> course.before() == null).map(Course::last).toList();
  }

  /**
   * Holds on to a row to which another refers now, until the run ends. PostgreSQL does that by the
   * foreign key itself; H2 only looks whether the row is there, and would let it go at the same
   * instant.
   *
   * @throws ConcurrentChangeException if it is gone
   */
  public static void holdReferred(Database database, Table<?> table, Condition row) {
    if (database.vendor() == Vendor.H2
        && database.dsl().selectOne().from(table).where(row).forUpdate().fetch().isEmpty()) {
      throw new ConcurrentChangeException(
          "what it refers to was taken away meanwhile", new IllegalStateException(table.getName()));
    }
  }

  /** What the work answers, or the refusal if it breaks this unique constraint. */
  public static <A> Outcome<A> refusedIfTaken(
      String constraint, Refusal refusal, Supplier<Outcome<A>> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      if (Failures.breaks(e, constraint)) {
        return Outcome.refused(refusal);
      }
      throw e;
    }
  }
}
