package dev.kith.crm.application.contact;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class PeopleService implements People {

  static final Changes.Kind<ContactId, Contact> KIND =
      new Changes.Kind<>(
          Feature.CONTACT, Contact.class, Contact::subjectOf, Contact::facts, Contact::owner);

  private final Kernel kernel;
  private final Context context;
  private final PhoneReader phones;
  private final RelatedRecords accounts;
  private final ContactStore store;
  private final Supplier<PoolAssigning> pools;
  private final Ownership ownership;
  private final Discretion discretion;
  private final Changes<ContactId, Contact> changes;

  PeopleService(
      Kernel kernel,
      Context context,
      PhoneReader phones,
      Owners owners,
      RelatedRecords accounts,
      ContactStore store,
      Supplier<PoolAssigning> pools) {
    this.store = store;
    this.pools = pools;
    this.kernel = kernel;
    this.context = context;
    this.phones = phones;
    this.accounts = accounts;
    this.ownership = new Ownership(owners, context.actor(), Feature.CONTACT);
    this.discretion =
        new Discretion(store, Visibility.of(context.actor(), ContactQueryService.VIEW));
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(ContactDraft draft) {
    return switch (draft.read(phones)) {
      case Outcome.Done<ContactContent> good -> List.of();
      case Outcome.Refused<ContactContent>(var refusal) -> refusal.violations();
    };
  }

  @Override
  public Outcome<Contact> create(Create command) {
    return discretion.about(
        changes.create(
            Action.CREATE,
            "contact.create",
            command,
            () ->
                command
                    .draft()
                    .read(phones)
                    .then(content ->
                        ownership
                            .first(command.owner())
                            .map(owner ->
                                Contact.create(
                                    new ContactId(kernel.ids().next()),
                                    content,
                                    owner.id(),
                                    kernel.now())))
                    .then(birth -> employed(null, birth))));
  }

  @Override
  public Outcome<Contact> edit(ContactId id, Edit command) {
    return discretion.about(
        changes.change(
            id,
            Action.EDIT,
            "contact.edit",
            new TreeMap<>(command.fields()),
            contact ->
                edited(contact, command)
                    .read(phones)
                    .then(content -> contact.edit(content, kernel.now()))
                    .then(change -> employed(contact.content().account(), change))));
  }

  @Override
  public Outcome<Contact> move(ContactId id, @Nullable AccountId account) {
    return changes.change(
        id,
        Action.EDIT,
        "contact.move",
        String.valueOf(account),
        contact ->
            contact
                .move(account, kernel.now())
                .then(change -> employed(contact.content().account(), change)));
  }

  @Override
  public Outcome<Contact> assign(ContactId id, @Nullable UserId owner) {
    return changes.change(
        id,
        Action.ASSIGN,
        "contact.assign",
        String.valueOf(owner),
        contact -> ownership.of(owner).then(good -> contact.assign(owner, kernel.now())));
  }

  @Override
  public Outcome<Contact> assignFrom(ContactId id, AssignmentPoolId pool) {
    return pools
        .get()
        .assign(context, pool, new Assign(Contact.subjectOf(id)))
        .map(made -> store.find(id).orElseThrow());
  }

  @Override
  public Outcome<Contact> note(ContactId id, @Nullable String text) {
    return changes.change(
        id,
        Action.EDIT,
        "contact.note",
        String.valueOf(text),
        contact -> contact.note(text, kernel.now()));
  }

  @Override
  public Outcome<Contact> delete(ContactId id) {
    return changes.change(
        id,
        Action.DELETE,
        "contact.delete",
        "",
        contact -> contact.unlessMerged().map(standing -> standing.delete(kernel.now())));
  }

  @Override
  public Outcome<Contact> restore(ContactId id) {
    return discretion.about(
        changes.change(
            id,
            Action.DELETE,
            "contact.restore",
            "",
            contact -> contact.unlessMerged().map(standing -> standing.restore(kernel.now()))));
  }

  private static ContactDraft edited(Contact contact, Edit command) {
    ContactDraft draft = ContactDraft.of(contact.content());
    for (var field : command.fields().entrySet()) {
      draft = draft.with(field.getKey(), field.getValue().orElse(null));
    }
    return draft;
  }

  /** Goes on if somebody can work at the account, where they do not do so already. */
  private Outcome<Change<Contact>> employed(@Nullable AccountId before, Change<Contact> change) {
    AccountId account = change.next().content().account();
    return account == null
            || account.equals(before)
            || accounts.named(List.of(account.value()), context).stream()
                .anyMatch(RelatedRecords.Named::live)
        ? Outcome.done(change)
        : Outcome.refused(new ContactRefusal.UnknownAccount(account.value()));
  }
}
