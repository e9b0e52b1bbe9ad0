package dev.kith.crm.application.intake.duplicates;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.kernel.RelatedRecords.Named;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class RecordDuplicateService implements RecordDuplicates {

  private static final Permission ACCOUNTS = new Permission(Feature.ACCOUNT, Action.VIEW);
  private static final Permission CONTACTS = new Permission(Feature.CONTACT, Action.VIEW);
  private static final Splitter PARTS_OF_POINTER = Splitter.on('/');

  private final Kernel kernel;
  private final Context context;
  private final AccountFeature features;
  private final PhoneReader phones;
  private final Turns turns;
  private final TellingApart apart;
  private final AccountStore accounts;
  private final ContactStore people;
  private final Set<String> hiddenOfAccounts;
  private final Set<String> hiddenOfContacts;

  RecordDuplicateService(
      Kernel kernel, Context context, AccountFeature features, PhoneReader phones, Turns turns) {
    this.kernel = kernel;
    this.context = context;
    this.features = features;
    this.phones = phones;
    this.turns = turns;
    this.apart = new TellingApart(kernel, context);
    this.accounts = kernel.storage().accounts();
    this.people = kernel.storage().people();
    this.hiddenOfAccounts = context.actor().grants().maskedFieldsOf(Feature.ACCOUNT);
    this.hiddenOfContacts = context.actor().grants().maskedFieldsOf(Feature.CONTACT);
  }

  @Override
  public Outcome<DuplicateCheck> ofAccount(AccountId id) {
    return visibleAccount(id)
        .map(account ->
            account.revision().isDeleted()
                ? DuplicateCheck.NOTHING
                : turns.inTurn(() -> like(account.content(), id.value())));
  }

  private Outcome<Account> visibleAccount(AccountId id) {
    return Outcome.found(
        accounts.find(id).filter(account -> seen(ACCOUNTS).reaches(account.owner())),
        () -> NotFound.of("account", id.value()));
  }

  @Override
  public Outcome<DuplicateCheck> ofAccount(AccountDraft draft) {
    return Permits.require(
        context.actor(),
        ACCOUNTS,
        () -> features.read(draft).map(content -> turns.inTurn(() -> like(content, null))));
  }

  @Override
  public Outcome<DuplicateCheck> ofContact(ContactId id) {
    return visibleContact(id)
        .map(contact ->
            contact.revision().isDeleted()
                ? DuplicateCheck.NOTHING
                : turns.inTurn(() -> like(contact.content(), id.value())));
  }

  private Outcome<Contact> visibleContact(ContactId id) {
    return Outcome.found(
        people.find(id).filter(contact -> seen(CONTACTS).reaches(contact.owner())),
        () -> NotFound.of("contact", id.value()));
  }

  @Override
  public Outcome<DuplicateCheck> ofContact(ContactDraft draft) {
    return Permits.require(
        context.actor(),
        CONTACTS,
        () -> draft.read(phones).map(content -> turns.inTurn(() -> like(content, null))));
  }

  @Override
  public Outcome<DuplicateCheck> whileWriting(AccountDraft draft, @Nullable AccountId of) {
    return Permits.require(
            context.actor(),
            ACCOUNTS,
            () -> of == null ? Outcome.done(draft) : visibleAccount(of).map(seen -> draft))
        .map(seen ->
            readable(draft, features::read, AccountDraft::without)
                .map(content -> turns.inTurn(() -> like(content, of == null ? null : of.value())))
                .orElse(DuplicateCheck.NOTHING));
  }

  @Override
  public Outcome<DuplicateCheck> whileWriting(ContactDraft draft, @Nullable ContactId of) {
    return Permits.require(
            context.actor(),
            CONTACTS,
            () -> of == null ? Outcome.done(draft) : visibleContact(of).map(seen -> draft))
        .map(seen ->
            readable(draft, d -> d.read(phones), ContactDraft::without)
                .map(content -> turns.inTurn(() -> like(content, of == null ? null : of.value())))
                .orElse(DuplicateCheck.NOTHING));
  }

  /** What can be read of a draft, without the fields that cannot. */
  private static <D, C> Optional<C> readable(
      D draft, Function<D, Outcome<C>> read, BiFunction<D, String, D> without) {
    Outcome<C> whole = read.apply(draft);
    if (!(whole instanceof Outcome.Refused<C>(var refusal))) {
      return Optional.of(whole.orElseThrow());
    }
    D rest = draft;
    for (Violation violation : refusal.violations()) {
      rest = without.apply(rest, Iterables.get(PARTS_OF_POINTER.split(violation.pointer()), 1, ""));
    }
    return read.apply(rest) instanceof Outcome.Done<C>(var content)
        ? Optional.of(content)
        : Optional.empty();
  }

  @Override
  public Outcome<DistinctPair> tellApart(MergeKind kind, UUID one, UUID other) {
    return apart.tellApart(kind, one, other);
  }

  @Override
  public Outcome<List<DistinctPair>> toldApart(MergeKind kind, UUID record) {
    return apart.seen(kind, record).map(seen -> apart.of(record));
  }

  private Visibility seen(Permission permission) {
    return Visibility.of(context.actor(), permission);
  }

  private Alike alike(Permission permission) {
    return new Alike(kernel.storage().duplicateThresholds().matcher(), seen(permission));
  }

  private List<UUID> candidates(String type, Set<String> keys, @Nullable UUID asked) {
    Set<UUID> distinct =
        asked == null ? Set.of() : kernel.storage().distinctPairs().toldApartFrom(asked);
    return kernel.storage().recordKeys().candidates(type, keys, asked, Alike.COMPARED).stream()
        .filter(id -> !distinct.contains(id))
        .toList();
  }

  private DuplicateCheck like(AccountContent content, @Nullable UUID asked) {
    Fingerprint own = Fingerprint.of(RecordForms.of(content, hiddenOfAccounts));
    List<AccountId> ids =
        candidates(RecordKeys.ACCOUNT, own.blockingKeys(), asked).stream()
            .map(AccountId::new)
            .toList();
    return alike(ACCOUNTS).check(own, accounts.findAll(ids).stream().map(this::possible));
  }

  private Alike.Possible possible(Account account) {
    return new Alike.Possible(
        account.id().value(),
        account.owner(),
        RecordForms.name(account.content(), hiddenOfAccounts),
        RecordForms.place(account.content(), hiddenOfAccounts),
        Fingerprint.of(RecordForms.of(account.content(), hiddenOfAccounts)));
  }

  private DuplicateCheck like(ContactContent content, @Nullable UUID asked) {
    Set<String> keys = RecordForms.keys(content, hiddenOfContacts);
    List<ContactId> ids =
        candidates(RecordKeys.CONTACT, keys, asked).stream().map(ContactId::new).toList();
    List<Contact> found = people.findAll(ids);
    Map<UUID, Named> employers =
        features
            .related()
            .byId(
                Stream.concat(Stream.of(content), found.stream().map(Contact::content))
                    .map(ContactContent::account)
                    .filter(Objects::nonNull)
                    .map(AccountId::value)
                    .collect(Collectors.toSet()),
                context);
    return alike(CONTACTS)
        .check(
            found.stream()
                .map(contact ->
                    new Alike.Pair(
                        Fingerprint.of(
                            RecordForms.of(
                                content,
                                contact.content(),
                                employer(content, employers),
                                hiddenOfContacts)),
                        possible(contact, content, employers))));
  }

  private Alike.Possible possible(
      Contact contact, ContactContent other, Map<UUID, Named> employers) {
    ContactContent content = contact.content();
    String employer = employer(content, employers);
    return new Alike.Possible(
        contact.id().value(),
        contact.owner(),
        RecordForms.name(content, hiddenOfContacts),
        RecordForms.employer(employer, hiddenOfContacts),
        Fingerprint.of(RecordForms.of(content, other, employer, hiddenOfContacts)));
  }

  /** An account that the actor does not see tells nothing. */
  private static @Nullable String employer(ContactContent content, Map<UUID, Named> employers) {
    AccountId account = content.account();
    Named named = account == null ? null : employers.get(account.value());
    return named == null ? null : named.name();
  }
}
