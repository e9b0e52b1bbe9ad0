package dev.kith.crm.application.contact;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of contacts. List, single read, search and count show the same contacts: those
 * that the actor reaches with {@code contact:view}.
 */
public interface ContactQueries {

  /** The fields that the actor may see; queries are checked against these. */
  FieldCatalogue<ContactView> fields();

  /**
   * Deleted contacts are found too: {@link ContactView#revision()} tells. Refused with {@code
   * not-found}.
   */
  Outcome<ContactView> get(ContactId id);

  /** The contact that this one stands for: itself, or what it was merged into at last. */
  ContactId standsFor(ContactView contact);

  /** A contact that one of the actor's own commands has answered, as this actor may see it. */
  ContactView shown(Contact contact);

  /**
   * Refused with {@code forbidden}, or {@code invalid} for a field that is hidden from the actor.
   */
  Outcome<Page<ContactView>> list(ListQuery query);

  /**
   * Everything that happened to the contact, newest first. Refused with {@code not-found}.
   *
   * @param beforeEntry where the page before ended: its last entry; null for the newest
   */
  Outcome<List<AuditEntry>> timeline(ContactId id, @Nullable UUID beforeEntry, int limit);
}
