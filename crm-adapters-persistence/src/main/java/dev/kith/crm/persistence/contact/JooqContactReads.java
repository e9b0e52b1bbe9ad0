package dev.kith.crm.persistence.contact;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.CONTACT;
import static dev.kith.crm.persistence.generated.Tables.CONTACT_EMAIL;
import static dev.kith.crm.persistence.generated.Tables.CONTACT_PHONE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.select;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.persistence.generated.tables.records.ContactRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import dev.kith.crm.persistence.kernel.SearchText;
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

/** What is read of contacts, each by one statement. */
public final class JooqContactReads implements ContactReads {

  /** Empty for owners whom only the embedding application knows. */
  private static final Field<String> OWNER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(CONTACT.OWNER_ID)))
          .as("owner_name");

  private static final List<Field<?>> SHOWN =
      ImmutableList.<Field<?>>builder().add(CONTACT.fields()).add(OWNER_NAME).build();

  private final Database database;
  private final ListSql<ContactView> list;

  public JooqContactReads(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            ContactFields.CATALOGUE,
            columns(database),
            CONTACT.ID,
            CONTACT,
            SHOWN,
            JooqContactReads::view);
  }

  private static Map<String, Column> columns(Database database) {
    Map<String, Column> columns = new HashMap<>();
    for (ContactField field : ContactField.values()) {
      TableField<ContactRecord, String> column = ContactTable.column(field);
      if (column != null) {
        columns.put(field.code(), Column.text(database, column, true));
      }
    }
    columns.put("id", Column.exact(CONTACT.ID, false));
    columns.put("name", Column.keyed(CONTACT.NAME_KEY, false));
    columns.put("familyName", Column.keyed(CONTACT.FAMILY_NAME_KEY, true));
    columns.put("account", Column.exact(CONTACT.ACCOUNT_ID, true));
    columns.put("email", Column.text(database, CONTACT.EMAIL, true));
    columns.put("phone", Column.text(database, CONTACT.PHONE, true));
    columns.put("emails", Column.many(CONTACT_EMAIL.ADDRESS, CONTACT_EMAIL.CONTACT_ID, CONTACT.ID));
    columns.put("phones", Column.many(CONTACT_PHONE.NUMBER, CONTACT_PHONE.CONTACT_ID, CONTACT.ID));
    columns.put("owner", Column.exact(CONTACT.OWNER_ID, true));
    columns.put("createdAt", Column.exact(CONTACT.CREATED_AT, false));
    columns.put("updatedAt", Column.exact(CONTACT.UPDATED_AT, false));
    columns.put("deletedAt", Column.exact(CONTACT.DELETED_AT, true));
    columns.put("mergedInto", Column.exact(CONTACT.MERGED_INTO, true));
    return columns;
  }

  @Override
  public Optional<ContactView> find(ContactId id, Visibility visible) {
    return findAll(List.of(id), visible).stream().findFirst();
  }

  @Override
  public List<ContactView> findAll(Collection<ContactId> ids, Visibility visible) {
    return database
        .dsl()
        .select(SHOWN)
        .from(CONTACT)
        .where(CONTACT.ID.eq(any(ids.stream().map(ContactId::value).toArray(UUID[]::new))))
        .and(Owned.isVisible(CONTACT.OWNER_ID, visible))
        .fetch(JooqContactReads::view);
  }

  @Override
  public Page<ContactView> page(ListQuery query, Visibility visible, Visibility accounts) {
    return list.page(query, which(query, visible, accounts));
  }

  @Override
  public void each(
      ListQuery query, Visibility visible, Visibility accounts, Consumer<ContactView> consumer) {
    list.each(query, which(query, visible, accounts), consumer);
  }

  @Override
  public Map<UserId, Long> countOf(Collection<UserId> owners) {
    return Owned.counts(database, CONTACT, CONTACT.OWNER_ID, owners, CONTACT.DELETED_AT.isNull());
  }

  private static Condition which(ListQuery query, Visibility visible, Visibility accounts) {
    return Owned.isVisible(CONTACT.OWNER_ID, visible)
        .and(ListSql.isIn(query.bin(), CONTACT.DELETED_AT, CONTACT.MERGED_INTO))
        .and(
            ListSql.hasFragments(searched(query), List.of(CONTACT.SEARCH_TEXT, company(accounts))));
  }

  /** Everything that is searched of the account, which may be called otherwise tomorrow. */
  private static Field<String> company(Visibility visible) {
    return DSL.field(
        select(ACCOUNT.SEARCH_TEXT)
            .from(ACCOUNT)
            .where(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
            .and(Owned.isVisible(ACCOUNT.OWNER_ID, visible)));
  }

  private static @Nullable String searched(ListQuery query) {
    return query.search() == null ? null : SearchText.comparable(query.search());
  }

  private static ContactView view(Record row) {
    return ContactView.of(ContactTable.contact(row.into(CONTACT)), row.get(OWNER_NAME));
  }
}
