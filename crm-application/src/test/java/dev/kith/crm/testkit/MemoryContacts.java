package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.contact.Email;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryContacts implements ContactStore, ContactReads {

  private final MemoryAggregates<ContactId, Contact> contacts;
  private final Function<UserId, @Nullable String> userNames;
  private final Function<AccountId, Optional<Account>> accounts;
  private final MemoryLists<ContactView> lists = new MemoryLists<>(ContactFields.CATALOGUE);

  MemoryContacts(
      MemoryTransactions transactions,
      Function<UserId, @Nullable String> userNames,
      Function<AccountId, Optional<Account>> accounts) {
    this.contacts = new MemoryAggregates<>(transactions, Contact::id);
    this.userNames = userNames;
    this.accounts = accounts;
  }

  List<Contact> all() {
    return contacts.all();
  }

  @Override
  public Optional<Contact> find(ContactId id) {
    return contacts.find(id);
  }

  @Override
  public Outcome<Contact> add(Contact contact) {
    return contacts.add(contact, this::unlessTaken);
  }

  @Override
  public Outcome<Contact> update(Contact contact) {
    return contacts.update(contact, this::unlessTaken);
  }

  @Override
  public List<Contact> findAll(Collection<ContactId> ids) {
    return contacts.findAll(ids);
  }

  @Override
  public List<Contact> holding(Collection<String> externalKeys, Collection<String> emailKeys) {
    return contacts.live().stream()
        .filter(contact ->
            externalKeys.stream().anyMatch(key -> hasKey(contact, key))
                || Optional.ofNullable(contact.content().primaryEmail())
                    .filter(email -> emailKeys.contains(email.address().key()))
                    .isPresent())
        .toList();
  }

  @Override
  public Map<UserId, Long> countOf(Collection<UserId> owners) {
    return contacts.live().stream()
        .filter(c -> c.owner() != null && owners.contains(c.owner()))
        .collect(groupingBy(c -> Objects.requireNonNull(c.owner()), counting()));
  }

  @Override
  public void saveAll(List<Course<Contact>> courses) {
    contacts.follow(courses, this::add, this::update);
  }

  private Outcome<Contact> unlessTaken(Contact contact) {
    if (contact.revision().isDeleted()) {
      return Outcome.done(contact);
    }
    Email email = contact.content().primaryEmail();
    Contact holder = email == null ? null : other(contact, c -> isPrimaryOf(email, c));
    if (email != null && holder != null) {
      return Outcome.refused(new EmailTaken(email.address().text(), holder.id().value()));
    }
    ExternalId externalId = contact.content().externalId();
    holder = externalId == null ? null : other(contact, c -> hasKey(c, externalId.key()));
    return externalId == null || holder == null
        ? Outcome.done(contact)
        : Outcome.refused(new ExternalIdTaken(externalId.toString(), holder.id().value()));
  }

  private static boolean isPrimaryOf(Email email, Contact contact) {
    Email primary = contact.content().primaryEmail();
    return primary != null && primary.address().key().equals(email.address().key());
  }

  private static boolean hasKey(Contact contact, String key) {
    ExternalId id = contact.content().externalId();
    return id != null && id.key().equals(key);
  }

  private @Nullable Contact other(Contact contact, Predicate<Contact> has) {
    return contacts.live().stream()
        .filter(c -> !c.id().equals(contact.id()))
        .filter(has)
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<Contact> at(AccountId account) {
    return contacts.all().stream()
        .filter(contact -> account.equals(contact.content().account()))
        .sorted(comparing(contact -> contact.id().toString()))
        .toList();
  }

  @Override
  public List<ContactId> mergedInto(Collection<ContactId> winners) {
    return contacts.all().stream()
        .filter(one -> one.mergedInto() != null && winners.contains(one.mergedInto()))
        .map(Contact::id)
        .sorted(comparing(ContactId::toString))
        .toList();
  }

  @Override
  public List<RecordVersion> versions(@Nullable ContactId after, int limit) {
    return contacts.all().stream()
        .sorted(comparing(c -> c.id().toString()))
        .filter(c -> after == null || c.id().toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .map(c -> new RecordVersion(c.id().value(), c.revision().version()))
        .toList();
  }

  @Override
  public Optional<ContactView> find(ContactId id, Visibility visible) {
    return find(id).filter(contact -> visible.reaches(contact.owner())).map(this::view);
  }

  @Override
  public List<ContactView> findAll(Collection<ContactId> ids, Visibility visible) {
    return ids.stream().flatMap(id -> find(id, visible).stream()).toList();
  }

  @Override
  public Page<ContactView> page(ListQuery query, Visibility visible, Visibility ofAccounts) {
    return lists.page(found(query, visible, ofAccounts), query);
  }

  @Override
  public void each(
      ListQuery query, Visibility visible, Visibility ofAccounts, Consumer<ContactView> consumer) {
    lists.all(found(query, visible, ofAccounts), query).forEach(consumer);
  }

  private List<ContactView> found(ListQuery query, Visibility visible, Visibility ofAccounts) {
    return contacts.all().stream()
        .filter(contact -> visible.reaches(contact.owner()))
        .filter(contact ->
            MemoryLists.isIn(query.bin(), contact.revision(), contact.mergedInto() != null))
        .map(this::view)
        .filter(view ->
            MemoryLists.mentions(
                query.search(),
                view.displayName(),
                values(view.emails()),
                values(view.phones()),
                account(view, ofAccounts)))
        .toList();
  }

  private static String values(List<ChannelLine> lines) {
    return lines.stream().map(ChannelLine::value).collect(Collectors.joining("\n"));
  }

  private @Nullable String account(ContactView view, Visibility visible) {
    AccountId id = view.account();
    return id == null
        ? null
        : accounts
            .apply(id)
            .filter(account -> visible.reaches(account.owner()))
            .map(account ->
                Stream.concat(
                        Stream.of(account.content().name()),
                        account.content().domains().stream().map(InternetDomain::name))
                    .collect(Collectors.joining("\n")))
            .orElse(null);
  }

  private ContactView view(Contact contact) {
    UserId owner = contact.owner();
    return ContactView.of(contact, owner == null ? null : userNames.apply(owner));
  }
}
