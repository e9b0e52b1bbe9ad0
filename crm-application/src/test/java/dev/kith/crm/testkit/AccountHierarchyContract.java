package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.account.Accounts.Edit;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What must hold of the hierarchy of accounts on every storage, whoever changes it at once. */
public interface AccountHierarchyContract extends StorageContract {

  @Test
  default void paths_levels_and_children_are_those_of_the_tree() {
    Accounts accounts = new AccessWorld(storage()).asAda().accounts();
    AccountId top = created(accounts, "Top", null);
    AccountId left = created(accounts, "Left", top);
    AccountId right = created(accounts, "Right", top);
    AccountId leaf = created(accounts, "Leaf", left);
    AccountId gone = created(accounts, "Gone", leaf);
    accounts.delete(gone).orElseThrow();

    assertThat(storage().accounts().path(leaf)).containsExactly(leaf, left, top);
    assertThat(storage().accounts().path(top)).containsExactly(top);
    assertThat(storage().accounts().path(dev.kith.crm.domain.testkit.Accounts.anId())).isEmpty();
    assertThat(storage().accounts().levelsBelow(top)).isEqualTo(2);
    assertThat(storage().accounts().levelsBelow(leaf)).isZero();
    assertThat(storage().accounts().children(top, 10))
        .extracting(Account::id)
        .containsExactly(left, right);
    assertThat(storage().accounts().children(top, 1)).extracting(Account::id).containsExactly(left);
    assertThat(storage().accounts().children(leaf, 10)).isEmpty();
    assertThat(storage().accounts().childrenOf(List.of(top, left, right)))
        .extracting(Account::id)
        .contains(left, right)
        .doesNotContain(top);
    assertThat(storage().accounts().childrenOf(List.of(leaf))).isEmpty();
  }

  @RepeatedTest(10)
  default void of_two_accounts_that_are_hung_below_each_other_at_once_one_is() {
    Workspace ada = new AccessWorld(storage()).asAda();
    AccountId a = created(ada.accounts(), "A", null);
    AccountId b = created(ada.accounts(), "B", null);

    List<Outcome<Account>> outcomes =
        Beside.all(2, i -> i == 0 ? hung(ada, a, b) : hung(ada, b, a));

    assertThat(codes(outcomes)).containsExactlyInAnyOrder("done", "account-circular");
    assertEndsAtTheTop(a);
    assertEndsAtTheTop(b);
  }

  @RepeatedTest(3)
  default void however_many_are_hung_elsewhere_at_once_none_belongs_to_itself() {
    Workspace ada = new AccessWorld(storage()).asAda();
    List<AccountId> ring =
        IntStream.range(0, 6).mapToObj(i -> created(ada.accounts(), "Ring " + i, null)).toList();

    List<Outcome<Account>> outcomes =
        Beside.all(ring.size(), i -> hung(ada, ring.get(i), ring.get((i + 1) % ring.size())));

    assertThat(codes(outcomes)).containsOnlyOnce("account-circular");
    assertThat(codes(outcomes).stream().filter("done"::equals)).hasSize(ring.size() - 1);
    ring.forEach(this::assertEndsAtTheTop);
  }

  @RepeatedTest(5)
  default void what_is_hung_below_an_account_that_is_deleted_at_once_is_refused_or_keeps_it() {
    Workspace ada = new AccessWorld(storage()).asAda();
    AccountId parent = created(ada.accounts(), "Parent", null);
    AccountId child = created(ada.accounts(), "Child", null);

    List<Outcome<Account>> outcomes =
        Beside.all(2, i -> i == 0 ? ada.accounts().delete(parent) : hung(ada, child, parent));

    assertThat(codes(outcomes))
        .isIn(List.of("done", "unknown-parent"), List.of("account-has-children", "done"));
  }

  private void assertEndsAtTheTop(AccountId id) {
    Set<AccountId> seen = new HashSet<>();
    for (AccountId next = id; next != null; next = parent(next)) {
      assertThat(seen.add(next)).as("a circle through " + next).isTrue();
    }
  }

  private @Nullable AccountId parent(AccountId id) {
    return storage().accounts().find(id).orElseThrow().content().parent();
  }

  private static Outcome<Account> hung(Workspace workspace, AccountId account, AccountId parent) {
    return workspace
        .accounts()
        .edit(account, new Edit(Map.of(AccountField.PARENT, Optional.of(parent.toString()))));
  }

  private static List<String> codes(List<Outcome<Account>> outcomes) {
    return outcomes.stream()
        .map(o -> o instanceof Outcome.Refused<Account>(var refusal) ? refusal.code() : "done")
        .toList();
  }

  private static AccountId created(Accounts accounts, String name, @Nullable AccountId parent) {
    AccountDraft draft = AccountDraft.named(name);
    return accounts
        .create(new Create(parent == null ? draft : draft.parent(parent)))
        .orElseThrow()
        .id();
  }
}
