package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record ContactsAsBefore(ContactStore store, People people) implements RecordsAsBefore {

  @Override
  public RecordKind kind() {
    return RecordKind.CONTACT;
  }

  @Override
  public Optional<Standing> find(UUID record) {
    return store
        .find(new ContactId(record))
        .map(contact ->
            new Standing(
                contact.facts(),
                contact.revision().isDeleted(),
                contact.mergedInto() == null ? null : contact.mergedInto().value()));
  }

  @Override
  public Outcome<UUID> remove(UUID record) {
    return people.delete(new ContactId(record)).map(gone -> record);
  }

  @Override
  public @Nullable String separator(String field) {
    return field.equals(ContactField.EMAILS.code()) || field.equals(ContactField.PHONES.code())
        ? "\n"
        : null;
  }

  @Override
  public Outcome<Boolean> restore(Trace trace, List<FieldChange> undone, List<Kept> kept) {
    ContactId id = new ContactId(trace.record());
    Map<ContactField, Optional<String>> fields = Undone.texts(undone, ContactField::named);
    Contact now = store.find(id).orElseThrow();
    return (fields.isEmpty() ? Outcome.done(now) : people.edit(id, new People.Edit(fields)))
        .then(edited -> Undone.owner(undone, edited, owner -> people.assign(id, owner)))
        .map(after -> !after.equals(now));
  }
}
