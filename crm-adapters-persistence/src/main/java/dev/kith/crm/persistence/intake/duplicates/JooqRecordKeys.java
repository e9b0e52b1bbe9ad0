package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.RECORD_BLOCKING_FILL;
import static dev.kith.crm.persistence.generated.Tables.RECORD_BLOCKING_KEY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.RecordKeyTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds accounts and contacts by the keys that their stores keep. */
public final class JooqRecordKeys implements RecordKeys {

  private final Database database;
  private final AccountStore accounts;
  private final ContactStore people;

  public JooqRecordKeys(Database database, AccountStore accounts, ContactStore people) {
    this.database = database;
    this.accounts = accounts;
    this.people = people;
  }

  @Override
  public List<UUID> candidates(String type, Set<String> keys, @Nullable UUID except, int most) {
    Long[] hashes = RecordKeyTable.hashes(keys).toArray(Long[]::new);
    var telling =
        select(RECORD_BLOCKING_KEY.BLOCKING_KEY)
            .from(RECORD_BLOCKING_KEY)
            .where(RECORD_BLOCKING_KEY.RECORD_TYPE.eq(type))
            .and(RECORD_BLOCKING_KEY.BLOCKING_KEY.eq(any(hashes)))
            .groupBy(RECORD_BLOCKING_KEY.BLOCKING_KEY)
            .having(count().le(BlockingKeys.COMMON));
    return hashes.length == 0
        ? List.of()
        : database
            .dsl()
            .select(RECORD_BLOCKING_KEY.RECORD_ID)
            .from(RECORD_BLOCKING_KEY)
            .where(RECORD_BLOCKING_KEY.RECORD_TYPE.eq(type))
            .and(RECORD_BLOCKING_KEY.BLOCKING_KEY.in(telling))
            .and(except == null ? noCondition() : RECORD_BLOCKING_KEY.RECORD_ID.ne(except))
            .groupBy(RECORD_BLOCKING_KEY.RECORD_ID)
            .orderBy(count().desc(), RECORD_BLOCKING_KEY.RECORD_ID)
            .limit(most)
            .fetch(RECORD_BLOCKING_KEY.RECORD_ID);
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
