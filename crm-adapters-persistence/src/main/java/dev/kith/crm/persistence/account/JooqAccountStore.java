package dev.kith.crm.persistence.account;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_DOMAIN;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_HIERARCHY;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.AccountDomainRecord;
import dev.kith.crm.persistence.generated.tables.records.AccountHierarchyRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.RecordKeyTable;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Accounts. That live accounts have distinct domains and external ids is held by unique
 * constraints, which the bin does not take part in: whoever loses a race to one repeats their run,
 * and then sees who has it.
 */
public final class JooqAccountStore implements AccountStore {

  private static final List<String> CONSTRAINTS =
      List.of("account_domain_live_unique", "account_live_external_unique", "account_hierarchy_pk");

  /** Whoever edits the lifecycle may have been first. */
  private static final String STAGE = "account_stage_fk";

  private final Database database;
  private final AccountTree tree;
  private final StayTable stays;
  private final RecordKeyTable keys;

  public JooqAccountStore(Database database) {
    this.database = database;
    this.tree = new AccountTree(database);
    this.stays = new StayTable(database);
    this.keys = new RecordKeyTable(database, RecordKeys.ACCOUNT);
  }

  @Override
  public Optional<Account> find(AccountId id) {
    return database
        .dsl()
        .selectFrom(ACCOUNT)
        .where(ACCOUNT.ID.eq(id.value()))
        .fetchOptional(AccountTable::account);
  }

  @Override
  public Outcome<Account> add(Account account) {
    return unlessTaken(
        account,
        () -> {
          database.dsl().executeInsert(AccountTable.row(account));
          stays.begin(account);
          findable(List.of(account));
          return Outcome.done(account);
        });
  }

  @Override
  public Outcome<Account> update(Account account) {
    return unlessTaken(
        account,
        () ->
            Saving.replace(
                    database, account, AccountTable.row(account), ACCOUNT.ID, ACCOUNT.VERSION)
                .map(saved -> {
                  stays.follow(saved);
                  keys.replace(keysOf(List.of(saved)));
                  return claimed(saved);
                }));
  }

  @Override
  public List<Account> findAll(Collection<AccountId> ids) {
    return where(ACCOUNT.ID.eq(any(ids.stream().map(AccountId::value).toArray(UUID[]::new))));
  }

  @Override
  public List<Account> holding(Collection<String> externalKeys, Collection<String> domains) {
    List<Account> found = new ArrayList<>();
    if (!externalKeys.isEmpty()) {
      found.addAll(where(ACCOUNT.LIVE_EXTERNAL_KEY.eq(any(externalKeys.toArray(String[]::new)))));
    }
    if (!domains.isEmpty()) {
      found.addAll(withDomain(domains));
    }
    return found;
  }

  @Override
  public List<Account> named(Collection<String> texts) {
    String[] lower =
        texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toArray(String[]::new);
    Map<AccountId, Account> found = new LinkedHashMap<>();
    Condition live = ACCOUNT.DELETED_AT.isNull();
    Stream.of(
            where(ACCOUNT.NAME_KEY.eq(any(lower)).and(live)),
            where(ACCOUNT.EXTERNAL_ID.eq(any(texts.toArray(String[]::new))).and(live)),
            withDomain(List.of(lower)))
        .flatMap(List::stream)
        .forEach(account -> found.put(account.id(), account));
    return List.copyOf(found.values());
  }

