package dev.kith.crm.persistence.account;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_DOMAIN;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_STAGE_TIME;
import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.persistence.generated.tables.records.AccountRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import dev.kith.crm.persistence.kernel.SearchText;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What is read of accounts, each by one statement. */
public final class JooqAccountReads implements AccountReads {

  /** Empty for owners whom only the embedding application knows. */
  private static final Field<String> OWNER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(ACCOUNT.OWNER_ID)))
          .as("owner_name");

  private static final Field<Instant> STAGE_DUE_AT =
      DSL.field(
              select(ACCOUNT_STAGE_TIME.UP_AT)
                  .from(ACCOUNT_STAGE_TIME)
                  .where(ACCOUNT_STAGE_TIME.ACCOUNT_ID.eq(ACCOUNT.ID)))
          .as("stage_up_at");

  /** As {@link #STAGE_DUE_AT}, where the two tables are joined. */
  private static final Field<Instant> JOINED_DUE_AT = ACCOUNT_STAGE_TIME.UP_AT.as(STAGE_DUE_AT);

  private static final List<Field<?>> SHOWN_JOINED =
      ImmutableList.<Field<?>>builder()
          .add(ACCOUNT.fields())
          .add(OWNER_NAME, JOINED_DUE_AT)
          .build();

  private static final String DUE = "stageDueAt";

  private static final List<Field<?>> SHOWN =
      ImmutableList.<Field<?>>builder().add(ACCOUNT.fields()).add(OWNER_NAME, STAGE_DUE_AT).build();

  private final Database database;
  private final ListSql<AccountView> list;

  /** For lists that ask when the time in the stage is up. */
  private final ListSql<AccountView> joined;

  private final AccountTree tree;

  public JooqAccountReads(Database database) {
    this.database = database;
    this.tree = new AccountTree(database);
    this.list =
        new ListSql<>(
            database,
            AccountFields.CATALOGUE,
            columns(database),
            ACCOUNT.ID,
            ACCOUNT,
            SHOWN,
            JooqAccountReads::view);
    this.joined =
        new ListSql<>(
            database,
            AccountFields.CATALOGUE,
            columns(database),
            ACCOUNT.ID,
            ACCOUNT.leftJoin(ACCOUNT_STAGE_TIME).on(ACCOUNT_STAGE_TIME.ACCOUNT_ID.eq(ACCOUNT.ID)),
            SHOWN_JOINED,
            JooqAccountReads::view);
  }

  private static Map<String, Column> columns(Database database) {
    Map<String, Column> columns = new HashMap<>();
    for (AccountField field : AccountField.values()) {
      TableField<AccountRecord, String> column = AccountTable.column(field);
      if (column != null) {
        columns.put(field.code(), Column.text(database, column, true));
      }
    }
    columns.put(
        "domains", Column.many(ACCOUNT_DOMAIN.DOMAIN, ACCOUNT_DOMAIN.ACCOUNT_ID, ACCOUNT.ID));
    columns.put("id", Column.exact(ACCOUNT.ID, false));
    columns.put("name", Column.keyed(ACCOUNT.NAME_KEY, false));
    columns.put("legalForm", Column.text(database, ACCOUNT.LEGAL_FORM, true));
    columns.put("parent", Column.exact(ACCOUNT.PARENT_ID, true));
    columns.put("employees", Column.exact(ACCOUNT.EMPLOYEES, true));
    columns.put("annualRevenue", Column.exact(ACCOUNT.ANNUAL_REVENUE, true));
    columns.put("owner", Column.exact(ACCOUNT.OWNER_ID, true));
    columns.put("stage", Column.text(database, ACCOUNT.STAGE, false));
    columns.put("stageOrder", Column.exact(ACCOUNT.STAGE_ORDER, false));
    columns.put("stageEnteredAt", Column.exact(ACCOUNT.STAGE_ENTERED_AT, false));
    columns.put(DUE, Column.exact(ACCOUNT_STAGE_TIME.UP_AT, true));
    columns.put("highWaterMark", Column.text(database, ACCOUNT.HIGHEST_STAGE, false));
    columns.put("createdAt", Column.exact(ACCOUNT.CREATED_AT, false));
    columns.put("updatedAt", Column.exact(ACCOUNT.UPDATED_AT, false));
    columns.put("deletedAt", Column.exact(ACCOUNT.DELETED_AT, true));
    columns.put("mergedInto", Column.exact(ACCOUNT.MERGED_INTO, true));
    return columns;
  }

  @Override
  public Optional<AccountView> find(AccountId id, Visibility visible) {
    return findAll(List.of(id), visible).stream().findFirst();
  }

  @Override
  public List<AccountView> findAll(Collection<AccountId> ids, Visibility visible) {
    return database
        .dsl()
        .select(SHOWN)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.eq(any(ids.stream().map(AccountId::value).toArray(UUID[]::new))))
        .and(Owned.isVisible(ACCOUNT.OWNER_ID, visible))
        .fetch(JooqAccountReads::view);
  }

  @Override
  public Page<AccountView> page(ListQuery query, Visibility visible) {
    return asking(query).page(query, which(query, visible));
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<AccountView> consumer) {
    asking(query).each(query, which(query, visible), consumer);
  }

  private ListSql<AccountView> asking(ListQuery query) {
    return query.filter().fields().anyMatch(DUE::equals)
            || query.sort().stream().map(SortKey::field).anyMatch(DUE::equals)
        ? joined
        : list;
  }

  private static Condition which(ListQuery query, Visibility visible) {
    return Owned.isVisible(ACCOUNT.OWNER_ID, visible)
        .and(ListSql.isIn(query.bin(), ACCOUNT.DELETED_AT, ACCOUNT.MERGED_INTO))
        .and(ListSql.hasFragments(searched(query), List.of(ACCOUNT.SEARCH_TEXT)));
  }

  private static @Nullable String searched(ListQuery query) {
    return query.search() == null ? null : SearchText.comparable(query.search());
  }

  @Override
  public List<Stay> stays(AccountId id) {
    return new StayTable(database).of(id);
  }

  @Override
  public Map<UserId, Long> countOf(Collection<UserId> owners) {
    return Owned.counts(database, ACCOUNT, ACCOUNT.OWNER_ID, owners, ACCOUNT.DELETED_AT.isNull());
  }

  @Override
  public List<Relative> above(AccountId id, Visibility visible) {
    return tree.above(id, visible);
  }

  @Override
  public List<Relative> below(AccountId id, Visibility visible, int limit) {
    return tree.below(id, visible, limit);
  }

  private static AccountView view(Record row) {
    return AccountView.stored(
        AccountTable.account(row.into(ACCOUNT)),
        row.get(ACCOUNT.LEGAL_FORM),
        row.get(OWNER_NAME),
        row.get(STAGE_DUE_AT));
  }
}
