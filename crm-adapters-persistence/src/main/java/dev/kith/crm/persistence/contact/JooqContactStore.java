package dev.kith.crm.persistence.contact;

import static dev.kith.crm.persistence.generated.Tables.CONTACT;
import static dev.kith.crm.persistence.generated.Tables.CONTACT_EMAIL;
import static dev.kith.crm.persistence.generated.Tables.CONTACT_PHONE;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.contact.Email;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.ContactRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.RecordKeyTable;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Contacts. That live contacts have distinct primary addresses and external ids is held by unique
 * constraints, which the bin does not take part in: whoever loses a race to one repeats their run,
 * and then sees who has it.
 */
public final class JooqContactStore implements ContactStore {

  private static final List<String> CONSTRAINTS =
      List.of("contact_live_email_unique", "contact_live_external_unique");

  private final Database database;
  private final RecordKeyTable keys;

  public JooqContactStore(Database database) {
    this.database = database;
    this.keys = new RecordKeyTable(database, RecordKeys.CONTACT);
  }

  @Override
  public Optional<Contact> find(ContactId id) {
    return database
        .dsl()
        .selectFrom(CONTACT)
        .where(CONTACT.ID.eq(id.value()))
        .fetchOptional(ContactTable::contact);
  }

  @Override
  public Outcome<Contact> add(Contact contact) {
    return unlessTaken(
        contact,
        () -> {
          database.dsl().executeInsert(ContactTable.row(contact));
          findable(List.of(contact));
          return Outcome.done(contact);
        });
  }

  @Override
  public Outcome<Contact> update(Contact contact) {
    return unlessTaken(
        contact,
        () ->
            Saving.replace(
                    database, contact, ContactTable.row(contact), CONTACT.ID, CONTACT.VERSION)
                .map(saved -> {
                  keys.replace(keysOf(List.of(saved)));
                  return written(saved);
                }));
  }

  /** What is in the bin is not found. */
  private static Map<UUID, Set<String>> keysOf(List<Contact> contacts) {
    return contacts.stream()
        .collect(
            toMap(
                contact -> contact.id().value(),
                contact ->
                    contact.revision().isDeleted()
                        ? Set.of()
                        : RecordForms.keys(contact.content())));
  }

  @Override
  public List<Contact> findAll(Collection<ContactId> ids) {
    return where(CONTACT.ID.eq(any(ids.stream().map(ContactId::value).toArray(UUID[]::new))));
  }

  @Override
  public List<Contact> holding(Collection<String> externalKeys, Collection<String> emailKeys) {
    List<Contact> found = new ArrayList<>();
    if (!externalKeys.isEmpty()) {
      found.addAll(where(CONTACT.LIVE_EXTERNAL_KEY.eq(any(externalKeys.toArray(String[]::new)))));
    }
    if (!emailKeys.isEmpty()) {
      found.addAll(where(CONTACT.LIVE_EMAIL_KEY.eq(any(emailKeys.toArray(String[]::new)))));
    }
    return found;
  }

  private List<Contact> where(Condition which) {
    return database.dsl().selectFrom(CONTACT).where(which).fetch(ContactTable::contact);
  }

  @Override
  public void saveAll(List<Course<Contact>> courses) {
    List<Contact> born = Saving.born(courses);
    List<Course<Contact>> changed = Saving.changed(courses);
    try {
      Saving.followAll(database, changed, ContactTable::row, CONTACT.ID, CONTACT.VERSION);
      Bulk.insert(
          database,
          CONTACT,
          List.of(CONTACT.fields()),
          born,
          contact -> Bulk.values(ContactTable.row(contact)));
    } catch (DataAccessException e) {
      throw CONSTRAINTS.stream().anyMatch(c -> Failures.breaks(e, c)) ? Failures.lostRace(e) : e;
    }
    findable(born);
    keys.replace(keysOf(changed.stream().map(Course::last).toList()));
    changed.forEach(course -> written(Objects.requireNonNull(course.before()), course.last()));
  }

  private void findable(List<Contact> born) {
    lines(CONTACT_EMAIL.CONTACT_ID, CONTACT_EMAIL.ADDRESS, born, ContactTable::addressKeys);
    lines(CONTACT_PHONE.CONTACT_ID, CONTACT_PHONE.NUMBER, born, ContactTable::numberKeys);
    keys.begin(keysOf(born));
  }

