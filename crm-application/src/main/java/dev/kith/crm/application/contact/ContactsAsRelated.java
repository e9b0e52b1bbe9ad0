package dev.kith.crm.application.contact;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.contact.ContactId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Contacts, as tasks are about them. */
record ContactsAsRelated(Kernel kernel, RelatedRecords accounts) implements RelatedRecords {

  @Override
  public String type() {
    return "contact";
  }

  @Override
  public List<Named> named(Collection<UUID> ids, Context context) {
    return new ContactQueryService(kernel, context, accounts)
        .all(ids.stream().map(ContactId::new).toList()).stream()
            .map(view ->
                new Named(view.id().value(), view.displayName(), !view.revision().isDeleted()))
            .toList();
  }
}
