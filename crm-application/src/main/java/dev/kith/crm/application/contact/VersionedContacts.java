package dev.kith.crm.application.contact;

import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.contact.ContactId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contacts as the verification of the audit trail sees them. */
record VersionedContacts(ContactStore store) implements VersionedRecords {

  @Override
  public String type() {
    return "contact";
  }

  @Override
  public List<RecordVersion> versions(@Nullable UUID after, int limit) {
    return store.versions(after == null ? null : new ContactId(after), limit);
  }

  @Override
  public OptionalLong version(UUID id) {
    return store.find(new ContactId(id)).stream()
        .mapToLong(contact -> contact.revision().version())
        .findFirst();
  }
}
