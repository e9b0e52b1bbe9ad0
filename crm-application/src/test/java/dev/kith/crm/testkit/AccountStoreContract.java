package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link AccountStore} promises but for the hierarchy. */
public interface AccountStoreContract extends StorageContract {

  UserId OLGA = Actors.userId("Olga");
  Instant LATER = Accounts.CREATED.plus(Duration.ofHours(1));

  @Test
  default void an_account_comes_back_as_it_was_version_by_version() {
    Account holding = add(Accounts.of(AccountDraft.named("Holding")));
    Account vogel = add(Accounts.of(Accounts.complete().parent(holding.id()), OLGA));
    assertThat(accounts().find(vogel.id())).contains(vogel);
    assertThat(accounts().find(holding.id())).contains(holding);

    Account nobodys = update(vogel.assign(null, LATER).orElseThrow().next());
    Account deleted = update(nobodys.delete(LATER).next());

    assertThat(storage().transactions().run(() -> accounts().update(nobodys)))
        .isEqualTo(Outcome.refused(new StaleVersion("account", vogel.id().toString(), 1, 3)));
    assertThat(accounts().find(vogel.id())).contains(deleted);
    assertThat(accounts().find(Accounts.anId())).isEmpty();
    update(deleted.restore(holding.id(), LATER).next());
  }

  @Test
  default void no_two_live_accounts_have_one_domain() {
    Account first = add(Accounts.of(named("First", "bücher.example one-a.example")));
    Outcome<?> taken = Outcome.refused(new DomainTaken("one-a.example", first.id().value()));

    assertThat(tried(Accounts.of(named("Second", "two-a.example ONE-a.example")))).isEqualTo(taken);
    assertThat(tried(Accounts.of(named("Second", "xn--bcher-kva.example"))))
        .isEqualTo(Outcome.refused(new DomainTaken("xn--bcher-kva.example", first.id().value())));
    Account second = add(Accounts.of(named("Second", "two-a.example")));
    assertThat(changed(second, named("Second", "one-a.example"))).isEqualTo(taken);
    assertThat(changed(second, named("Second", "two-a.example three-a.example")))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  default void a_domain_that_is_given_up_is_free() {
    Account first = add(Accounts.of(named("First", "one-b.example two-b.example")));
    Account fewer =
        update(
            first
                .edit(Accounts.content(named("First", "two-b.example")), LATER)
                .orElseThrow()
                .next());
    Account second = add(Accounts.of(named("Second", "one-b.example")));
    Account gone = update(fewer.delete(LATER).next());
    add(Accounts.of(named("Third", "two-b.example")));

    assertThat(tried(gone.restore(null, LATER).next(), true)).isInstanceOf(Outcome.Refused.class);
    update(second.delete(LATER).next());
    add(Accounts.of(named("Fourth", "one-b.example")));
  }

  @Test
  default void no_two_live_accounts_have_one_external_id() {
    Account first = add(Accounts.of(known("First", "ERP", "c-1")));
    Outcome<?> taken = Outcome.refused(new ExternalIdTaken("c-1 of erp", first.id().value()));

    assertThat(tried(Accounts.of(known("Second", "erp", "c-1")))).isEqualTo(taken);
    Account second = add(Accounts.of(known("Second", "erp", "C-1")));
    assertThat(changed(second, known("Second", "erp", "c-1"))).isEqualTo(taken);
    update(first.delete(LATER).next());
    add(Accounts.of(known("Third", "erp", "c-1")));
  }

  @RepeatedTest(5)
  default void of_several_who_take_a_domain_at_once_one_gets_it() {
    var accounts = new AccessWorld(storage()).asAda().accounts();
    String domain = Accounts.anId() + ".example";
    List<Outcome<Account>> outcomes =
        Beside.all(
            6,
            i ->
                accounts.create(
                    new Create(
                        named(
                            "Racer " + i,
                            i % 2 == 0 ? domain + " a" + domain : "a" + domain + " " + domain))));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(o -> !(o instanceof Outcome.Done<?>)))
        .allMatch(o ->
            o instanceof Outcome.Refused<Account>(DomainTaken taken) && taken.holder() != null);
  }

  @Test
  default void versions_come_in_the_order_of_ids() {
    Account first = add(Accounts.of(AccountDraft.named("First")));
    Account second = add(Accounts.of(AccountDraft.named("Second")));
    Account gone = update(second.delete(LATER).next());

    assertThat(accounts().versions(first.id(), 1))
        .containsExactly(new RecordVersion(gone.id().value(), 2));
    assertThat(accounts().versions(null, 1_000_000))
        .contains(new RecordVersion(first.id().value(), 1));
  }

  private static AccountDraft named(String name, String domains) {
    return AccountDraft.named(name).domains(domains);
  }

  private static AccountDraft known(String name, String system, String id) {
    return AccountDraft.named(name)
        .with(AccountField.EXTERNAL_SYSTEM, system)
        .with(AccountField.EXTERNAL_ID, id);
  }

  private Outcome<Account> changed(Account account, AccountDraft draft) {
    return tried(account.edit(Accounts.content(draft), LATER).orElseThrow().next(), true);
  }

  private Outcome<Account> tried(Account account) {
    return tried(account, false);
  }

  private Outcome<Account> tried(Account account, boolean there) {
    return storage()
        .transactions()
        .run(() -> there ? accounts().update(account) : accounts().add(account));
  }

  private Account add(Account account) {
    return kept(() -> accounts().add(account));
  }

  private Account update(Account account) {
    Account updated = kept(() -> accounts().update(account));
    assertThat(accounts().find(account.id())).contains(account);
    return updated;
  }

  private AccountStore accounts() {
    return storage().accounts();
  }
}
