package dev.kith.crm.persistence.account;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.Place;
import dev.kith.crm.persistence.generated.tables.Account;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.List;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Walks along the hierarchy of accounts, each way by one recursive statement. */
final class AccountTree {

  private static final Account NEXT = ACCOUNT.as("next");
  private static final String WALK = "walk";
  private static final Field<UUID> ID = DSL.field(name(WALK, "id"), SQLDataType.UUID);
  private static final Field<UUID> PARENT = DSL.field(name(WALK, "parent_id"), SQLDataType.UUID);
  private static final Field<Integer> STEPS = DSL.field(name(WALK, "steps"), SQLDataType.INTEGER);

  private final Database database;

  AccountTree(Database database) {
    this.database = database;
  }

  /** The account, then its parent, up to the top. */
  List<AccountId> path(AccountId id) {
    return database
        .dsl()
        .withRecursive(walk(id, NEXT.ID.eq(PARENT)))
        .select(ID)
        .from(name(WALK))
        .orderBy(STEPS)
        .fetch(row -> new AccountId(row.value1()));
  }

  /** What the account belongs to, as far as it is visible without a gap, the topmost first. */
  List<Relative> above(AccountId id, Visibility visible) {
    List<Relative> fromBelow =
        database
            .dsl()
            .withRecursive(
                walk(id, NEXT.ID.eq(PARENT).and(Owned.isVisible(NEXT.OWNER_ID, visible))))
            .select(ACCOUNT.ID, ACCOUNT.PARENT_ID, ACCOUNT.NAME, STEPS)
            .from(name(WALK))
            .join(ACCOUNT)
            .on(ACCOUNT.ID.eq(ID))
            .where(STEPS.gt(0))
            .orderBy(STEPS)
            .fetch(row -> relative(row.value1(), row.value2(), row.value3(), row.value4()));
    int levels = fromBelow.size();
    return fromBelow.reversed().stream()
        .map(r -> new Relative(r.id(), r.parent(), r.name(), levels + 1 - r.level()))
        .toList();
  }

  List<Relative> below(AccountId id, Visibility visible, int limit) {
    return database
        .dsl()
        .withRecursive(walk(id, isChild(visible)))
        .select(ACCOUNT.ID, ACCOUNT.PARENT_ID, ACCOUNT.NAME, STEPS)
        .from(name(WALK))
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(ID))
        .where(STEPS.gt(0))
        .orderBy(STEPS, ACCOUNT.NAME_KEY, ACCOUNT.ID)
        .limit(limit)
        .fetch(row -> relative(row.value1(), row.value2(), row.value3(), row.value4()));
  }

  int levelsBelow(AccountId id) {
    Integer deepest =
        database
            .dsl()
            .withRecursive(walk(id, isChild(new Visibility.All())))
            .select(max(STEPS))
            .from(name(WALK))
            .fetchOne(row -> row.value1());
    return deepest == null ? 0 : deepest;
  }

  private static Condition isChild(Visibility visible) {
    return NEXT.PARENT_ID
        .eq(ID)
        .and(NEXT.DELETED_AT.isNull())
        .and(Owned.isVisible(NEXT.OWNER_ID, visible));
  }

  /** From an account on to what the condition joins, with the number of steps to each. */
  private static CommonTableExpression<Record3<UUID, UUID, Integer>> walk(
      AccountId from, Condition onward) {
    return name(WALK)
        .fields("id", "parent_id", "steps")
        .as(
            select(ACCOUNT.ID, ACCOUNT.PARENT_ID, inline(0))
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(from.value()))
                .unionAll(
                    select(NEXT.ID, NEXT.PARENT_ID, STEPS.plus(inline(1)))
                        .from(name(WALK))
                        .join(NEXT)
                        .on(onward)
                        // A circle, if there ever were one, would never end.
                        .where(STEPS.lt(inline(Place.MOST_LEVELS)))));
  }

  private static Relative relative(UUID id, @Nullable UUID parent, String name, int steps) {
    return new Relative(
        new AccountId(id), parent == null ? null : new AccountId(parent), name, steps);
  }
}
