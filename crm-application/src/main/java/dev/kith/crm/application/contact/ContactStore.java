package dev.kith.crm.application.contact;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps contacts. No two live contacts have one primary e-mail address, or external ids of the same
 * {@link dev.kith.crm.domain.shared.ExternalId#key() key}: adding, updating and restoring are
 * refused with {@link dev.kith.crm.domain.contact.ContactRefusal.EmailTaken} or {@link
 * dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken} (whose holder is filled in).
 */
public interface ContactStore extends AggregateStore<ContactId, Contact> {

  /** Those of these contacts that there are, deleted ones included, in any order. */
  List<Contact> findAll(Collection<ContactId> ids);

  /**
   * Live contacts that have one of these external ids, or one of these primary e-mail addresses,
   * both by their keys.
   */
  List<Contact> holding(Collection<String> externalKeys, Collection<String> emailKeys);

  /**
   * Saves what became of many contacts.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if something unique is taken,
   *     or a contact is not stored as it was
   */
  void saveAll(List<Course<Contact>> courses);

  /** Those who work at an account, deleted ones included, in the order of their ids. */
  List<Contact> at(AccountId account);

  /** The contacts that became part of one of these straight, in the order of their ids. */
  List<ContactId> mergedInto(Collection<ContactId> winners);

  /**
   * The versions of contacts, deleted ones included, in the order of their ids.
   *
   * @param after only contacts behind this id; null from the beginning
   */
  List<RecordVersion> versions(@Nullable ContactId after, int limit);
}