  private void lines(
      TableField<?, UUID> contact,
      TableField<?, String> value,
      List<Contact> born,
      Function<Contact, List<String>> keys) {
    Bulk.insert(
        database,
        Objects.requireNonNull(value.getTable()),
        List.of(contact, value),
        born.stream()
            .flatMap(
                one -> keys.apply(one).stream().map(key -> new Object[] {one.id().value(), key}))
            .toList(),
        row -> row);
  }

  private void written(Contact before, Contact now) {
    if (!ContactTable.addressKeys(before).equals(ContactTable.addressKeys(now))
        || !ContactTable.numberKeys(before).equals(ContactTable.numberKeys(now))) {
      written(now);
    }
  }

  private Outcome<Contact> unlessTaken(Contact contact, Supplier<Outcome<Contact>> save) {
    UUID id = contact.id().value();
    UUID holder = holder(CONTACT.LIVE_EMAIL_KEY, ContactTable.liveEmailKey(contact), id);
    if (holder != null) {
      Email email = Objects.requireNonNull(contact.content().primaryEmail());
      return Outcome.refused(new EmailTaken(email.address().text(), holder));
    }
    holder = holder(CONTACT.LIVE_EXTERNAL_KEY, ContactTable.liveExternalKey(contact), id);
    if (holder != null) {
      return Outcome.refused(
          new ExternalIdTaken(String.valueOf(contact.content().externalId()), holder));
    }
    try {
      return save.get();
    } catch (DataAccessException e) {
      throw CONSTRAINTS.stream().anyMatch(c -> Failures.breaks(e, c)) ? Failures.lostRace(e) : e;
    }
  }

  private @Nullable UUID holder(
      TableField<ContactRecord, String> column, @Nullable String key, UUID but) {
    return key == null
        ? null
        : database
            .dsl()
            .select(CONTACT.ID)
            .from(CONTACT)
            .where(column.eq(key))
            .and(CONTACT.ID.ne(but))
            .fetchOne(CONTACT.ID);
  }

  /** Writes the addresses and numbers down where they are different from before. */
  private Contact written(Contact contact) {
    UUID id = contact.id().value();
    rewrite(CONTACT_EMAIL.CONTACT_ID, CONTACT_EMAIL.ADDRESS, id, ContactTable.addressKeys(contact));
    rewrite(CONTACT_PHONE.CONTACT_ID, CONTACT_PHONE.NUMBER, id, ContactTable.numberKeys(contact));
    return contact;
  }

  private void rewrite(
      TableField<?, UUID> contact, TableField<?, String> value, UUID id, List<String> now) {
    var table = Objects.requireNonNull(value.getTable());
    Set<String> before =
        database.dsl().select(value).from(table).where(contact.eq(id)).fetchSet(value);
    if (before.equals(Set.copyOf(now))) {
      return;
    }
    if (!before.isEmpty()) {
      database.dsl().deleteFrom(table).where(contact.eq(id)).execute();
    }
    if (!now.isEmpty()) {
      var insert = database.dsl().insertInto(table, contact, value);
      for (String one : now) {
        insert = insert.values(id, one);
      }
      insert.execute();
    }
  }

  @Override
  public List<Contact> at(AccountId account) {
    return database
        .dsl()
        .selectFrom(CONTACT)
        .where(CONTACT.ACCOUNT_ID.eq(account.value()))
        .orderBy(CONTACT.ID)
        .fetch(ContactTable::contact);
  }

  @Override
  public List<ContactId> mergedInto(Collection<ContactId> winners) {
    return database
        .dsl()
        .select(CONTACT.ID)
        .from(CONTACT)
        .where(
            CONTACT.MERGED_INTO.eq(
                any(winners.stream().map(ContactId::value).toArray(UUID[]::new))))
        .orderBy(CONTACT.ID)
        .fetch(row -> new ContactId(row.value1()));
  }

  @Override
  public List<RecordVersion> versions(@Nullable ContactId after, int limit) {
    return database
        .dsl()
        .select(CONTACT.ID, CONTACT.VERSION)
        .from(CONTACT)
        .where(after == null ? noCondition() : CONTACT.ID.gt(after.value()))
        .orderBy(CONTACT.ID)
        .limit(limit)
        .fetch(row -> new RecordVersion(row.value1(), row.value2()));
  }
}
