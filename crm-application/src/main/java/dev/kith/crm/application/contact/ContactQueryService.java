package dev.kith.crm.application.contact;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.application.kernel.OwnerName;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.csv.RecordExport;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class ContactQueryService implements ContactQueries {

  static final Permission VIEW = new Permission(Feature.CONTACT, Action.VIEW);
  private static final Permission VIEW_ACCOUNTS = new Permission(Feature.ACCOUNT, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final RelatedRecords accounts;
  private final ContactReads reads;
  private final Set<String> hidden;

  ContactQueryService(Kernel kernel, Context context, RelatedRecords accounts) {
    this.kernel = kernel;
    this.context = context;
    this.accounts = accounts;
    this.reads = kernel.storage().contactReads();
    this.hidden = HiddenFields.of(context.actor(), Feature.CONTACT, ContactFields::derivedFrom);
  }

  @Override
  public FieldCatalogue<ContactView> fields() {
    return ContactFields.CATALOGUE.without(hidden);
  }

  @Override
  public Outcome<ContactView> get(ContactId id) {
    return reads
        .find(id, visible())
        .map(view -> Outcome.done(read(List.of(view)).getFirst()))
        .orElseGet(() -> Outcome.refused(NotFound.of("contact", id.value())));
  }

  /** Those of these contacts that the actor sees, in any order, without the names of accounts. */
  List<ContactView> all(Collection<ContactId> ids) {
    return reads.findAll(ids, visible()).stream().map(view -> view.without(hidden)).toList();
  }

  /** The same, with the names of accounts. */
  List<ContactView> found(Collection<ContactId> ids) {
    return read(reads.findAll(ids, visible()));
  }

  @Override
  public ContactId standsFor(ContactView contact) {
    return MergedRecords.last(
        contact.id(), id -> kernel.storage().people().find(id).map(Contact::mergedInto));
  }

  private Set<Subject> withMerged(ContactId id) {
    return MergedRecords.within(id, kernel.storage().people()::mergedInto).stream()
        .map(Contact::subjectOf)
        .collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public ContactView shown(Contact contact) {
    return read(List.of(ContactView.of(contact, ownerName(contact)))).getFirst();
  }

  @Override
  public Outcome<Page<ContactView>> list(ListQuery query) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            query
                .within(fields(), !hidden.isEmpty())
                .map(good -> {
                  Page<ContactView> page =
                      reads.page(searched(good), visible(), searchedAccounts());
                  return new Page<>(read(page.items()), page.next(), page.total());
                }));
  }

  @Override
  public Outcome<List<AuditEntry>> timeline(ContactId id, @Nullable UUID beforeEntry, int limit) {
    return get(id)
        .map(
            view -> kernel.storage().audit().histories(withMerged(id), beforeEntry, limit, hidden));
  }

  /** With the names of accounts that the reader can see, and without what is hidden. */
  private List<ContactView> read(List<ContactView> views) {
    Map<UUID, RelatedRecords.Named> names =
        accounts.byId(
            views.stream()
                .map(ContactView::account)
                .filter(Objects::nonNull)
                .map(AccountId::value)
                .distinct()
                .toList(),
            context);
    return views.stream()
        .map(view -> {
          AccountId account = view.account();
          RelatedRecords.Named named = account == null ? null : names.get(account.value());
          return (named == null ? view : view.at(named.name())).without(hidden);
        })
        .toList();
  }

  private static ListQuery searched(ListQuery query) {
    return query.search() == null
        ? query
        : query.searching(NumberFragments.international(query.search()));
  }

  /** A search by what accounts are called must not tell more than looking at them does. */
  private Visibility searchedAccounts() {
    Actor actor = context.actor();
    boolean open =
        Set.of("name", "domains").stream()
            .noneMatch(actor.grants().maskedFieldsOf(Feature.ACCOUNT)::contains);
    return open ? Visibility.of(actor, VIEW_ACCOUNTS) : new Visibility.OwnedBy(Set.of());
  }

  /** Takes lists out as files. */
  RecordExport<ContactView> export() {
    return new RecordExport<>(
        kernel,
        context,
        new RecordExport.Kind<>(
            Feature.CONTACT,
            "contacts",
            fields(),
            !hidden.isEmpty(),
            (query, seen, each) -> reads.each(searched(query), seen, searchedAccounts(), each),
            this::read));
  }

  private @Nullable String ownerName(Contact contact) {
    return OwnerName.of(
        context.actor(),
        contact.owner(),
        () -> reads.find(contact.id(), new Visibility.All()).map(ContactView::ownerName));
  }

  private Visibility visible() {
    return Visibility.of(context.actor(), VIEW);
  }
}
