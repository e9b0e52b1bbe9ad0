package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryAccounts implements AccountStore, AccountReads {

  private final MemoryAggregates<AccountId, Account> accounts;
  private final Function<UserId, @Nullable String> userNames;
  private final MemoryLists<AccountView> lists = new MemoryLists<>(AccountFields.CATALOGUE);

  private final MemoryTable<AccountId, ImmutableList<Stay>> stays;
  private final Supplier<LifecycleTerms> lifecycle;
  private final Function<AccountId, @Nullable Instant> stageDueAt;

  MemoryAccounts(
      MemoryTransactions transactions,
      Function<UserId, @Nullable String> userNames,
      Supplier<LifecycleTerms> lifecycle,
      Function<AccountId, @Nullable Instant> stageDueAt) {
    this.stageDueAt = stageDueAt;
    this.lifecycle = lifecycle;
    this.accounts = new MemoryAggregates<>(transactions, Account::id);
    this.userNames = userNames;
    this.stays = new MemoryTable<>(transactions);
  }

  @Override
  public Optional<Account> find(AccountId id) {
    return accounts.find(id);
  }

  @Override
  public Outcome<Account> add(Account account) {
    return accounts.add(account, this::unlessTaken).map(this::stayed);
  }

  @Override
  public Outcome<Account> update(Account account) {
    return accounts.update(account, this::unlessTaken).map(this::stayed);
  }

  @Override
  public List<Account> findAll(Collection<AccountId> ids) {
    return accounts.findAll(ids);
  }

  @Override
  public List<Account> holding(Collection<String> externalKeys, Collection<String> domains) {
    return accounts.live().stream()
        .filter(account ->
            account.content().domains().stream().anyMatch(d -> domains.contains(d.name()))
                || externalKeys.stream().anyMatch(key -> hasKey(account, key)))
        .toList();
  }

  @Override
  public List<Account> named(Collection<String> texts) {
    Set<String> lower =
        texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return accounts.live().stream()
        .filter(account ->
            lower.contains(account.content().name().toLowerCase(Locale.ROOT))
                || account.content().domains().stream().anyMatch(d -> lower.contains(d.name()))
                || Optional.ofNullable(account.content().externalId())
                    .filter(id -> texts.contains(id.value()))
                    .isPresent())
        .toList();
  }

  @Override
  public Map<UserId, Long> countOf(Collection<UserId> owners) {
    return accounts.live().stream()
        .filter(a -> a.owner() != null && owners.contains(a.owner()))
        .collect(groupingBy(a -> Objects.requireNonNull(a.owner()), counting()));
  }

  @Override
  public void saveAll(List<Course<Account>> courses) {
    accounts.follow(courses, this::add, this::update);
  }

  private Account stayed(Account account) {
    List<Stay> before = stays(account.id());
    Stay now = account.stage().stay();
    if (before.isEmpty() || before.getLast().number() < now.number()) {
      if (lifecycle.get().find(now.stage()).isEmpty()) {
        throw new ConcurrentChangeException("the stage is gone", new IllegalStateException());
      }
      ImmutableList.Builder<Stay> after = ImmutableList.builder();
      before.forEach(stay -> after.add(stay.to() == null ? stay.until(now.from()) : stay));
      stays.put(account.id(), after.add(now).build());
    }
    return account;
  }

  @Override
  public List<Stay> stays(AccountId id) {
    return stays.find(id).orElse(ImmutableList.of());
  }

  List<Account> all() {
    return accounts.all();
  }

  private Outcome<Account> unlessTaken(Account account) {
    if (account.revision().isDeleted()) {
      return Outcome.done(account);
    }
    for (InternetDomain domain : account.content().domains()) {
      Account holder = other(account, a -> a.content().domains().contains(domain));
      if (holder != null) {
        return Outcome.refused(new DomainTaken(domain.name(), holder.id().value()));
      }
    }
    ExternalId externalId = account.content().externalId();
    Account holder = externalId == null ? null : other(account, a -> hasKey(a, externalId.key()));
    return externalId == null || holder == null
        ? Outcome.done(account)
        : Outcome.refused(new ExternalIdTaken(externalId.toString(), holder.id().value()));
  }

  private static boolean hasKey(Account account, String key) {
    ExternalId id = account.content().externalId();
    return id != null && id.key().equals(key);
  }

  private @Nullable Account other(Account account, Predicate<Account> has) {
    return accounts.live().stream()
        .filter(a -> !a.id().equals(account.id()))
        .filter(has)
        .findFirst()
        .orElse(null);
  }

  /** Nobody else does anything while a run is under way. */
  @Override
  public void lockHierarchy() {}

  @Override
  public List<AccountId> path(AccountId id) {
    List<AccountId> path = new ArrayList<>();
    for (AccountId next = id; next != null; next = parent(next)) {
      if (find(next).isPresent()) {
        path.add(next);
      }
    }
    return path;
  }

  private @Nullable AccountId parent(AccountId id) {
    return find(id).map(account -> account.content().parent()).orElse(null);
  }

  @Override
  public int levelsBelow(AccountId id) {
    return childrenOf(id).mapToInt(child -> 1 + levelsBelow(child.id())).max().orElse(0);
  }

  @Override
  public List<Account> children(AccountId id, int limit) {
    return childrenOf(id).sorted(comparing(a -> a.id().toString())).limit(limit).toList();
  }

  @Override
  public List<Account> childrenOf(Collection<AccountId> parents) {
    return parents.stream().flatMap(this::childrenOf).toList();
  }

  private Stream<Account> childrenOf(AccountId id) {
    return accounts.live().stream().filter(a -> id.equals(a.content().parent()));
  }

  @Override
  public List<AccountId> mergedInto(Collection<AccountId> winners) {
    return accounts.all().stream()
        .filter(one -> one.mergedInto() != null && winners.contains(one.mergedInto()))
        .map(Account::id)
        .sorted(comparing(AccountId::toString))
        .toList();
  }

  @Override
  public List<RecordVersion> versions(@Nullable AccountId after, int limit) {
    return accounts.all().stream()
        .sorted(comparing(a -> a.id().toString()))
        .filter(a -> after == null || a.id().toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .map(a -> new RecordVersion(a.id().value(), a.revision().version()))
        .toList();
  }

  @Override
  public Optional<AccountView> find(AccountId id, Visibility visible) {
    return find(id).filter(account -> visible.reaches(account.owner())).map(this::view);
  }

  @Override
  public List<AccountView> findAll(Collection<AccountId> ids, Visibility visible) {
    return ids.stream().flatMap(id -> find(id, visible).stream()).toList();
  }

  @Override
  public Page<AccountView> page(ListQuery query, Visibility visible) {
    return lists.page(found(query, visible), query);
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<AccountView> consumer) {
    lists.all(found(query, visible), query).forEach(consumer);
  }

  private List<AccountView> found(ListQuery query, Visibility visible) {
    return accounts.all().stream()
        .filter(account -> visible.reaches(account.owner()))
        .filter(account ->
            MemoryLists.isIn(query.bin(), account.revision(), account.mergedInto() != null))
        .map(this::view)
        .filter(view ->
            MemoryLists.mentions(
                query.search(), view.get(AccountField.NAME), view.get(AccountField.DOMAINS)))
        .toList();
  }

  @Override
  public List<Relative> above(AccountId id, Visibility visible) {
    List<Account> above = new ArrayList<>();
    for (AccountId next = parent(id); next != null; next = parent(next)) {
      Account account = find(next).orElseThrow();
      if (!visible.reaches(account.owner())) {
        break;
      }
      above.add(account);
    }
    List<Relative> relatives = new ArrayList<>();
    Lists.reverse(above).forEach(a -> relatives.add(relative(a, relatives.size() + 1)));
    return relatives;
  }

  @Override
  public List<Relative> below(AccountId id, Visibility visible, int limit) {
    List<Relative> found = new ArrayList<>();
    collect(id, visible, 1, found);
    return found.stream()
        .sorted(
            comparingInt(Relative::level)
                .thenComparing(r -> r.name().toLowerCase(Locale.ROOT))
                .thenComparing(r -> r.id().toString()))
        .limit(limit)
        .toList();
  }

  private void collect(AccountId id, Visibility visible, int level, List<Relative> found) {
    childrenOf(id)
        .filter(child -> visible.reaches(child.owner()))
        .forEach(child -> {
          found.add(relative(child, level));
          collect(child.id(), visible, level + 1, found);
        });
  }

  private static Relative relative(Account account, int level) {
    return new Relative(account.id(), account.content().parent(), account.content().name(), level);
  }

  private AccountView view(Account account) {
    UserId owner = account.owner();
    AccountView view = AccountView.of(account, owner == null ? null : userNames.apply(owner));
    AccountStage stage = account.stage();
    int order = lifecycle.get().find(stage.key()).map(Stage::order).orElse(stage.order());
    return new AccountView(
        view.id(),
        view.revision(),
        view.values(),
        view.legalForm(),
        view.parentName(),
        view.owner(),
        view.ownerName(),
        new AccountStage(
            stage.key(),
            order,
            stage.number(),
            stage.enteredAt(),
            stage.highest(),
            stage.highestOrder(),
            stage.mover(),
            stage.reason(),
            stage.version()),
        stageDueAt.apply(account.id()),
        view.mergedInto());
  }
}
