package dev.kith.crm.application.account;

import com.google.common.base.Suppliers;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.lifecycle.AccountsOnWays;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wires accounts. */
public final class AccountFeature {

  private final Kernel kernel;
  private final PhoneReader phones;
  private final Owners owners;
  private final MailLists lists;
  private final Supplier<PoolAssigning> pools;
  private final Guards guards = new Guards();

  /**
   * @param lists what is known of domains at which anybody can have an address
   * @param pools from which accounts are assigned
   */
  public AccountFeature(
      Kernel kernel,
      PhoneReader phones,
      Owners owners,
      MailLists lists,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.phones = phones;
    this.owners = owners;
    this.lists = lists;
  }

  public Accounts accounts(Context context) {
    return with(
        kernel,
        context,
        owners,
        kernel.storage().accounts(),
        kernel.storage().lifecycle()::current);
  }

  /**
   * For rows that are brought in together.
   *
   * @param theirs with which the rows of one transaction work
   * @param store from which they are written together
   * @param known who can own, as it was looked up for them
   */
  public Accounts together(Kernel theirs, Context context, AccountStore store, Owners known) {
    return with(
        theirs,
        context,
        known,
        store,
        Suppliers.memoize(() -> kernel.storage().lifecycle().current()));
  }

  private Accounts with(
      Kernel own, Context context, Owners who, AccountStore store, Supplier<Lifecycle> lifecycle) {
    return new AccountService(own, context, phones, who, lists, guards, store, lifecycle, pools);
  }

  /** What a draft says, as it would be kept. Refused with {@code invalid}. */
  public Outcome<AccountContent> read(AccountDraft draft) {
    return AccountService.read(draft, phones, lists);
  }

  public AccountQueries queries(Context context) {
    return new AccountQueryService(kernel, context, guards);
  }

  /** Takes lists out as files. */
  public ListExport export(Context context) {
    return new AccountQueryService(kernel, context, guards).export();
  }

  public AssignableRecords assignable() {
    return new AccountsToAssign(kernel, this);
  }

  /**
   * Whose a company is, for what belongs to it: how many of its records each user has, of which
   * there is one, the account itself. Nobody where it is nobody's, or is in the bin.
   */
  public Map<UserId, Long> ownersOf(@Nullable AccountId id) {
    return live(id).map(Account::owner).map(owner -> Map.of(owner, 1L)).orElse(Map.of());
  }

  /** Where an account is; null where nobody knows, or it is in the bin. */
  public @Nullable Country countryOf(@Nullable AccountId id) {
    return live(id).map(account -> account.content().country()).orElse(null);
  }

  private Optional<Account> live(@Nullable AccountId id) {
    return Optional.ofNullable(id)
        .flatMap(kernel.storage().accounts()::find)
        .filter(account -> !account.revision().isDeleted());
  }

  /** Accounts, as other records are about them. */
  public RelatedRecords related() {
    return new AccountsAsRelated(kernel, guards);
  }

  /** Accounts, as ways of the lifecycle find them. */
  public AccountsOnWays onWays() {
    return new AccountsFound(kernel.storage().accountReads(), guards);
  }

  /** The stages that are in force, in their order. */
  public List<Stage> stages() {
    return kernel.storage().lifecycle().current().terms().inOrder();
  }

  /** The versions of all accounts, against which their audit trail is held. */
  public VersionedRecords versions() {
    return new VersionedAccounts(kernel.storage().accounts());
  }

  /**
   * The way in which every command changes an account, for features that have intentions of their
   * own with accounts: the same permissions, versions, audit entries and events.
   */
  public Changes<AccountId, Account> changes(Context context) {
    return new Changes<>(AccountService.KIND, kernel.storage().accounts(), kernel, context);
  }

  /** The outcome of such a command, which names no account that the actor may not see. */
  public <T> Outcome<T> discreet(Context context, Outcome<T> outcome) {
    return new Discretion(
            kernel.storage().accounts(), Visibility.of(context.actor(), AccountQueryService.VIEW))
        .about(outcome);
  }

  /** The accounts that belong to others. */
  public Followers followers() {
    return new Subsidiaries(kernel);
  }
}
