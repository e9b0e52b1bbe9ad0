package dev.kith.crm.application.account;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.account.Mover;
import dev.kith.crm.domain.account.StageMove;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class AccountService implements Accounts {

  /** So many of those that belong to an account are named where it cannot be deleted. */
  static final int CHILDREN_NAMED = 20;

  static final Changes.Kind<AccountId, Account> KIND =
      new Changes.Kind<>(
          Feature.ACCOUNT, Account.class, Account::subjectOf, Account::facts, Account::owner);

  private final Kernel kernel;
  private final PhoneReader phones;
  private final MailLists lists;
  private final AccountStore store;
  private final Supplier<Lifecycle> lifecycle;
  private final Supplier<PoolAssigning> pools;
  private final Ownership ownership;
  private final Visibility visible;
  private final Changes<AccountId, Account> changes;
  private final Context context;
  private final Guards guards;
  private final AccountPlaces places;

  AccountService(
      Kernel kernel,
      Context context,
      PhoneReader phones,
      Owners owners,
      MailLists lists,
      Guards guards,
      AccountStore store,
      Supplier<Lifecycle> lifecycle,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.context = context;
    this.guards = guards;
    this.phones = phones;
    this.lists = lists;
    this.store = store;
    this.places = new AccountPlaces(store);
    this.lifecycle = lifecycle;
    this.ownership = new Ownership(owners, context.actor(), Feature.ACCOUNT);
    this.visible = Visibility.of(context.actor(), AccountQueryService.VIEW);
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(AccountDraft draft) {
    return switch (read(draft)) {
      case Outcome.Done<AccountContent> good -> List.of();
      case Outcome.Refused<AccountContent>(var refusal) -> refusal.violations();
    };
  }

  @Override
  public Outcome<Account> create(Create command) {
    return discreet(
        changes.create(
            Action.CREATE,
            "account.create",
            command,
            () ->
                read(command.draft())
                    .then(content ->
                        ownership
                            .first(command.owner())
                            .map(owner ->
                                Account.create(
                                    new AccountId(kernel.ids().next()),
                                    content,
                                    owner.id(),
                                    firstStage(),
                                    kernel.now())))
                    .then(birth -> placed(null, birth))));
  }

  @Override
  public Outcome<Account> edit(AccountId id, Edit command) {
    return discreet(
        changes.change(
            id,
            Action.EDIT,
            "account.edit",
            new TreeMap<>(command.fields()),
            account ->
                read(edited(account, command))
                    .then(content -> account.edit(content, kernel.now()))
                    .then(change -> placed(account.content().parent(), change))));
  }

  @Override
  public Outcome<Account> assign(AccountId id, @Nullable UserId owner) {
    return changes.change(
        id,
        Action.ASSIGN,
        "account.assign",
        String.valueOf(owner),
        account -> ownership.of(owner).then(good -> account.assign(owner, kernel.now())));
  }

  @Override
  public Outcome<Account> assignFrom(AccountId id, AssignmentPoolId pool) {
    return pools
        .get()
        .assign(context, pool, new Assign(Account.subjectOf(id)))
        .map(made -> store.find(id).orElseThrow());
  }

  @Override
  public Outcome<Account> note(AccountId id, @Nullable String text) {
    return changes.change(
        id,
        Action.EDIT,
        "account.note",
        String.valueOf(text),
        account -> account.note(text, kernel.now()));
  }

  @Override
  public Outcome<Account> transition(AccountId id, Transition command) {
    return changes.change(
        id,
        Action.EDIT,
        "account.transition",
        command,
        account -> {
          Lifecycle inForce = lifecycle.get();
          StageMove move =
              new StageMove(command.to(), command.reason(), mover(), inForce.revision().version());
          return permitted(account, inForce.terms(), command.to())
              .then(permitted ->
                  permitted.transition(
                      move, inForce.terms(), way -> guards.hold(way, permitted), kernel.now()));
        });
  }

  private Outcome<Account> permitted(Account account, LifecycleTerms terms, String to) {
    return terms.from(account.stage().key()).stream()
        .filter(way -> way.to().equals(to))
        .findFirst()
        .map(way ->
            Permits.requireReach(
                context.actor(),
                new Permission(Feature.ACCOUNT, way.permission()),
                account.subject(),
                account.owner(),
                () -> Outcome.done(account)))
        .orElseGet(() -> Outcome.done(account));
  }

  private AccountStage firstStage() {
    Lifecycle inForce = lifecycle.get();
    return AccountStage.first(inForce.terms(), mover(), inForce.revision().version(), kernel.now());
  }

  private Mover mover() {
    return new Mover(
        context.actor().id(), context.actor().name(), context.cause(), context.causation().event());
  }

  @Override
  public Outcome<Account> delete(AccountId id) {
    return changes.change(
        id,
        Action.DELETE,
        "account.delete",
        "",
        account ->
            account
                .unlessMerged()
                .then(standing -> childless(id))
                .map(none -> account.delete(kernel.now())));
  }

  @Override
  public Outcome<Account> restore(AccountId id) {
    return discreet(
        changes.change(
            id,
            Action.DELETE,
            "account.restore",
            "",
            account ->
                account
                    .unlessMerged()
                    .then(places::homeOf)
                    .map(home -> account.restore(home.parent(), kernel.now()))));
  }

  private Outcome<Account> discreet(Outcome<Account> outcome) {
    return new Discretion(store, visible).about(outcome);
  }

  private Outcome<AccountContent> read(AccountDraft draft) {
    return read(draft, phones, lists);
  }

  /** Domains at which anybody can have an address tell of no company. */
  static Outcome<AccountContent> read(AccountDraft draft, PhoneReader phones, MailLists lists) {
    return draft.read(
        phones, domain -> lists.isFreeMail(domain.name()) || lists.isDisposable(domain.name()));
  }

  private static AccountDraft edited(Account account, Edit command) {
    AccountDraft draft = AccountDraft.of(account.content());
    for (var field : command.fields().entrySet()) {
      draft = draft.with(field.getKey(), field.getValue().orElse(null));
    }
    return draft;
  }

  // ── The hierarchy: everything is read after it was locked, so that it still holds when saved. ──

  /** Goes on if the account can belong to its parent, where it does not do so already. */
  private Outcome<Change<Account>> placed(@Nullable AccountId before, Change<Account> change) {
    AccountId parent = change.next().content().parent();
    if (parent == null || parent.equals(before)) {
      return Outcome.done(change);
    }
    store.lockHierarchy();
    return places.live(parent).filter(account -> visible.reaches(account.owner())).isEmpty()
        ? Outcome.refused(new AccountRefusal.UnknownParent(parent.value()))
        : places.admitted(parent, change.next().id()).map(admitted -> change);
  }

  private Outcome<AccountId> childless(AccountId id) {
    store.lockHierarchy();
    List<Account> children = store.children(id, CHILDREN_NAMED + 1);
    List<Account> seen =
        children.stream()
            .filter(child -> visible.reaches(child.owner()))
            .limit(CHILDREN_NAMED)
            .toList();
    return children.isEmpty()
        ? Outcome.done(id)
        : Outcome.refused(
            new AccountRefusal.HasChildren(
                seen.stream().map(child -> child.id().value()).toList(),
                seen.size() < children.size()));
  }
}
