package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Contacts. */
record MergingContacts(
    Kernel kernel,
    Context context,
    PeopleFeature people,
    PhoneReader phones,
    List<Attached> attached,
    List<Followers> followers)
    implements MergingRecords<Contact> {

  @Override
  public MergeKind kind() {
    return MergeKind.CONTACT;
  }

  @Override
  public Outcome<Contact> reached(UUID id, Action action) {
    return kernel
        .storage()
        .people()
        .find(new ContactId(id))
        .map(contact ->
            Permits.requireOn(
                context.actor(),
                Feature.CONTACT,
                action,
                contact.subject(),
                contact.owner(),
                () -> Outcome.done(contact)))
        .orElseGet(() -> Outcome.refused(NotFound.of("contact", id)));
  }

  @Override
  public MergeChoice.Side side(Contact contact) {
    return new MergeChoice.Side(
        contact.id().value(),
        Texts.of(contact.content().texts(), ContactField::code),
        contact.owner());
  }

  @Override
  public Outcome<Contact> bury(Contact loser, long version, Merging merging, Instant now) {
    return change(
        loser.id(),
        version,
        Action.DELETE,
        "contact.merge",
        contact -> contact.mergeInto(merging, now));
  }

  @Override
  public Outcome<Contact> absorb(
      Contact winner, long version, Merging merging, MergeChoice choice, Instant now) {
    return content(winner, choice.changes())
        .then(content ->
            change(
                winner.id(),
                version,
                Action.EDIT,
                "contact.merge",
                contact -> contact.absorb(merging, content, choice.owner(), now)));
  }

  @Override
  public Outcome<Contact> release(
      Contact winner, Merging merging, MergeChoice.Former former, Instant now) {
    return content(winner, former.changes())
        .then(content ->
            change(
                winner.id(),
                version(winner),
                Action.EDIT,
                "contact.undo-merge",
                contact -> contact.release(merging, content, former.owner(), now)));
  }

  @Override
  public Outcome<Contact> separate(Contact loser, Merging merging, Instant now) {
    return change(
        loser.id(),
        version(loser),
        Action.DELETE,
        "contact.undo-merge",
        contact -> Outcome.done(contact.separate(merging, now)));
  }

  @Override
  public <T> Outcome<T> discreet(Outcome<T> outcome) {
    return people.discreet(context, outcome);
  }

  private Outcome<ContactContent> content(Contact winner, Map<String, @Nullable String> changes) {
    return Texts.changed(
            ContactDraft.of(winner.content()), changes, ContactField::named, ContactDraft::with)
        .read(phones);
  }

  private Outcome<Contact> change(
      ContactId id,
      long version,
      Action action,
      String intention,
      Function<Contact, Outcome<Change<Contact>>> decide) {
    return people
        .changes(context.further().expecting(version))
        .change(id, action, intention, "", decide);
  }
}