  private List<Account> withDomain(Collection<String> domains) {
    return database
        .dsl()
        .selectDistinct(ACCOUNT.fields())
        .from(ACCOUNT_DOMAIN)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(ACCOUNT_DOMAIN.ACCOUNT_ID))
        .where(ACCOUNT_DOMAIN.LIVE_DOMAIN.eq(any(domains.toArray(String[]::new))))
        .fetch(row -> AccountTable.account(row.into(ACCOUNT)));
  }

  private List<Account> where(Condition which) {
    return database.dsl().selectFrom(ACCOUNT).where(which).fetch(AccountTable::account);
  }

  @Override
  public void saveAll(List<Course<Account>> courses) {
    List<Account> born = Saving.born(courses);
    orLoseRace(() -> {
      Bulk.insert(
          database,
          ACCOUNT,
          List.of(ACCOUNT.fields()),
          born,
          account -> Bulk.values(AccountTable.row(account)));
      stays.beginAll(born);
      List<Course<Account>> changed = Saving.changed(courses);
      Saving.followAll(database, changed, AccountTable::row, ACCOUNT.ID, ACCOUNT.VERSION);
      keys.replace(keysOf(changed.stream().map(Course::last).toList()));
      for (Course<Account> course : changed) {
        course.states().forEach(stays::follow);
        if (!domains(Objects.requireNonNull(course.before())).equals(domains(course.last()))) {
          claimed(course.last());
        }
      }
      findable(born);
      return born;
    });
  }

  private void findable(List<Account> born) {
    keys.begin(keysOf(born));
    Bulk.insert(
        database,
        ACCOUNT_DOMAIN,
        List.of(ACCOUNT_DOMAIN.fields()),
        born.stream().flatMap(account -> domains(account).stream()).toList(),
        Bulk::values);
  }

  /** What is in the bin is not found. */
  private static Map<UUID, Set<String>> keysOf(List<Account> accounts) {
    return accounts.stream()
        .collect(
            toMap(
                account -> account.id().value(),
                account ->
                    account.revision().isDeleted()
                        ? Set.of()
                        : RecordForms.keys(account.content())));
  }

  /** In one order for everybody, so that nobody waits in a circle. */
  private static List<AccountDomainRecord> domains(Account account) {
    boolean live = !account.revision().isDeleted();
    return account.content().domains().stream()
        .map(InternetDomain::name)
        .sorted()
        .map(domain -> new AccountDomainRecord(account.id().value(), domain, live ? domain : null))
        .toList();
  }

  private Outcome<Account> unlessTaken(Account account, Supplier<Outcome<Account>> save) {
    Map<String, UUID> others = othersOf(account);
    if (!others.isEmpty()) {
      Map.Entry<String, UUID> first = others.entrySet().iterator().next();
      return Outcome.refused(new DomainTaken(first.getKey(), first.getValue()));
    }
    UUID holder = holderOfExternalId(account);
    if (holder != null) {
      return Outcome.refused(
          new ExternalIdTaken(String.valueOf(account.content().externalId()), holder));
    }
    return orLoseRace(save);
  }

  private static <T> T orLoseRace(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw CONSTRAINTS.stream().anyMatch(c -> Failures.breaks(e, c))
              || Failures.breaksReference(e, STAGE)
          ? Failures.lostRace(e)
          : e;
    }
  }

  /** Which domains of the account others have, and who. */
  private Map<String, UUID> othersOf(Account account) {
    String[] domains =
        account.content().domains().stream().map(InternetDomain::name).toArray(String[]::new);
    return account.revision().isDeleted() || domains.length == 0
        ? Map.of()
        : database
            .dsl()
            .select(ACCOUNT_DOMAIN.LIVE_DOMAIN, ACCOUNT_DOMAIN.ACCOUNT_ID)
            .from(ACCOUNT_DOMAIN)
            .where(ACCOUNT_DOMAIN.LIVE_DOMAIN.eq(any(domains)))
            .and(ACCOUNT_DOMAIN.ACCOUNT_ID.ne(account.id().value()))
            .orderBy(ACCOUNT_DOMAIN.LIVE_DOMAIN)
            .fetchMap(ACCOUNT_DOMAIN.LIVE_DOMAIN, ACCOUNT_DOMAIN.ACCOUNT_ID);
  }

  private @Nullable UUID holderOfExternalId(Account account) {
    String key = AccountTable.liveExternalKey(account);
    return key == null
        ? null
        : database
            .dsl()
            .select(ACCOUNT.ID)
            .from(ACCOUNT)
            .where(ACCOUNT.LIVE_EXTERNAL_KEY.eq(key))
            .and(ACCOUNT.ID.ne(account.id().value()))
            .fetchOne(ACCOUNT.ID);
  }

  /** Writes the domains down where they, or whether they count, are different from before. */
  private Account claimed(Account account) {
    UUID id = account.id().value();
    Set<AccountDomainRecord> before =
        database
            .dsl()
            .selectFrom(ACCOUNT_DOMAIN)
            .where(ACCOUNT_DOMAIN.ACCOUNT_ID.eq(id))
            .fetchSet(row -> row.into(ACCOUNT_DOMAIN));
    List<AccountDomainRecord> now = domains(account);
    if (!before.equals(Set.copyOf(now))) {
      if (!before.isEmpty()) {
        database.dsl().deleteFrom(ACCOUNT_DOMAIN).where(ACCOUNT_DOMAIN.ACCOUNT_ID.eq(id)).execute();
      }
      if (!now.isEmpty()) {
        database.dsl().insertInto(ACCOUNT_DOMAIN).set(now).execute();
      }
    }
    return account;
  }

  /**
   * Writing makes the others wait; reading for update would let some of them go on with what was.
   */
  @Override
  public void lockHierarchy() {
    int written =
        database
            .dsl()
            .update(ACCOUNT_HIERARCHY)
            .set(ACCOUNT_HIERARCHY.CHANGES, ACCOUNT_HIERARCHY.CHANGES.plus(1))
            .execute();
    if (written == 0) {
      orLoseRace(() -> database.dsl().executeInsert(new AccountHierarchyRecord(1, 1L)));
    }
  }

  @Override
  public List<AccountId> path(AccountId id) {
    return tree.path(id);
  }

  @Override
  public int levelsBelow(AccountId id) {
    return tree.levelsBelow(id);
  }

  @Override
  public List<Account> children(AccountId id, int limit) {
    return database
        .dsl()
        .selectFrom(ACCOUNT)
        .where(ACCOUNT.PARENT_ID.eq(id.value()))
        .and(ACCOUNT.DELETED_AT.isNull())
        .orderBy(ACCOUNT.ID)
        .limit(limit)
        .fetch(AccountTable::account);
  }

  @Override
  public List<Account> childrenOf(Collection<AccountId> parents) {
    return database
        .dsl()
        .selectFrom(ACCOUNT)
        .where(
            ACCOUNT.PARENT_ID.eq(any(parents.stream().map(AccountId::value).toArray(UUID[]::new))))
        .and(ACCOUNT.DELETED_AT.isNull())
        .fetch(AccountTable::account);
  }

  @Override
  public List<AccountId> mergedInto(Collection<AccountId> winners) {
    return database
        .dsl()
        .select(ACCOUNT.ID)
        .from(ACCOUNT)
        .where(
            ACCOUNT.MERGED_INTO.eq(
                any(winners.stream().map(AccountId::value).toArray(UUID[]::new))))
        .orderBy(ACCOUNT.ID)
        .fetch(row -> new AccountId(row.value1()));
  }

  @Override
  public List<RecordVersion> versions(@Nullable AccountId after, int limit) {
    return database
        .dsl()
        .select(ACCOUNT.ID, ACCOUNT.VERSION)
        .from(ACCOUNT)
        .where(after == null ? noCondition() : ACCOUNT.ID.gt(after.value()))
        .orderBy(ACCOUNT.ID)
        .limit(limit)
        .fetch(row -> new RecordVersion(row.value1(), row.value2()));
  }
}
