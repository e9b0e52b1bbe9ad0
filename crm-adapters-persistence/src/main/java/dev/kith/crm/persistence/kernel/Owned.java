package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/** What somebody reaches, as a condition on the column that says whose a record is. */
public final class Owned {

  private Owned() {}

  /** How many of these records each of these users has; those with none are missing. */
  public static Map<UserId, Long> counts(
      Database database,
      Table<?> records,
      Field<UUID> owner,
      Collection<UserId> owners,
      Condition which) {
    return counts(
        database,
        records,
        owner,
        owner.eq(any(owners.stream().map(UserId::value).toArray(UUID[]::new))).and(which));
  }

  /** How many of these records, each of which has an owner, each user has. */
  public static Map<UserId, Long> counts(
      Database database, Table<?> records, Field<UUID> owner, Condition which) {
    return database
        .dsl()
        .select(owner, count())
        .from(records)
        .where(which)
        .groupBy(owner)
        .fetchMap(row -> new UserId(row.value1()), row -> row.value2().longValue());
  }

  public static Condition isVisible(Field<UUID> owner, Visibility visible) {
    return switch (visible) {
      case Visibility.All() -> noCondition();
      case Visibility.OwnedBy(var owners) -> owner.in(owners.stream().map(UserId::value).toList());
    };
  }
}
