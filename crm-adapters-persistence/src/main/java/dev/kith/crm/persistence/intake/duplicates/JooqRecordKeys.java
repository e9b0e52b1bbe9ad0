package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.RECORD_BLOCKING_FILL;
import static dev.kith.crm.persistence.generated.Tables.RECORD_BLOCKING_KEY;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;

import com.google.common.collect.Maps;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.persistence.generated.Tables;
import dev.kith.crm.persistence.intake.duplicates.KeyBlocks.KeyTable;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.RecordKeyTable;
import dev.kith.crm.persistence.kernel.RenderedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds accounts and contacts by the keys that their stores keep. */
public final class JooqRecordKeys implements RecordKeys {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final Field<UUID> RECORD = field(name("record_id"), UUID.class);
  private static final Field<Long> KEY = field(name("blocking_key"), Long.class);

  /** The records of a kind, of which those that are not deleted are live. */
  private record Live(Table<?> table, Field<UUID> id, Field<Instant> deletedAt) {}

  private static Live live(String type) {
    return type.equals(ACCOUNT)
        ? new Live(Tables.ACCOUNT, Tables.ACCOUNT.ID, Tables.ACCOUNT.DELETED_AT)
        : new Live(Tables.CONTACT, Tables.CONTACT.ID, Tables.CONTACT.DELETED_AT);
  }

  private final Map<Integer, RenderedQuery> byKeys = new ConcurrentHashMap<>();
  private final Database database;
  private final AccountStore accounts;
  private final ContactStore people;
  private final Map<String, SharedKeys> shared;

  public JooqRecordKeys(Database database, AccountStore accounts, ContactStore people) {
    this.database = database;
    this.accounts = accounts;
    this.people = people;
    KeyPlaces places = KeyPlaces.ofNumbers(database);
    this.shared =
        Maps.toMap(
            List.of(ACCOUNT, CONTACT),
            type ->
                new JooqSharedKeys(
                    new KeyBlocks(
                        database,
                        places,
                        new KeyTable(
                            RECORD_BLOCKING_KEY,
                            RECORD_BLOCKING_KEY.BLOCKING_KEY,
                            RECORD_BLOCKING_KEY.RECORD_ID,
                            RECORD_BLOCKING_KEY.RECORD_TYPE.eq(type))),
                    RecordKeyTable::hash));
  }

  @Override
  public List<UUID> candidates(String type, Set<String> keys, @Nullable UUID except, int most) {
    List<Object> values = new ArrayList<>();
    for (Long hash : RecordKeyTable.hashes(keys)) {
      values.add(type);
      values.add(hash);
    }
    if (values.isEmpty()) {
      return List.of();
    }
    int looked = values.size() / 2;
    values.add(except == null ? NOBODY : except);
    values.add(most);
    return byKeys
        .computeIfAbsent(looked, this::queryByKeys)
        .fetch(values.toArray())
        .map(found -> found.get(RECORD));
  }

  private RenderedQuery queryByKeys(int keys) {
    Field<Integer> sharers = DSL.count().over().partitionBy(KEY).as("sharers");
    Table<?> counted = select(RECORD, sharers).from(hits(keys).asTable("hit")).asTable("counted");
    return new RenderedQuery(
        database,
        List.of(RECORD),
        select(RECORD)
            .from(counted)
            .where(field(name("sharers"), Integer.class).le(inline(BlockingKeys.COMMON)))
            .and(RECORD.ne(param("except", UUID.class)))
            .groupBy(RECORD)
            .orderBy(DSL.count().desc(), RECORD)
            .limit(param("most", Integer.class)));
  }

  /** For each key one look, which ends as soon as the key proves common. */
  private static Select<?> hits(int keys) {
    Select<?> all = having(0);
    for (int i = 1; i < keys; i++) {
      all = union(all, having(i));
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static <R extends Record> Select<R> union(Select<?> some, Select<?> more) {
    return ((Select<R>) some).unionAll((Select<R>) more);
  }

  private static Select<?> having(int i) {
    return select(KEY, RECORD)
        .from(
            select(RECORD_BLOCKING_KEY.BLOCKING_KEY, RECORD_BLOCKING_KEY.RECORD_ID)
                .from(RECORD_BLOCKING_KEY)
                .where(RECORD_BLOCKING_KEY.RECORD_TYPE.eq(param("type" + i, String.class)))
                .and(RECORD_BLOCKING_KEY.BLOCKING_KEY.eq(param("key" + i, Long.class)))
                .limit(inline(BlockingKeys.COMMON + 1))
                .asTable("one"));
  }

  @Override
  public SharedKeys shared(String type) {
    return Objects.requireNonNull(shared.get(type));
  }

  @Override
  public List<UUID> after(String type, @Nullable UUID after, int limit) {
    Live table = live(type);
    return database
        .dsl()
        .select(table.id)
        .from(table.table)
        .where(table.deletedAt.isNull())
        .and(after == null ? noCondition() : table.id.gt(after))
        .orderBy(table.id)
        .limit(limit)
        .fetch(table.id);
  }

  @Override
  public long count(String type) {
    Live table = live(type);
    return database.dsl().fetchCount(table.table, table.deletedAt.isNull());
  }

  @Override
  public boolean isComplete() {
    return !database.dsl().fetchExists(RECORD_BLOCKING_FILL);
  }

  /** Another process that does the same waits for the row. */
  @Override
  public int complete(int most) {
    var place =
        database
            .dsl()
            .selectFrom(RECORD_BLOCKING_FILL)
            .orderBy(RECORD_BLOCKING_FILL.RECORD_TYPE)
            .limit(1)
            .forUpdate()
            .fetchOne();
    if (place == null) {
      return 0;
    }
    String type = place.getRecordType();
    List<UUID> next =
        next(type, place.getAfterRecord(), most).stream().map(RecordVersion::id).toList();
    if (next.isEmpty()) {
      place.delete();
      return complete(most);
    }
    new RecordKeyTable(database, type).replace(keys(type, next));
    place.setAfterRecord(next.getLast());
    place.update();
    return next.size();
  }

  private List<RecordVersion> next(String type, @Nullable UUID after, int most) {
    return type.equals(ACCOUNT)
        ? accounts.versions(after == null ? null : new AccountId(after), most)
        : people.versions(after == null ? null : new ContactId(after), most);
  }

  private Map<UUID, Set<String>> keys(String type, List<UUID> ids) {
    Map<UUID, Set<String>> keys = new HashMap<>();
    if (type.equals(ACCOUNT)) {
      accounts.findAll(ids.stream().map(AccountId::new).toList()).stream()
          .filter(account -> !account.revision().isDeleted())
          .forEach(account -> keys.put(account.id().value(), RecordForms.keys(account.content())));
    } else {
      people.findAll(ids.stream().map(ContactId::new).toList()).stream()
          .filter(contact -> !contact.revision().isDeleted())
          .forEach(contact -> keys.put(contact.id().value(), RecordForms.keys(contact.content())));
    }
    return keys;
  }
}
