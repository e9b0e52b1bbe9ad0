package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accounts as rows leave them, and as the cells of other rows name them. */
public final class AccountsInHand extends StoreInHand<AccountId, Account> implements AccountStore {

  private final AccountStore store;
  private final Names<AccountId> names = new Names<>();
  private final Map<AccountId, Set<AccountId>> below = new HashMap<>();
  private final Set<AccountId> childrenMet = new HashSet<>();
  private boolean held;

  public AccountsInHand(RowsInOneGo rows, AccountStore store) {
    super(rows, AccountId::new);
    this.store = store;
  }

  @Override
  Map<String, Function<UUID, Refusal>> unique(Account account) {
    Map<String, Function<UUID, Refusal>> unique = new LinkedHashMap<>();
    if (!account.revision().isDeleted()) {
      account.content().domains().stream()
          .map(InternetDomain::name)
          .sorted()
          .forEach(
              domain -> unique.put("domain " + domain, holder -> new DomainTaken(domain, holder)));
      ExternalId id = account.content().externalId();
      if (id != null) {
        unique.put("external " + id.key(), holder -> new ExternalIdTaken(id.toString(), holder));
      }
    }
    return unique;
  }

  @Override
  List<Account> readHolders(Set<String> keys) {
    return store.holding(of("external", keys), of("domain", keys));
  }

  @Override
  Optional<Account> read(AccountId wanted) {
    return store.find(wanted);
  }

  @Override
  List<Account> readAll(Collection<AccountId> wanted) {
    return store.findAll(wanted);
  }

  /** What it is called by and below what it stands; looked at again when somebody asks. */
  @Override
  void came(Account next) {
    calledBy(next).forEach(text -> names.add(text, next.id()));
    AccountId parent = next.content().parent();
    if (parent != null) {
      below.computeIfAbsent(parent, p -> new LinkedHashSet<>()).add(next.id());
    }
  }

  private static Stream<String> calledBy(Account account) {
    ExternalId id = account.content().externalId();
    return Stream.concat(
            Stream.of(account.content().name(), id == null ? "" : id.value()),
            account.content().domains().stream().map(InternetDomain::name))
        .map(text -> text.toLowerCase(Locale.ROOT));
  }

  /** Reads the accounts that these texts name, in one go. */
  public void meetNamed(Collection<String> wanted) {
    names.meet(wanted, unknown -> learn(store.named(unknown)));
  }

  /** Reads what those that were read belong to, up to the top, level by level. */
  public void meetAncestors() {
    Set<AccountId> parents = unknownParents();
    while (!parents.isEmpty()) {
      learn(store.findAll(parents));
      learnMissing(parents);
      parents = unknownParents();
    }
  }

  /** Reads what belongs to those that were read, in one go. */
  public void meetChildren() {
    List<AccountId> parents = known().stream().filter(childrenMet::add).toList();
    if (!parents.isEmpty()) {
      learn(store.childrenOf(parents));
    }
  }

  @Override
  public List<Account> childrenOf(Collection<AccountId> parents) {
    return store.childrenOf(parents);
  }

  private Set<AccountId> unknownParents() {
    Set<AccountId> parents = new HashSet<>();
    known().stream()
        .map(this::parentOf)
        .filter(Objects::nonNull)
        .filter(parent -> !isKnown(parent))
        .forEach(parents::add);
    return parents;
  }

  private @Nullable AccountId parentOf(AccountId id) {
    return find(id).map(account -> account.content().parent()).orElse(null);
  }

  @Override
  public List<Account> named(Collection<String> wanted) {
    meetNamed(wanted);
    Set<AccountId> found = new LinkedHashSet<>();
    wanted.forEach(text -> found.addAll(names.of(text.toLowerCase(Locale.ROOT))));
    return found.stream()
        .flatMap(id -> find(id).stream())
        .filter(account -> !account.revision().isDeleted())
        .toList();
  }

  @Override
  public List<Account> findAll(Collection<AccountId> ids) {
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public List<Account> holding(Collection<String> externalKeys, Collection<String> domains) {
    return store.holding(externalKeys, domains);
  }

  @Override
  public void lockHierarchy() {
    if (!held) {
      store.lockHierarchy();
      held = true;
    }
  }

  @Override
  public List<AccountId> path(AccountId id) {
    List<AccountId> path = new ArrayList<>();
    for (AccountId next = id; next != null && !path.contains(next); next = parentOf(next)) {
      if (find(next).isPresent()) {
        path.add(next);
      }
    }
    return path;
  }

  @Override
  public int levelsBelow(AccountId id) {
    int levels = 0;
    Set<AccountId> level = idsBelow(Set.of(id));
    while (!level.isEmpty()) {
      levels++;
      level = idsBelow(level);
    }
    return levels;
  }

  /** Of a new account all that belongs to it is in hand. */
  private Set<AccountId> idsBelow(Set<AccountId> parents) {
    Set<AccountId> children = new LinkedHashSet<>();
    for (AccountId parent : parents) {
      if (isStored(parent) && !childrenMet.contains(parent)) {
        learn(store.children(parent, Integer.MAX_VALUE));
      }
      below.getOrDefault(parent, Set.of()).stream()
          .flatMap(id -> find(id).stream())
          .filter(child -> !child.revision().isDeleted())
          .filter(child -> parent.equals(child.content().parent()))
          .forEach(child -> children.add(child.id()));
    }
    return children;
  }

  @Override
  public List<Account> children(AccountId id, int limit) {
    return idsBelow(Set.of(id)).stream()
        .flatMap(child -> find(child).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public List<AccountId> mergedInto(Collection<AccountId> winners) {
    return store.mergedInto(winners);
  }

  @Override
  public List<RecordVersion> versions(@Nullable AccountId after, int limit) {
    return store.versions(after, limit);
  }

  @Override
  public void saveAll(List<Course<Account>> courses) {
    store.saveAll(courses);
  }

  @Override
  public void save() {
    store.saveAll(courses());
  }
}
