package dev.kith.crm.application.contact;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps contacts. No two live contacts have one primary e-mail address, or external ids of the same
 * {@link dev.kith.crm.domain.shared.ExternalId#key() key}: adding, updating and restoring are
 * refused with {@link dev.kith.crm.domain.contact.ContactRefusal.EmailTaken} or {@link
 * dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken} (whose holder is filled in).
 */
public interface ContactStore extends AggregateStore<ContactId, Contact> {

  /**
   * The versions of contacts, deleted ones included, in the order of their ids.
   *
   * @param after only contacts behind this id; null from the beginning
   */
  List<RecordVersion> versions(@Nullable ContactId after, int limit);
}
