package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.Accounts.Create;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Merging;
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
  default void many_are_saved_at_once_as_each_would_be_by_itself() {
    Account there = add(Accounts.of(named("There", "one-s.example two-s.example")));
    Account parent = Accounts.of(known("Parent", "saved", "p"));
    Account child = Accounts.of(named("Child", "three-s.example").parent(parent.id()), OLGA);
    Account later = child.assign(null, LATER).orElseThrow().next();
    Account edited =
        there
            .edit(Accounts.content(named("There", "two-s.example four-s.example")), LATER)
            .orElseThrow()
            .next();
    Account twice = edited.assign(OLGA, LATER).orElseThrow().next();

    saved(
        List.of(
            new Course<>(null, List.of(parent)),
            new Course<>(null, List.of(child, later)),
            new Course<>(there, List.of(edited, twice))));

    assertThat(accounts().findAll(List.of(parent.id(), child.id(), there.id(), Accounts.anId())))
        .containsExactlyInAnyOrder(parent, later, twice);
    assertThat(accounts().children(parent.id(), 5)).containsExactly(later);
    assertThat(storage().accountReads().stays(later.id())).containsExactly(later.stage().stay());
    assertThat(tried(Accounts.of(named("Other", "four-s.example"))))
        .isEqualTo(Outcome.refused(new DomainTaken("four-s.example", there.id().value())));
    add(Accounts.of(named("Other", "one-s.example")));
    assertThatThrownBy(() -> saved(List.of(new Course<>(there, List.of(edited)))))
        .isInstanceOf(ConcurrentChangeException.class);
    Account thief = Accounts.of(named("Thief", "three-s.example"));
    assertThatThrownBy(() -> saved(List.of(new Course<>(null, List.of(thief)))))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(accounts().find(thief.id())).isEmpty();
  }

  @Test
  default void what_texts_and_keys_mean_is_found_at_once() {
    Account first = add(Accounts.of(named("Named So", "one-n.example")));
    Account second = add(Accounts.of(known("Second", "ERP", "n-2")));
    Account third = add(Accounts.of(known("named so", "crm", "n-3")));
    Account gone = add(Accounts.of(named("Gone So", "gone-n.example")));
    update(gone.delete(LATER).next());

    assertThat(accounts().named(List.of("NAMED so", "n-2", "gone so", "gone-n.example")))
        .containsExactlyInAnyOrder(first, second, third);
    assertThat(accounts().named(List.of("One-N.example", "N-2"))).containsExactly(first);
    assertThat(
            accounts()
                .holding(
                    List.of(new ExternalId("erp", "n-2").key(), "nothing"),
                    List.of("one-n.example", "gone-n.example")))
        .containsExactlyInAnyOrder(first, second);
  }

  @Test
  default void one_that_was_merged_names_its_winner_and_gives_its_domains_free() {
    Account winner = add(Accounts.of(named("Vogel", "vogel.example")));
    Account loser = add(Accounts.of(named("Twin", "twin.example")));
    Merging merging =
        new Merging(Accounts.anId().value(), winner.id().value(), List.of(loser.id().value()));
    Account tombstone = update(loser.mergeInto(merging, LATER).orElseThrow().next());

    assertThat(accounts().find(loser.id())).contains(tombstone);
    assertThat(accounts().mergedInto(List.of(winner.id(), loser.id()))).containsExactly(loser.id());
    assertThat(accounts().mergedInto(List.of(loser.id()))).isEmpty();
    Account other = add(Accounts.of(named("Other", "twin.example")));
    update(other.delete(LATER).next());
    Account back = update(tombstone.separate(merging, null, LATER).next());
    assertThat(accounts().find(loser.id())).contains(back);
    assertThat(accounts().mergedInto(List.of(winner.id()))).isEmpty();
  }

  private void saved(List<Course<Account>> courses) {
    storage()
        .transactions()
        .always(() -> {
          accounts().saveAll(courses);
          return courses;
        });
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
