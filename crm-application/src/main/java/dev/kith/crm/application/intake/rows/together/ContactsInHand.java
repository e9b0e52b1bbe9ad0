package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.contact.Email;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Contacts as rows leave them. */
public final class ContactsInHand extends StoreInHand<ContactId, Contact> implements ContactStore {

  private final ContactStore store;

  public ContactsInHand(RowsInOneGo rows, ContactStore store) {
    super(rows, ContactId::new);
    this.store = store;
  }

  @Override
  Map<String, Function<UUID, Refusal>> unique(Contact contact) {
    Map<String, Function<UUID, Refusal>> unique = new LinkedHashMap<>();
    if (!contact.revision().isDeleted()) {
      Email email = contact.content().primaryEmail();
      if (email != null) {
        unique.put(
            "email " + email.address().key(),
            holder -> new EmailTaken(email.address().text(), holder));
      }
      ExternalId id = contact.content().externalId();
      if (id != null) {
        unique.put("external " + id.key(), holder -> new ExternalIdTaken(id.toString(), holder));
      }
    }
    return unique;
  }

  @Override
  List<Contact> readHolders(Set<String> keys) {
    return store.holding(of("external", keys), of("email", keys));
  }

  @Override
  Optional<Contact> read(ContactId wanted) {
    return store.find(wanted);
  }

  @Override
  List<Contact> readAll(Collection<ContactId> wanted) {
    return store.findAll(wanted);
  }

  @Override
  public List<Contact> findAll(Collection<ContactId> ids) {
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public List<Contact> holding(Collection<String> externalKeys, Collection<String> emailKeys) {
    return store.holding(externalKeys, emailKeys);
  }

  @Override
  public List<Contact> at(AccountId account) {
    return store.at(account);
  }

  @Override
  public List<ContactId> mergedInto(Collection<ContactId> winners) {
    return store.mergedInto(winners);
  }

  @Override
  public List<RecordVersion> versions(@Nullable ContactId after, int limit) {
    return store.versions(after, limit);
  }

  @Override
  public void saveAll(List<Course<Contact>> courses) {
    store.saveAll(courses);
  }

  @Override
  public void save() {
    store.saveAll(courses());
  }
}
